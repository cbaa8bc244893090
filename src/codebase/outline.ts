import { languageOf } from '../domain/language.ts';
import { nodesOfTypes, tryTree, type Node } from './languages/tree-sitter.ts';

/** A named definition of a file. Lines count from 1, both ends included. */
export type Definition = {
  readonly name: string;
  /** The names of the enclosing definitions and its own, joined by dots. */
  readonly qualifiedName: string;
  readonly startLine: number;
  readonly endLine: number;
  /** The line of its name as it stands, which is its signature where that fits a line. */
  readonly signature: string;
  /** How many definitions enclose it. */
  readonly depth: number;
};

const DEFINITION_TYPE = /(?:_definition|_declaration|_item|_spec)$/;
const FUNCTION_VALUE = /^(?:arrow_function|function|function_expression|generator_function|class)$/;

/** The definitions of a file in the order of its text; empty where the language has no grammar or nothing is defined. */
export async function definitionsOf(path: string, text: string): Promise<readonly Definition[]> {
  const language = languageOf(path);
  if (language === null) return [];
  const lines = text.split('\n');
  const result = await tryTree({ language, text }, (tree) => collectDefinitions(tree.rootNode, lines));
  return result.kind === 'parsed' ? result.value : [];
}

function collectDefinitions(root: Node, lines: readonly string[]): readonly Definition[] {
  const definitions: Definition[] = [];
  const open: { readonly name: string; readonly endIndex: number }[] = [];
  for (const node of nodesOfTypes(root, isDefinitionType)) {
    const name = definedName(node);
    if (name === null) continue;
    const whole = wholeOf(node);
    const startLine = whole.startPosition.row + 1;
    const endLine = whole.endPosition.row + 1;
    while ((open.at(-1)?.endIndex ?? Infinity) <= whole.startIndex) open.pop();
    const signature = (lines[node.startPosition.row] ?? '').replace(/\r$/, '');
    const qualifiedName = [...open.map((outer) => outer.name), name].join('.');
    const definition = { name, qualifiedName, startLine, endLine, signature, depth: open.length };
    definitions.push(definition);
    open.push({ name, endIndex: whole.endIndex });
  }
  return definitions;
}

function isDefinitionType(type: string): boolean {
  return type === 'variable_declarator' || DEFINITION_TYPE.test(type);
}

/** A definition with its decorators or its `export`. */
function wholeOf(node: Node): Node {
  const { parent } = node;
  return parent !== null && /^(?:decorated_definition|export_statement)$/.test(parent.type) ? parent : node;
}

function definedName(node: Node): string | null {
  const isFunctionValue =
    node.type === 'variable_declarator' && FUNCTION_VALUE.test(node.childForFieldName('value')?.type ?? '');
  if (!isFunctionValue && !DEFINITION_TYPE.test(node.type)) return null;
  return node.childForFieldName('name')?.text ?? null;
}
