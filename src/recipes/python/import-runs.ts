import { keyOf, keyOfNode, type ImportWish } from './import-insertion.ts';
import { isBlank, lineStart, nextLine } from './lines.ts';
import type { PyNode, PyTree } from './tree.ts';

type Wanted = { readonly wish: ImportWish; readonly isReplaced: boolean };

/**
 * Where an import that comes from a statement, or takes its place, belongs among those right around it; null where they
 * keep no order, or where it may stay.
 */
export function orderedPlace(tree: PyTree, statement: PyNode, { wish, isReplaced }: Wanted): number | null {
  const run = runAround(tree, statement);
  const key = keyOf(wish.module === null, wish.module ?? wish.clause);
  const order = [(one: string) => one, (one: string) => one.slice(1)].find((part) =>
    run.every((one, at) => {
      const above = run[at - 1];
      return above === undefined || part(keyOfNode(tree, above)) <= part(keyOfNode(tree, one));
    }),
  );
  if (order === undefined) return null;
  const others = isReplaced ? run.filter((one) => one !== statement) : run;
  const below = others.find((one) => order(keyOfNode(tree, one)) > order(key));
  const above = others.findLast((one) => order(keyOfNode(tree, one)) <= order(key));
  const isThere =
    isReplaced &&
    (below === undefined || below.start > statement.start) &&
    (above === undefined || above.start < statement.start);
  if (isThere) return null;
  if (below !== undefined) return lineStart(tree.text, below.start);
  return above === undefined ? null : nextLine(tree.text, above.end);
}

/** The imports next to a statement, with nothing and no empty line between them. */
function runAround(tree: PyTree, statement: PyNode): readonly PyNode[] {
  const siblings = statement.parent?.children ?? [];
  const at = siblings.indexOf(statement);
  let [first, last] = [at, at];
  while (isNext(tree, siblings[first - 1], siblings[first])) first -= 1;
  while (isNext(tree, siblings[last], siblings[last + 1])) last += 1;
  return siblings.slice(first, last + 1);
}

function isNext(tree: PyTree, one: PyNode | undefined, next: PyNode | undefined): boolean {
  if (one === undefined || next === undefined) return false;
  const isImport = /^import(?:_from)?_statement$/;
  if (!isImport.test(one.type) || !isImport.test(next.type)) return false;
  const below = nextLine(tree.text, one.end);
  return (
    below === lineStart(tree.text, next.start) && !isBlank(tree.text.slice(below, nextLine(tree.text, below)))
  );
}
