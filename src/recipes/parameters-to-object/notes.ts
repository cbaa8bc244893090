import { placesText } from '../rename-symbol/places-text.ts';
import { entriesExporting } from '../rename-symbol/public-names.ts';
import type { RenamePlan } from '../rename-symbol/rename-plan.ts';

/** What the user should know: who else may call the function, and where it is spoken of. */
export function notesOf({ found, leftovers, request }: RenamePlan): readonly string[] {
  const { project, index, candidate, declarations } = found;
  const { name } = request;
  const entries = entriesExporting(project, index, candidate.group).join(', ');
  const isVisible = declarations.some((one) => one.isVisible);
  const spoken = [...leftovers.comments, ...leftovers.strings];
  return [
    ...(isVisible
      ? [`Callers of ${name} outside of the project, if there are any, have to give the object too.`]
      : []),
    ...(entries === '' ? [] : [`${entries} exports it from a package: its users break.`]),
    ...(isVisible && leftovers.unknown.length > 0
      ? [`Not known to be the same ${name}, and left: ${placesText(project, leftovers.unknown)}.`]
      : []),
    ...(spoken.length === 0
      ? []
      : [`Comments and strings that name ${name} stay: ${placesText(project, spoken)}.`]),
  ];
}
