import { normalForm } from '../python/normal-form.ts';
import { childIn, nodesBelow, textOf, type PyNode, type PyTree } from '../python/tree.ts';

/** A part of a formatted string: text as written, braces single, or a value with its conversion and its format. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'value';
      /** The value in a form without white space and outer brackets. */
      readonly value: string;
      /** `r`, `s`, `a`, or empty. */
      readonly conversion: string;
      readonly format: readonly Piece[];
    };

/** A formatted string in a form that can be compared: texts that follow each other are one. */
export function formOf(pieces: readonly Piece[]): string {
  const joined = pieces.reduce<readonly Piece[]>((done, piece) => {
    const last = done.at(-1);
    if (piece.kind !== 'text' || last?.kind !== 'text') return [...done, piece];
    return [...done.slice(0, -1), { kind: 'text', text: last.text + piece.text }];
  }, []);
  return JSON.stringify(
    joined
      .filter((piece) => piece.kind === 'value' || piece.text !== '')
      .map((piece) => (piece.kind === 'text' ? piece : { ...piece, format: formOf(piece.format) })),
  );
}

/** The value of an expression as it is compared. */
export function valueForm(tree: PyTree, node: PyNode): string {
  return normalForm(tree, withoutBrackets(node)).join(' ');
}

/** An expression without the brackets around it. */
export function withoutBrackets(node: PyNode): PyNode {
  const [, inner, close] = node.children;
  const isOnly = node.type === 'parenthesized_expression' && inner !== undefined && close !== undefined;
  return isOnly && node.children.length === 3 ? withoutBrackets(inner) : node;
}

/** The string literals of an expression that is one, or several in a row; null for any other. */
export function stringsOf(node: PyNode): readonly PyNode[] | null {
  const bare = withoutBrackets(node);
  if (bare.type === 'string') return [bare];
  return bare.type === 'concatenated_string' ? bare.children.filter(({ type }) => type === 'string') : null;
}

/** What a literal begins with, lower case: its prefix and its quotes. */
export function openingOf(
  tree: PyTree,
  literal: PyNode,
): { readonly prefix: string; readonly quotes: string } {
  const [start] = literal.children;
  const text = start === undefined ? '' : textOf(tree, start).toLowerCase();
  return { prefix: text.replace(/["']+$/, ''), quotes: text.replace(/^[a-z]*/, '') };
}

/** What stands between the quotes of a literal. */
export function contentOf(tree: PyTree, literal: PyNode): string {
  const [start, ...others] = literal.children;
  return tree.text.slice(start?.end ?? literal.start, others.at(-1)?.start ?? literal.end);
}

/** The pieces of a string that is written out, f-string or not; null where the node is none. */
export function piecesOfLiteral(tree: PyTree, node: PyNode): readonly Piece[] | null {
  const literals = stringsOf(node);
  return literals?.flatMap((literal) => piecesOfOne(tree, literal)) ?? null;
}

function piecesOfOne(tree: PyTree, literal: PyNode): readonly Piece[] {
  const { prefix } = openingOf(tree, literal);
  if (!prefix.includes('f')) return textPiece(prefix, contentOf(tree, literal));
  const from = literal.children[0]?.end ?? literal.start;
  const to = literal.children.at(-1)?.start ?? literal.end;
  return piecesBetween(tree, { node: literal, from, to, prefix });
}

type Stretch = {
  readonly node: PyNode;
  readonly from: number;
  readonly to: number;
  readonly prefix: string;
};

function piecesBetween(tree: PyTree, { node, from, to, prefix }: Stretch): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  for (const part of node.children) {
    const isValue = part.type === 'interpolation' || part.type === 'format_expression';
    if (!isValue) continue;
    pieces.push(...unbraced(prefix, tree.text.slice(at, part.start)), interpolated(tree, part, prefix));
    at = part.end;
  }
  return [...pieces, ...unbraced(prefix, tree.text.slice(at, to))];
}

function interpolated(tree: PyTree, part: PyNode, prefix: string): Piece {
  const value = childIn(part, 'expression');
  const conversion = childIn(part, 'type_conversion');
  const format = childIn(part, 'format_specifier');
  return {
    kind: 'value',
    value: value === null ? textOf(tree, part) : valueForm(tree, value),
    conversion: conversion === null ? '' : textOf(tree, conversion).slice(1),
    format:
      format === null
        ? []
        : piecesBetween(tree, { node: format, from: format.start + 1, to: format.end, prefix }),
  };
}

function unbraced(prefix: string, text: string): readonly Piece[] {
  return textPiece(
    prefix,
    text.replace(/\{\{|\}\}/g, (pair) => pair.slice(1)),
  );
}

/** A backslash of a raw string is a backslash; elsewhere it may begin an escape. */
export function textPiece(prefix: string, text: string): readonly Piece[] {
  const isRaw = prefix.includes('r');
  return [{ kind: 'text', text: isRaw ? text.replaceAll('\\', String.raw`\\`) : text }];
}

/** Whether something below a node is of one of these types. */
export function holds(node: PyNode, types: readonly string[]): boolean {
  return [...nodesBelow(node)].some(({ type }) => types.includes(type));
}
