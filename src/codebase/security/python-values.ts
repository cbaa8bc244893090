import { nodesOfTypes, type Node } from '../languages/tree-sitter.ts';

/** A text in its pieces: what stands in the source, and the values put between. */
export type PythonPiece = { readonly text: string } | { readonly value: Node };

/** What is assigned in a file, by name: the values, in the order of the text; null stands for a value that nobody knows. */
export type PythonNames = ReadonlyMap<string, readonly Given[]>;

type Given = { readonly value: Node | null; readonly isAdded: boolean; readonly scope: number };

const BINDING =
  /^(?:assignment|augmented_assignment|parameters|lambda_parameters|for_statement|for_in_clause|named_expression|with_item|as_pattern|global_statement|nonlocal_statement|function_definition|class_definition)$/;
const MAX_DEPTH = 4;
/** What grows more often is looked at by nobody: each part may have grown in turn. */
const MAX_GROWN = 30;

/** Reads what the names of a file are given. */
export function namesOf(root: Node): PythonNames {
  const names = new Map<string, Given[]>();
  const add = (name: string, given: Given): unknown => names.set(name, [...(names.get(name) ?? []), given]);
  for (const node of nodesOfTypes(root, (type) => BINDING.test(type))) {
    const scope = scopeOf(node);
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    const isPlain = node.type === 'assignment' || node.type === 'augmented_assignment';
    if (isPlain && left?.type === 'identifier') {
      const isAdded = node.type === 'augmented_assignment';
      add(left.text, { value: right, isAdded, scope });
      continue;
    }
    const bound = isPlain || node.type.startsWith('for_') ? left : (node.childForFieldName('name') ?? node);
    for (const name of bound?.descendantsOfType('identifier') ?? []) {
      if (name !== null) add(name.text, { value: null, isAdded: false, scope });
    }
  }
  return names;
}

function scopeOf(node: Node): number {
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    if (outer.type === 'function_definition') return outer.id;
  }
  return 0;
}

/** Whether a value stands in the source as it is: literals, what is put together of them, and names that are given nothing else. */
export function isFixedPython(value: Node, names: PythonNames, depth = MAX_DEPTH): boolean {
  if (/^(?:integer|float|true|false|none)$/.test(value.type)) return true;
  if (value.type === 'identifier') {
    const given = names.get(value.text) ?? [];
    return (
      depth > 0 &&
      given.length > 0 &&
      given.every((one) => one.value !== null && isFixedPython(one.value, names, depth - 1))
    );
  }
  if (
    /^(?:string|concatenated_string|binary_operator|parenthesized_expression|interpolation|list|tuple|conditional_expression)$/.test(
      value.type,
    )
  ) {
    const parts = value.namedChildren.filter((part) => part !== null && !/^string_|^escape/.test(part.type));
    return parts.every((part) => part !== null && isFixedPython(part, names, depth));
  }
  return /^(?:string_\w+|escape_\w+|format_specifier|type_conversion)$/.test(value.type);
}

/** The pieces of a text that is put together; null for what is no text. A name stands for what its function gives it. */
export function pythonPieces(
  value: Node,
  names: PythonNames,
  depth = MAX_DEPTH,
): readonly PythonPiece[] | null {
  switch (value.type) {
    case 'string':
      return value.namedChildren.flatMap((part): readonly PythonPiece[] => {
        if (part?.type === 'interpolation') return [{ value: part.namedChildren[0] ?? part }];
        return /^(?:string_content|escape_\w+)$/.test(part?.type ?? '') ? [{ text: part?.text ?? '' }] : [];
      });
    case 'parenthesized_expression':
    case 'concatenated_string':
      return joined(value.namedChildren, names, depth);
    case 'binary_operator':
      return value.childForFieldName('operator')?.text === '+'
        ? joined([value.childForFieldName('left'), value.childForFieldName('right')], names, depth)
        : null;
    case 'call':
      return depth <= 0 ? null : piecesOfJoin(value, names, depth - 1);
    case 'identifier': {
      const scope = scopeOf(value);
      const given = (names.get(value.text) ?? []).filter((one) => one.scope === scope);
      const isGrown =
        given.length > 0 &&
        given.length <= MAX_GROWN &&
        given.every((one, index) => one.value !== null && one.isAdded === index > 0);
      return isGrown && depth > 1
        ? joined(
            given.map((one) => one.value),
            names,
            depth - 2,
          )
        : null;
    }
    default:
      return null;
  }
}

/** The pieces of values that follow each other; null where no text is among them. */
function joined(
  values: readonly (Node | null)[],
  names: PythonNames,
  depth: number,
): readonly PythonPiece[] | null {
  const pieces = values.flatMap((value): readonly PythonPiece[] =>
    value === null ? [] : (pythonPieces(value, names, depth) ?? [{ value }]),
  );
  return pieces.some((piece) => 'text' in piece) ? pieces : null;
}

/** `' '.join([…])` */
function piecesOfJoin(call: Node, names: PythonNames, depth: number): readonly PythonPiece[] | null {
  const callee = call.childForFieldName('function');
  const separator = callee?.childForFieldName('object');
  const list = call.childForFieldName('arguments')?.namedChildren[0];
  if (callee?.childForFieldName('attribute')?.text !== 'join' || separator?.type !== 'string') return null;
  if (list?.type !== 'list' && list?.type !== 'tuple') return null;
  const between = pythonPieces(separator, names, depth) ?? [];
  return list.namedChildren.flatMap((element, index) => {
    if (element === null) return [];
    return [
      ...(index === 0 ? [] : between),
      ...(pythonPieces(element, names, depth) ?? [{ value: element }]),
    ];
  });
}
