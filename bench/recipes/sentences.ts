// node bench/recipes/sentences.ts: how 300 tasks route that were written before the patterns, by one who had not seen them.
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { RECIPES } from '../../src/recipes/catalog.ts';
import { routeSentence } from '../../src/recipes/router/router.ts';
import { reportFigures } from '../measure.ts';

const sentenceSchema = z.object({
  sentence: z.string(),
  /** The one recipe that covers it wholly, or null where none does. */
  recipe: z.string().nullable(),
  targets: z.array(z.string()),
});

type Sentence = z.infer<typeof sentenceSchema>;
type Verdict = 'right' | 'wrong' | 'refused';

const sentences = z
  .array(sentenceSchema)
  .parse(JSON.parse(readFileSync(new URL('sentences.json', import.meta.url), 'utf8')));
const isVerbose = process.argv.includes('--all');

/** A task that no recipe covers is right to be refused; one that is covered must go to its own recipe. */
function judge({ sentence, recipe, targets }: Sentence): Verdict {
  const route = routeSentence(sentence, { targets, functions: [] });
  const chosen = route.kind === 'match' ? route.recipe.id : null;
  if (isVerbose && chosen !== recipe) console.log(`${recipe ?? 'none'} -> ${chosen ?? 'none'}: ${sentence}`);
  if (chosen === recipe) return 'right';
  return chosen === null ? 'refused' : 'wrong';
}

const judged = sentences.map((one) => ({ ...one, verdict: judge(one) }));
const known = new Set(RECIPES.map(({ id }) => id));
const covered = judged.filter(({ recipe }) => recipe !== null && known.has(recipe));
const uncovered = judged.filter(({ recipe }) => recipe === null);
const count = (some: typeof judged, wanted: Verdict): number =>
  some.filter(({ verdict }) => verdict === wanted).length;

for (const [recipe, some] of Map.groupBy(covered, (one) => one.recipe)) {
  console.log(`${recipe}: ${count(some, 'right')} of ${some.length}`);
}
const missing = judged.filter(({ recipe }) => recipe !== null && !known.has(recipe));
reportFigures([
  {
    name: 'tasks that run a wrong recipe',
    value: count(judged, 'wrong'),
    unit: '',
    bound: 0,
    detail: `of ${judged.length}, ${uncovered.length} of them covered by none`,
  },
  {
    name: 'covered tasks that are refused',
    value: (100 * count(covered, 'refused')) / covered.length,
    unit: '%',
    bound: 10,
    detail: `${count(covered, 'right')} of ${covered.length} routed; ${missing.length} more are for recipes that do not exist`,
  },
]);
