/**
 * Goes there and back at random places of real projects: a symbol renamed and renamed back gives the same bytes, imports
 * organized twice are those organized once, a constant extracted and inlined gives the same text but for empty lines.
 * Usage: node bench/recipes/round-trips.ts [--places=10] [--seed=1] FOLDER…, which are work trees of git. Nothing in them
 * is written.
 */
import { parseArgs } from 'node:util';
import { createCandidate } from '../../src/domain/candidate.ts';
import { languageOf } from '../../src/domain/language.ts';
import { isNoChange, mergeChanges, type FileChange } from '../../src/domain/patch.ts';
import type { SourceTree } from '../../src/domain/ports.ts';
import { extractConstant } from '../../src/recipes/extract-constant.ts';
import { inlineVariable } from '../../src/recipes/inline-variable.ts';
import { organizeImports } from '../../src/recipes/organize-imports.ts';
import type { Recipe, SlotValues } from '../../src/recipes/recipe.ts';
import { renameSymbol } from '../../src/recipes/rename-symbol.ts';
import { randomFrom, sampleOf } from '../gates/corpus.ts';
import { reportFigures } from '../measure.ts';
import { openPlaceProject, type PlaceProject } from './place-projects.ts';
import { drawPlace, type Place } from './random-places.ts';

/** The recipe that goes there, the one that comes back, and where that is to be found. */
type Trip = {
  readonly there: Recipe;
  readonly back: Recipe;
  readonly returning: (place: Place) => SlotValues;
  /** Of what is compared: the texts before going, or those after it. */
  readonly endsAt: 'start' | 'end';
};

const TRIPS: readonly Trip[] = [
  { there: renameSymbol, back: renameSymbol, returning: renamedBack, endsAt: 'start' },
  { there: organizeImports, back: organizeImports, returning: ({ slots }) => slots, endsAt: 'end' },
  {
    there: extractConstant,
    back: inlineVariable,
    returning: ({ slots: { name = '' } }) => ({ name }),
    endsAt: 'start',
  },
];

type Outcome = 'same' | 'other' | 'no way there' | 'no way back';

const { values, positionals } = parseArgs({
  options: { places: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
  allowPositionals: true,
});
if (positionals.length === 0)
  throw new Error('Usage: node bench/recipes/round-trips.ts [--places=10] FOLDER…');
const { signal } = new AbortController();
const outcomes: Outcome[] = [];
for (const folder of positionals) {
  const project = await openPlaceProject(folder, null);
  for (const trip of TRIPS) {
    const found = await tripsIn(project, trip);
    outcomes.push(...found);
    const counts = [...Map.groupBy(found, (one) => one)].map(([one, all]) => `${all.length} ${one}`);
    console.log(`${folder} ${trip.there.id}, then ${trip.back.id}: ${counts.join(', ') || 'no place'}`);
  }
}
const ended = outcomes.filter((one) => one === 'same' || one === 'other');
reportFigures([
  {
    name: 'round trips that end elsewhere',
    value: outcomes.filter((one) => one === 'other').length,
    unit: '',
    bound: 0,
    detail: `of ${ended.length} that came back; ${outcomes.length} tried`,
  },
]);

async function tripsIn({ tree, files }: PlaceProject, trip: Trip): Promise<readonly Outcome[]> {
  const random = randomFrom(Number(values.seed));
  const fitting = files.filter(({ path }) => trip.there.languages.includes(languageOf(path) ?? 'text'));
  const found: Outcome[] = [];
  for (let tries = 0; tries < Number(values.places) * 2; tries++) {
    const [file] = sampleOf(fitting, 1, random);
    const place = file === undefined ? null : drawPlace(trip.there, file, random);
    if (place === null) continue;
    const outcome = await travel(tree, place, trip);
    if (outcome === 'other') console.log(`  elsewhere: ${JSON.stringify(place)}`);
    found.push(outcome);
  }
  return found;
}

async function travel(tree: SourceTree, place: Place, trip: Trip): Promise<Outcome> {
  const { slots, targets } = place;
  const gone = await trip.there.run({ slots, targets, signal }, tree);
  if (gone.kind !== 'changed') return 'no way there';
  const there = createCandidate(tree, gone.changes);
  const back = await trip.back.run({ slots: trip.returning(place), targets, signal }, there);
  if (trip.endsAt === 'end') return back.kind === 'unchanged' ? 'same' : 'other';
  if (back.kind !== 'changed') {
    const why = back.kind === 'refused' ? back.reason : back.summary;
    console.log(`  no way back: ${JSON.stringify(place)}: ${why}`);
    return 'no way back';
  }
  const isBack = trip.there === trip.back ? isNoChange : isSame;
  return mergeChanges(gone.changes, back.changes).every(isBack) ? 'same' : 'other';
}

/** Empty lines around what was taken out may stay. */
function isSame({ before, after }: FileChange): boolean {
  const filled = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).replace(/^[ \t]*\r?\n/gm, '');
  return before !== null && after !== null && filled(before) === filled(after);
}

/** The declaration stands where it stood. */
function renamedBack({ slots }: Place): SlotValues {
  const { from = '', to = '', ...others } = slots;
  return { ...others, from: to, to: from };
}
