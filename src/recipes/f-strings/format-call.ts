import { childIn, textOf, type PyNode, type PyTree } from '../python/tree.ts';
import { contentOf, openingOf, stringsOf, textPiece, valueForm, type Piece } from './pieces.ts';

/** A call of `str.format` on a literal, taken apart; `order` are the arguments as the pieces use them. */
export type FormatCall = { readonly pieces: readonly Piece[]; readonly order: readonly PyNode[] };

type Arguments = { readonly positional: readonly PyNode[]; readonly named: ReadonlyMap<string, PyNode> };
type Reading = { readonly tree: PyTree; readonly given: Arguments; readonly prefix: string };
type State = { automatic: number; readonly order: PyNode[] };

const FIELD = /^([^!:.[\]{}]*)((?:\.\w+|\[[^\]{}]+\])*)(?:!([rsa]))?(?::([^]*))?$/;

/** Reads `"…".format(…)` by Python's rules for format strings, or null where it is not one that can be read. */
export function readFormatCall(tree: PyTree, call: PyNode): FormatCall | null {
  const method = childIn(call, 'function');
  const owner = method === null ? null : childIn(method, 'object');
  const literals = owner === null ? null : stringsOf(owner);
  const given = argumentsOf(tree, call);
  if (literals === null || given === null) return null;
  const state: State = { automatic: 0, order: [] };
  const pieces: Piece[] = [];
  for (const literal of literals) {
    const { prefix } = openingOf(tree, literal);
    const found = piecesIn(contentOf(tree, literal), { tree, given, prefix }, state);
    if (found === null || /[fb]/.test(prefix)) return null;
    pieces.push(...found);
  }
  return { pieces, order: state.order };
}

/** The arguments of a call by place and by name, or null where some are spread. */
function argumentsOf(tree: PyTree, call: PyNode): Arguments | null {
  const all =
    childIn(call, 'arguments')?.children.filter(({ type }) => !/^(?:[(),]|comment)$/.test(type)) ?? [];
  if (all.some(({ type }) => type.endsWith('splat') || type === 'for_in_clause')) return null;
  const named = all.filter(({ type }) => type === 'keyword_argument');
  return {
    positional: all.filter((node) => !named.includes(node)),
    named: new Map(
      named.flatMap((node) => {
        const name = childIn(node, 'name');
        const value = childIn(node, 'value');
        return name === null || value === null ? [] : [[textOf(tree, name), value] as const];
      }),
    ),
  };
}

function piecesIn(text: string, reading: Reading, state: State): readonly Piece[] | null {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? '';
    const isPair = (char === '{' || char === '}') && text[at + 1] === char;
    if (isPair || (char !== '{' && char !== '}')) {
      pieces.push(...textPiece(reading.prefix, char));
      at += isPair ? 2 : 1;
      continue;
    }
    const end = char === '{' ? closingAt(text, at) : null;
    const field = end === null ? null : fieldIn(text.slice(at + 1, end), reading, state);
    if (end === null || field === null) return null;
    pieces.push(field);
    at = end + 1;
  }
  return pieces;
}

function closingAt(text: string, open: number): number | null {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return null;
}

function fieldIn(text: string, reading: Reading, state: State): Piece | null {
  const [, name = '', path = '', conversion = '', format = ''] = FIELD.exec(text) ?? [];
  if (!FIELD.test(text)) return null;
  const argument = /^\d*$/.test(name)
    ? reading.given.positional[name === '' ? state.automatic++ : Number(name)]
    : reading.given.named.get(name);
  if (argument === undefined) return null;
  state.order.push(argument);
  const inner = piecesIn(format, reading, state);
  if (inner === null) return null;
  const value = path === '' ? valueForm(reading.tree, argument) : null;
  // What follows the name has no tree of its own; such fields are rare, and are left.
  return value === null ? null : { kind: 'value', value, conversion, format: inner };
}
