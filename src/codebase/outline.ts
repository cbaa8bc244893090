import { languageOf } from '../domain/language.ts';
import { isNamedBy } from '../domain/symbol-name.ts';
import { estimateTokens } from '../domain/tokens.ts';
import { nodesOf, tryTree, type Node } from './languages/tree-sitter.ts';

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
const MAX_NAMES_IN_GAP = 12;

/** The definitions of a file in the order of its text; empty where the language has no grammar or nothing is defined. */
export async function definitionsOf(path: string, text: string): Promise<readonly Definition[]> {
  const language = languageOf(path);
  if (language === null) return [];
  const lines = text.split('\n');
  const result = await tryTree({ language, text }, (tree) => collectDefinitions(tree.rootNode, lines));
  return result.kind === 'parsed' ? result.value : [];
}

/** The signatures of a file, a line each with its indentation: what other code needs to know of it. */
export async function outlineText(path: string, text: string): Promise<string> {
  const definitions = await definitionsOf(path, text);
  return definitions.map((definition) => definition.signature).join('\n');
}

/**
 * The named definitions of a file that is too large to show whole, word for word, with its head; what lies between is
 * named in one line. Null when none of the names is defined here or the excerpt exceeds the budget.
 */
export async function excerptOf(source: {
  readonly path: string;
  readonly text: string;
  readonly names: readonly string[];
  readonly budgetTokens: number;
}): Promise<string | null> {
  const definitions = await definitionsOf(source.path, source.text);
  const wanted = definitions.filter((definition) =>
    source.names.some((name) => isNamedBy(definition.qualifiedName, name)),
  );
  if (wanted.length === 0) return null;
  const lines = source.text.split(/\r?\n/);
  const head = { startLine: 1, endLine: Math.min((definitions[0]?.startLine ?? 1) - 1, 60) };
  const excerpt = joinRanges([head, ...wanted], lines, definitions);
  return estimateTokens(excerpt) <= source.budgetTokens ? excerpt : null;
}

type Range = { readonly startLine: number; readonly endLine: number };

function collectDefinitions(root: Node, lines: readonly string[]): readonly Definition[] {
  const definitions: Definition[] = [];
  const open: Definition[] = [];
  for (const node of nodesOf(root)) {
    const name = definedName(node);
    if (name === null) continue;
    const whole = wholeOf(node);
    const startLine = whole.startPosition.row + 1;
    const endLine = whole.endPosition.row + 1;
    while ((open.at(-1)?.endLine ?? startLine) < startLine) open.pop();
    const signature = (lines[node.startPosition.row] ?? '').replace(/\r$/, '');
    const qualifiedName = [...open.map((definition) => definition.name), name].join('.');
    const definition = { name, qualifiedName, startLine, endLine, signature, depth: open.length };
    definitions.push(definition);
    open.push(definition);
  }
  return definitions;
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

function joinRanges(
  ranges: readonly Range[],
  lines: readonly string[],
  definitions: readonly Definition[],
): string {
  const parts: string[] = [];
  let next = 1;
  for (const range of ranges.toSorted((a, b) => a.startLine - b.startLine || b.endLine - a.endLine)) {
    if (range.endLine < next) continue;
    const start = Math.max(range.startLine, next);
    if (start > next) parts.push(gapLine({ startLine: next, endLine: start - 1 }, definitions));
    parts.push(lines.slice(start - 1, range.endLine).join('\n'));
    next = range.endLine + 1;
  }
  if (next <= lines.length) parts.push(gapLine({ startLine: next, endLine: lines.length }, definitions));
  return parts.join('\n');
}

function gapLine(gap: Range, definitions: readonly Definition[]): string {
  const inside = definitions.filter(
    (definition) => definition.startLine >= gap.startLine && definition.startLine <= gap.endLine,
  );
  const names = inside.slice(0, MAX_NAMES_IN_GAP).map((definition) => definition.name);
  const defined =
    names.length === 0 ? '' : `: ${names.join(', ')}${inside.length > names.length ? ', …' : ''}`;
  return `[lines ${gap.startLine}-${gap.endLine} not shown${defined}]`;
}
