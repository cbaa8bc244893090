import type { SourceTree } from '../../../domain/ports.ts';
import { placeAt, readPlace } from '../../place.ts';
import { scopesAround } from '../../python/scopes.ts';
import { childIn, parsePython, textOf, type PyNode, type PyTree } from '../../python/tree.ts';
import type { RecipeRequest } from '../../recipe.ts';
import { readSource, type SourceFile } from '../../source-file.ts';

/** A statement that gives a name its value. */
export type PyVariable = {
  readonly file: SourceFile;
  readonly tree: PyTree;
  readonly name: string;
  /** As messages name it: `src/a.py:3`. */
  readonly place: string;
  readonly statement: PyNode;
  readonly assignment: PyNode;
  readonly value: PyNode;
  /** The function, class or module whose name it is. */
  readonly home: PyNode;
};

/** The statements of the files that assign to the name of the request, or the one at its place. */
export async function findVariables(
  { slots }: RecipeRequest,
  files: SourceTree,
  paths: readonly string[],
): Promise<readonly PyVariable[]> {
  const { name = '' } = slots;
  const at = readPlace(slots['at']);
  const found: PyVariable[] = [];
  for (const path of paths) {
    const source = await readSource(files, path);
    if (source.kind === 'refused' || !source.file.text.includes(name)) continue;
    const tree = await parsePython(source.file.text);
    if (tree !== null) found.push(...variablesIn(source.file, tree, name));
  }
  const isMeant = ({ place }: PyVariable): boolean =>
    at === null || at === 'malformed' || place === `${at.path}:${at.line}`;
  return found.filter(isMeant);
}

function variablesIn(file: SourceFile, tree: PyTree, name: string): readonly PyVariable[] {
  return (tree.identifiers.get(name) ?? []).flatMap((node): readonly PyVariable[] => {
    const assignment = node.parent;
    const statement = assignment?.parent ?? null;
    if (assignment?.type !== 'assignment' || statement?.type !== 'expression_statement') return [];
    const value = childIn(assignment, 'right');
    const isPlain = childIn(assignment, 'left') === node && value !== null;
    const home = scopesAround(node)[0];
    if (!isPlain || home === undefined) return [];
    const place = placeAt(file.path, tree.text, node.start);
    return [{ file, tree, name: textOf(tree, node), place, statement, assignment, value, home }];
  });
}
