import type { Node } from '../languages/tree-sitter.ts';

/** A text in its pieces: what stands in the source, and the values put between. */
export type TreePiece = { readonly text: string } | { readonly value: Node };

const STRING =
  /^(?:interpreted_string_literal|raw_string_literal|string|encapsed_string|string_literal|heredoc)$/;
const TEXT_PART = /_(?:content|fragment|start|end|body)$|^(?:escape|string_value|nowdoc)/;
const FIXED =
  /(?:integer|int|float|decimal|number|boolean|null|nil|char\w*)(?:_literal)?$|^(?:true|false|constant|simple_symbol|name|class_constant_access_expression|scope_resolution)$/;
const FORMATS = /^(?:fmt\.Sprintf|sprintf|String\.format)$/;
const FUNCTION =
  /^(?:function_declaration|method_declaration|func_literal|function_definition|method|singleton_method|constructor_declaration|program|source_file)$/;
const ASSIGNMENT =
  /^(?:short_var_declaration|var_spec|assignment_expression|assignment_statement|assignment|operator_assignment|augmented_assignment_expression|variable_declarator)$/;
/** Says by its name that it makes a value safe to put into a text, or that it is a number. */
const MADE_SAFE =
  /sanit|purif|escap|quot|encod|shellwords|intval|\(int\)|parseInt|Integer\(|\.to_i\b|Itoa|FormatInt|\.getId\(\)|\.size\(\)|\bcount\(|\blen\(|\bh\(|\bpid$/i;
const CONSTANT_NAME = /^(?:\w+(?:\.|::))*[A-Z][A-Z\d_]+$/;
const MAX_DEPTH = 4;

/** What is called, as it is written, with a dot before the last name: `$db.query`, `exec.Command`, `ObjectInputStream`. */
export function calleeOf(call: Node): string {
  const field = (...names: readonly string[]): Node | null =>
    names.reduce<Node | null>((found, name) => found ?? call.childForFieldName(name), null);
  const whole = field('function', 'type');
  if (whole !== null) return whole.text;
  const [object, name] = [field('object', 'receiver', 'scope'), field('name', 'method')];
  return `${object === null ? '' : `${object.text}.`}${name?.text ?? ''}`;
}

/** What a call is given. */
export function givenTo(call: Node): readonly Node[] {
  const given = call.childForFieldName('arguments')?.namedChildren ?? [];
  return given.flatMap((one) => {
    if (one === null || one.type === 'comment') return [];
    return [one.type === 'argument' ? (one.firstNamedChild ?? one) : one];
  });
}

/** Whether values are put into a text that are neither fixed nor made safe. */
export function isBuiltTree(value: Node): boolean {
  return (piecesOfTree(value) ?? []).some((piece) => 'value' in piece && isLooseTree(piece.value));
}

/** Whether a value neither stands in the source as it is nor is made safe by what made it. */
export function isLooseTree(value: Node, depth = MAX_DEPTH): boolean {
  if (FIXED.test(value.type) || CONSTANT_NAME.test(value.text) || MADE_SAFE.test(value.text)) return false;
  const pieces = piecesOfTree(value, depth);
  if (pieces === null) return true;
  return pieces.some((piece) => 'value' in piece && (depth === 0 || isLooseTree(piece.value, depth - 1)));
}

/** The pieces of a text that is put together; null for what is no text. A name stands for the one text it is given. */
export function piecesOfTree(value: Node, depth = MAX_DEPTH): readonly TreePiece[] | null {
  if (depth === 0) return null;
  if (STRING.test(value.type)) return piecesOfString(value);
  if (/^(?:parenthesized_expression|parenthesized_statements|expression_list)$/.test(value.type)) {
    const [inner, more] = value.namedChildren;
    return inner === null || inner === undefined || more !== undefined
      ? null
      : piecesOfTree(inner, depth - 1);
  }
  if (/^binary(?:_expression)?$/.test(value.type)) {
    const sign = value.childForFieldName('operator')?.text ?? '';
    return sign === '+' || sign === '.' ? joined(value, depth) : null;
  }
  if (FORMATS.test(calleeOf(value))) return piecesOfFormat(givenTo(value), depth);
  return /^(?:identifier|variable_name)$/.test(value.type) ? piecesOfName(value, depth) : null;
}

function piecesOfString(value: Node): readonly TreePiece[] {
  const parts = value.namedChildren.filter((part) => part !== null);
  if (parts.length === 0) return [{ text: value.text.slice(1, -1) }];
  return parts.map((part): TreePiece => {
    if (TEXT_PART.test(part.type)) return { text: part.text };
    return { value: part.type === 'interpolation' ? (part.firstNamedChild ?? part) : part };
  });
}

function joined(sum: Node, depth: number): readonly TreePiece[] | null {
  const pieces = [sum.childForFieldName('left'), sum.childForFieldName('right')].flatMap(
    (side): readonly TreePiece[] => (side === null ? [] : (piecesOfTree(side, depth) ?? [{ value: side }])),
  );
  return pieces.some((piece) => 'text' in piece) ? pieces : null;
}

/** `%d` and its like can only be numbers. */
function piecesOfFormat([format, ...given]: readonly Node[], depth: number): readonly TreePiece[] | null {
  const pieces = format === undefined ? null : piecesOfTree(format, depth - 1);
  if (pieces === null) return null;
  const text = pieces.map((piece) => ('text' in piece ? piece.text : '')).join('');
  const verbs = [...text.matchAll(/%[-+#\d.$]*([a-zA-Z])/g)];
  return text.split(/%[-+#\d.$]*[a-zA-Z]/).flatMap((part, index): readonly TreePiece[] => {
    const value = given[index];
    const isText = /[sqvx]/.test(verbs[index]?.[1] ?? '');
    return value === undefined || !isText ? [{ text: part }] : [{ text: part }, { value }];
  });
}

/** The nearest function around a node, or the file where there is none. */
export function functionAround(node: Node): Node | null {
  let around = node.parent;
  while (around !== null && !FUNCTION.test(around.type)) around = around.parent;
  return around;
}

function piecesOfName(name: Node, depth: number): readonly TreePiece[] | null {
  const around = functionAround(name);
  const types = (around?.tree.language.types ?? []).filter((type) => ASSIGNMENT.test(type));
  const values = (around?.descendantsOfType(types) ?? []).flatMap((one) => {
    const left = one?.childForFieldName('left') ?? one?.childForFieldName('name');
    return one !== null && left?.text === name.text
      ? [one.childForFieldName('right') ?? one.childForFieldName('value')]
      : [];
  });
  const [only] = values;
  return values.length === 1 && only !== null && only !== undefined ? piecesOfTree(only, depth - 1) : null;
}
