import { commentNodes } from '../../python/comments.ts';
import { effectIn } from '../../python/module-effects.ts';
import { placeOf } from '../../python/project.ts';
import { nodesBelow, textOf } from '../../python/tree.ts';
import type { Destination } from './destination.ts';
import type { MovePlan } from './plan.ts';
import { fromOf } from './situation.ts';

const MAX_PLACES = 5;

/** `parse_date is now in utils/dates.py; 3 places in 2 files updated.` */
export function moveSummary({ situation, files }: MovePlan): string {
  const importers = files.filter(({ count }) => count > 0);
  const count = importers.reduce((sum, one) => sum + one.count, 0);
  const places = `${count} ${count === 1 ? 'place' : 'places'} in ${importers.length} ${importers.length === 1 ? 'file' : 'files'}`;
  return `${situation.definition.name} is now in ${situation.to}${count === 0 ? '' : `; ${places} updated`}.`;
}

/** What stays where it was, and what still speaks of it. */
export function moveNotes(
  { situation, keeps, reasons, isEmptied }: MovePlan,
  destination: Destination,
): readonly string[] {
  const { definition } = situation;
  const from = fromOf(situation);
  const why = [...reasons.needed, ...reasons.assumed].join('; ');
  const spoken = placesInTexts(situation);
  const { destination: there } = situation;
  const effect = there === null ? null : effectIn(there.tree);
  return [
    ...(keeps === 're-export'
      ? [`${definition.name} can still be imported from ${from}${why === '' ? '' : `, because ${why}`}.`]
      : []),
    ...(keeps === 'use' ? [`${from} imports ${definition.name} for its own uses.`] : []),
    ...(there === null || effect === null
      ? []
      : [
          `What imports ${definition.name} now loads ${situation.to}, which does more than define things (${placeOf(there, effect)}).`,
        ]),
    ...(isEmptied ? [`${from} defines nothing any more.`] : []),
    ...destination.newPackages.map((path) => `${path} is new: its folder is a package.`),
    ...(spoken.length === 0
      ? []
      : [`Texts and comments that speak of ${definition.name} were left: ${listed(spoken)}.`]),
  ];
}

function placesInTexts({ definition, project }: MovePlan['situation']): readonly string[] {
  const word = new RegExp(String.raw`(?<!\w)${definition.name}(?!\w)`);
  return [...project.files.values()].flatMap((file) => {
    const strings = [...nodesBelow(file.tree.root)].filter(({ type }) => type === 'string_content');
    return [...strings, ...commentNodes(file.tree)]
      .filter((node) => word.test(textOf(file.tree, node)))
      .filter(
        (node) =>
          file !== definition.file ||
          !definition.statements.some(({ start, end }) => start <= node.start && node.end <= end),
      )
      .map((node) => placeOf(file, node));
  });
}

function listed(places: readonly string[]): string {
  const all = [...new Set(places)];
  const more = all.length - MAX_PLACES;
  return `${all.slice(0, MAX_PLACES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
