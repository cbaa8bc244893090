import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import { positionAt } from '../../domain/text.ts';
import { foreignBases } from './foreign-bases.ts';
import type { Place } from './occurrences.ts';
import { entriesExporting } from './public-names.ts';
import type { Rename } from './rename.ts';

const MAX_FILES = 20;

/** What the user should know of a rename: what keeps the old name, and who may still use it. */
export function notesOf({ found, leftovers, request }: Rename): readonly string[] {
  const { project, index, candidate, declarations } = found;
  const { name } = request;
  const { unknown, strings, comments } = leftovers;
  const isVisible = declarations.some((one) => one.isVisible);
  const entries = entriesExporting(project, index, candidate.group);
  const bases = foreignBases(project, declarations);
  const at = (places: readonly Place[]): string => placesText(project, places);
  return [
    ...(isVisible && unknown.length > 0
      ? [`${name} stays where the type of the value is not known; these may be the same symbol: ${at(unknown)}.`]
      : []),
    ...(strings.length > 0 ? [`${name} stays in strings: ${at(strings)}.`] : []),
    ...(comments.length > 0 ? [`${name} stays in comments: ${at(comments)}.`] : []),
    ...(entries.length > 0 ? [`${entries.join(', ')} exports it from a package: users outside of the project may break.`] : []),
    ...(bases.length > 0 ? [`${bases.join(', ')}: the base class is not part of the project and may declare ${name} too.`] : []),
    ...(candidate.kind === 'property' && isVisible
      ? [`Data that is read from or written to the outside, such as JSON, keeps the field ${name}.`]
      : []),
  ];
}

/** Places by file and lines: `src/a.ts:3,7; src/b.ts:1`. Beyond 20 files only their number is told. */
export function placesText(project: TypeScriptProject, places: readonly Place[]): string {
  const byPath = [...Map.groupBy(places, ({ path }) => path)];
  const shown = byPath.slice(0, MAX_FILES).map(([path, ones]) => {
    const text = project.files.texts.get(path) ?? '';
    const lines = new Set(ones.map(({ start }) => positionAt(text, start).line));
    return `${path}:${[...lines].join(',')}`;
  });
  const more = byPath.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more files`] : [])].join('; ');
}
