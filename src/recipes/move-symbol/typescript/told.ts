import { placeAt } from '../../place.ts';
import { effectsOf } from '../../typescript/effects.ts';
import type { Moved } from './moved.ts';
import type { Needs } from './needs.ts';
import type { Destination } from './own-edits.ts';

/** The summary of a move, and what its user should know. */
export function toldOf(
  {
    moved,
    needs,
    to,
    keeps,
  }: { readonly moved: Moved; readonly needs: Needs; readonly to: Destination; readonly keeps: boolean },
  texts: ReadonlyMap<string, string>,
): { readonly summary: string; readonly notes: readonly string[] } {
  const { project, name, path, statements, file } = moved;
  const isEmptied = texts.get(path)?.trim() === '';
  const count = [...texts.keys()].filter((one) => one !== path && one !== to.path).length;
  const exported = needs.locals.filter(({ unexported }) => unexported !== null).map((one) => one.name);
  const acting = statements.find(
    (one) => project.ts.isVariableStatement(one) && effectsOf(project, one).acts,
  );
  return {
    summary: `${name} is now in ${to.path}; ${count === 1 ? '1 importer' : `${count} importers`} updated.`,
    notes: [
      ...(exported.length === 0 ? [] : [`${path} exports ${exported.join(', ')} now, which ${name} uses.`]),
      ...(acting === undefined
        ? []
        : [`What ${placeAt(path, file.text, acting.getStart(file))} calls runs when ${to.path} is loaded.`]),
      ...(keeps ? [`${path} still exports ${name}.`] : []),
      ...(isEmptied ? [`${path} holds nothing any more.`] : []),
    ],
  };
}
