import { reportFigures } from '../measure.ts';
import type { Place } from './random-places.ts';

/** A place that a recipe left as it was, and why. */
export type PlaceRefusal = { readonly place: Place; readonly reason: string };

/** What became of the places of one recipe in one project. */
export type PlaceRow = {
  readonly recipe: string;
  readonly project: string;
  readonly applied: number;
  readonly unchanged: number;
  readonly broken: number;
  readonly refusals: readonly PlaceRefusal[];
  readonly medianMs: number;
};

const SHOWN_REASONS = 3;

/** One line on a recipe in a project. */
export function lineOf({
  recipe,
  project,
  applied,
  unchanged,
  broken,
  refusals,
  medianMs,
}: PlaceRow): string {
  const counts = `${applied} applied, ${refusals.length} refused, ${unchanged} with nothing to do, ${broken} broken`;
  return `${project} ${recipe}: ${counts}; ${medianMs.toFixed(0)} ms a place`;
}

/** The table of recipes, each with the reasons for which it refused most, and the figures that have a bound. */
export function reportPlaces(rows: readonly PlaceRow[]): void {
  for (const [recipe, some] of Map.groupBy(rows, (row) => row.recipe)) {
    const refusals = some.flatMap((row) => row.refusals);
    const [applied, broken] = [sumOf(some, 'applied'), sumOf(some, 'broken')];
    console.log(`${recipe}: ${applied} applied, ${refusals.length} refused, ${broken} broken`);
    for (const [reason, count] of commonReasons(refusals)) console.log(`  ${count} × ${reason}`);
  }
  const refusals = rows.flatMap((row) => row.refusals);
  const [applied, broken] = [sumOf(rows, 'applied'), sumOf(rows, 'broken')];
  const projects = new Set(rows.map(({ project }) => project)).size;
  reportFigures([
    {
      name: 'applied changes that break a test of the project',
      value: (100 * broken) / applied,
      unit: '%',
      bound: 1,
      detail: `${broken} of ${applied} in ${projects} projects; ${refusals.length} refused`,
    },
    {
      name: 'refusals without a reason',
      value: refusals.filter(({ reason }) => reason === '').length,
      unit: '',
      bound: 0,
      detail: '',
    },
  ]);
}

function sumOf(rows: readonly PlaceRow[], key: 'applied' | 'broken'): number {
  return rows.reduce((total, row) => total + row[key], 0);
}

function commonReasons(refusals: readonly PlaceRefusal[]): readonly (readonly [string, number])[] {
  const byKind = Map.groupBy(refusals, kindOf);
  return [...byKind]
    .map(([kind, some]) => [kind, some.length] as const)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, SHOWN_REASONS);
}

/** A reason without what is of its place alone: names, paths, code, numbers. */
function kindOf({ place, reason }: PlaceRefusal): string {
  const names = Object.values(place.slots).filter((value) => /^\w{2,}$/.test(value));
  const unnamed = names.reduce(
    (text, name) => text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), 'NAME'),
    reason,
  );
  return unnamed
    .replaceAll(/`[^`]*`|"[^"]*"/g, 'CODE')
    .replaceAll(/[\w./@-]+\.\w+:\d+/g, 'PLACE')
    .replaceAll(/[\w.@-]+(?:\/[\w.@-]+)+/g, 'FILE')
    .replaceAll(/\d+/g, 'N')
    .replaceAll(/PLACE(?:, PLACE)+/g, 'PLACES');
}
