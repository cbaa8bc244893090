import { foreignBases } from './foreign-bases.ts';
import type { Place } from './occurrences.ts';
import { placesText } from './places-text.ts';
import { entriesExporting } from './public-names.ts';
import type { RenamePlan } from './rename-plan.ts';

/** What the user should know of a rename: what keeps the old name, and who may still use it. */
export function notesOf({ found, leftovers, request }: RenamePlan): readonly string[] {
  const { project, index, candidate, declarations } = found;
  const { name } = request;
  const isVisible = declarations.some((one) => one.isVisible);
  const holdsData = candidate.kind === 'property' && candidate.isShape;
  const entries = entriesExporting(project, index, candidate.group).join(', ');
  const bases = foreignBases(project, declarations).join(', ');
  const kept = (places: readonly Place[], where: string): readonly string[] =>
    places.length === 0 ? [] : [`${name} stays ${where}: ${placesText(project, places)}.`];
  return [
    ...kept(isVisible ? leftovers.unknown : [], 'on values of unknown type, which may be the same symbol'),
    ...kept(leftovers.strings, 'in strings'),
    ...kept(leftovers.comments, 'in comments'),
    ...(entries === ''
      ? []
      : [`${entries} exports it from a package: users outside of the project may break.`]),
    ...(bases === ''
      ? []
      : [`The project does not hold the base class that may declare ${name} too: ${bases}.`]),
    ...(holdsData ? [`Data from outside, such as JSON, keeps the field ${name}.`] : []),
  ];
}
