import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { symbolOf, variableNames } from '../typescript/variable-names.ts';

/** What differs between two states of a file besides that many keywords, as the end of a sentence; null when nothing does. */
export function whatElseChanged(before: SingleFile, after: SingleFile, count: number): string | null {
  const [old, now] = [piecesOf(before), piecesOf(after)];
  const differing = old.flatMap((piece, index) =>
    piece === now[index] ? [] : [{ piece, to: now[index] ?? '' }],
  );
  const isTurn = ({ piece, to }: { readonly piece: string; readonly to: string }): boolean =>
    piece.endsWith('var') && ['let', 'const'].some((keyword) => to === piece.replace(/var$/, keyword));
  if (old.length !== now.length || differing.length !== count || !differing.every(isTurn))
    return 'more than keywords would change';
  const [meant, means] = [meanings(before), meanings(after)];
  return meant.every((meaning, index) => meaning === means[index])
    ? null
    : 'a name would mean another variable';
}

/** The tokens with the white space and comments before them, in order: together they are the text. */
function piecesOf({ file }: SingleFile): readonly string[] {
  const pieces = (node: TypeScript.Node): readonly string[] => {
    const children = node.getChildren(file);
    return children.length > 0 ? children.flatMap(pieces) : [node.getFullText(file)];
  };
  return pieces(file);
}

/** For each name in order, the place in that order of the declaration that it means, or -1. */
function meanings(checked: SingleFile): readonly number[] {
  const names = [...variableNames(checked).values()].flat().toSorted((a, b) => a.pos - b.pos);
  const places = new Map<TypeScript.Node, number>(names.map(({ parent }, index) => [parent, index]));
  return names.map((name) => {
    const declaration = symbolOf(checked, name)?.valueDeclaration;
    return declaration === undefined ? -1 : (places.get(declaration) ?? -1);
  });
}
