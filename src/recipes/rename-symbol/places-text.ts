import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import { positionAt } from '../../domain/text.ts';
import type { Place } from './occurrences.ts';

const MAX_FILES = 20;

/** Places by file and lines: `src/a.ts:3,7; src/b.ts:1`. Of those beyond 20 files only the number is told. */
export function placesText(project: TypeScriptProject, places: readonly Place[]): string {
  const byPath = [...Map.groupBy(places, ({ path }) => path)];
  const shown = byPath.slice(0, MAX_FILES).map(([path, ones]) => {
    const text = project.files.texts.get(path) ?? '';
    const lines = new Set(ones.map(({ start }) => positionAt(text, start).line));
    return `${path}:${[...lines].toSorted((a, b) => a - b).join(',')}`;
  });
  const left = byPath.slice(MAX_FILES).flatMap(([, ones]) => ones);
  const more =
    left.length === 0 ? [] : [`and ${left.length} more in ${byPath.length - MAX_FILES} more files`];
  return [...shown, ...more].join('; ');
}
