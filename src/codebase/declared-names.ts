import type { LanguageId } from '../domain/language.ts';
import { nodesOfTypes, tryTree, type Node } from './languages/tree-sitter.ts';

/** A name that a text of Python, JavaScript or TypeScript declares: also a local one, a parameter, a field. */
export type DeclaredName = {
  readonly name: string;
  readonly kind: 'function' | 'method' | 'class' | 'type' | 'variable';
  /** The class that has it as a member, or null. */
  readonly owner: string | null;
  /** The line of the name, and the first one of its decorators or its `export`; both count from 1. */
  readonly line: number;
  readonly startLine: number;
};

const LANGUAGES: ReadonlySet<string> = new Set(['python', 'javascript', 'typescript', 'tsx']);
const FUNCTION =
  /^(?:function_definition|(?:generator_)?function_declaration|method_definition|method_signature)$/;
const CLASS = /^(?:class_definition|(?:abstract_)?class_declaration)$/;
const TYPE = /^(?:interface_declaration|type_alias_declaration|enum_declaration)$/;
const VARIABLE =
  /^(?:assignment|for_statement|for_in_statement|named_expression|variable_declarator|public_field_definition|field_definition|property_signature|required_parameter|optional_parameter|default_parameter|typed_parameter|typed_default_parameter)$/;
const PARAMETERS = /^(?:parameters|formal_parameters)$/;
const NAME = /^(?:identifier|type_identifier|property_identifier|shorthand_property_identifier_pattern)$/;
const PATTERN = /^(?:pattern_list|tuple_pattern|list_pattern|object_pattern|array_pattern)$/;

/** The declared names in the order of the text; empty where the language is another one or the text has no tree. */
export async function declaredNames(
  language: LanguageId | null,
  text: string,
): Promise<readonly DeclaredName[]> {
  if (language === null || !LANGUAGES.has(language)) return [];
  const result = await tryTree({ language, text }, ({ rootNode }) =>
    nodesOfTypes(rootNode, isDeclaring).flatMap(namesOf),
  );
  return result.kind === 'parsed' ? result.value : [];
}

/** The one symbol that is declared on a line, definitions before what stands in their heads; else those between which it is open. */
export function declaredOn(names: readonly DeclaredName[], line: number): readonly DeclaredName[] {
  const onLine = names.filter((one) => one.line === line);
  const defined = onLine.filter(({ kind }) => kind !== 'variable');
  if (onLine.length === 0) return names.filter((one) => one.startLine <= line && line < one.line);
  return defined.length > 0 ? defined : onLine;
}

function isDeclaring(type: string): boolean {
  return [FUNCTION, CLASS, TYPE, VARIABLE, PARAMETERS].some((types) => types.test(type));
}

function namesOf(node: Node): readonly DeclaredName[] {
  if (PARAMETERS.test(node.type)) return node.namedChildren.flatMap((child) => namesIn(child, node));
  const declared = ['name', 'left', 'pattern', 'property'].flatMap(
    (field) => node.childForFieldName(field) ?? [],
  )[0];
  return declared === undefined ? [] : namesIn(declared, node);
}

function namesIn(declared: Node | null, node: Node): readonly DeclaredName[] {
  if (declared === null) return [];
  if (PATTERN.test(declared.type)) return declared.namedChildren.flatMap((child) => namesIn(child, node));
  if (!NAME.test(declared.type)) return [];
  const owner = ownerOf(node);
  const line = declared.startPosition.row + 1;
  const startLine = Math.min(line, wholeOf(node).startPosition.row + 1);
  return [{ name: declared.text, kind: kindOf(node, owner), owner, line, startLine }];
}

function kindOf({ type }: Node, owner: string | null): DeclaredName['kind'] {
  if (FUNCTION.test(type)) return owner === null ? 'function' : 'method';
  if (CLASS.test(type)) return 'class';
  return TYPE.test(type) ? 'type' : 'variable';
}

/** The name of the class in whose body a declaration stands. */
function ownerOf(node: Node): string | null {
  if (PARAMETERS.test(node.type)) return null;
  let around = wholeOf(node).parent;
  if (around?.type === 'expression_statement') around = around.parent;
  const isBody = around?.type === 'block' || around?.type === 'class_body';
  const owner = isBody ? around?.parent : null;
  return owner?.type !== undefined && CLASS.test(owner.type)
    ? (owner.childForFieldName('name')?.text ?? null)
    : null;
}

/** A definition with its decorators or its `export`. */
function wholeOf(node: Node): Node {
  const { parent } = node;
  return parent !== null && /^(?:decorated_definition|export_statement)$/.test(parent.type) ? parent : node;
}
