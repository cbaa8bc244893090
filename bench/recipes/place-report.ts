import { readFileSync } from 'node:fs';
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
  /** Changes that were made and not judged. */
  readonly unjudged: number;
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
  unjudged,
  refusals,
  medianMs,
}: PlaceRow): string {
  const tried = `${applied} applied, ${refusals.length} refused, ${unchanged} with nothing to do`;
  const counts = `${tried}, ${broken} broken, ${unjudged} not judged`;
  return `${project} ${recipe}: ${counts}; ${medianMs.toFixed(0)} ms a place`;
}

/** The rows that runs kept in files, of a recipe in a project the last. */
export function readRows(files: readonly string[]): readonly PlaceRow[] {
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').trimEnd().split('\n'));
  const rows = lines.map((line): PlaceRow => JSON.parse(line));
  return [...new Map(rows.map((row) => [`${row.recipe} ${row.project}`, row])).values()];
}

/** The table of recipes, the reasons for which each refused most, and the figures that have a bound. */
export function reportPlaces(rows: readonly PlaceRow[]): void {
  const byRecipe = [...Map.groupBy(rows, (row) => row.recipe)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const cells = byRecipe.map(([recipe, some]) => [recipe, ...totalsOf(some)]);
  const head = ['recipe', 'applied', 'refused', 'nothing to do', 'broken', 'not judged'];
  for (const row of [head, head.map(() => '---'), ...cells]) console.log(`| ${row.join(' | ')} |`);
  for (const [recipe, some] of byRecipe) {
    for (const [reason, count] of commonReasons(some.flatMap((row) => row.refusals)))
      console.log(`${recipe} refused ${count} × ${reason}`);
  }
  const [applied, refused, , broken, unjudged] = totalsOf(rows);
  const projects = new Set(rows.map(({ project }) => project)).size;
  reportFigures([
    {
      name: 'applied changes that break a test of the project',
      value: (100 * broken) / (applied - unjudged),
      unit: '%',
      bound: 1,
      detail: `${broken} of ${applied - unjudged} judged in ${projects} projects; ${refused} refused, ${unjudged} not judged`,
    },
    {
      name: 'refusals without a reason',
      value: rows.flatMap((row) => row.refusals).filter(({ reason }) => reason === '').length,
      unit: '',
      bound: 0,
      detail: '',
    },
  ]);
}

type Totals = readonly [
  applied: number,
  refused: number,
  unchanged: number,
  broken: number,
  unjudged: number,
];

function totalsOf(rows: readonly PlaceRow[]): Totals {
  const sum = (of: (row: PlaceRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return [
    sum((row) => row.applied),
    sum((row) => row.refusals.length),
    sum((row) => row.unchanged),
    sum((row) => row.broken),
    sum((row) => row.unjudged),
  ];
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
