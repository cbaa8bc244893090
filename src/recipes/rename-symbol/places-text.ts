import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import { positionAt } from '../../domain/text.ts';
import type { Place } from './occurrences.ts';

const MAX_PLACES = 5;

/** Lines by file: `src/a.ts:3,7; src/b.ts:1`. Of those beyond the first five only the number is told. */
export function placesText(project: TypeScriptProject, places: readonly Place[]): string {
  const lines = new Map(places.map((place) => lineOf(project, place)).map((one) => [one.join(':'), one]));
  const sorted = [...Map.groupBy(lines.values(), ([path]) => path).values()].flatMap((ones) =>
    ones.toSorted(([, one], [, other]) => one - other),
  );
  const shown = Map.groupBy(sorted.slice(0, MAX_PLACES), ([path]) => path);
  const texts = [...shown].map(([path, ones]) => `${path}:${ones.map(([, line]) => line).join(',')}`);
  const left = sorted.length - MAX_PLACES;
  return [...texts, ...(left > 0 ? [`and ${left} more`] : [])].join('; ');
}

function lineOf({ files }: TypeScriptProject, { path, start }: Place): readonly [path: string, line: number] {
  return [path, positionAt(files.texts.get(path) ?? '', start).line];
}
