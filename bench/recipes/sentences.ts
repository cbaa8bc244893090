// node bench/recipes/sentences.ts: how tasks route, in sets of 300, each written by one who had not seen the router. The
// first was not looked at; the router was worked out on the second to the fifth; the sixth is blind. `--list=fifth` lists
// what goes wrong in one, and ends its use as a blind one.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { RECIPES } from '../../src/recipes/catalog.ts';
import { routeSentence } from '../../src/recipes/router/router.ts';
import { reportFigures, type Figure } from '../measure.ts';

const SETS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

const sentenceSchema = z.object({
  sentence: z.string(),
  /** The one recipe that covers it wholly, or null where none does. */
  recipe: z.string().nullable(),
  targets: z.array(z.string()),
});

type Sentence = z.infer<typeof sentenceSchema>;
type Verdict = 'right' | 'wrong' | 'refused';
type Judged = Sentence & { readonly verdict: Verdict };

const { values } = parseArgs({ options: { list: { type: 'string' } } });
const known = new Set(RECIPES.map(({ id }) => id));
reportFigures(SETS.flatMap((set) => figuresOf(set, judgedSentences(set))));

function judgedSentences(set: string): readonly Judged[] {
  const text = readFileSync(new URL(`sentences-${set}.json`, import.meta.url), 'utf8');
  return z
    .array(sentenceSchema)
    .parse(JSON.parse(text))
    .map((one) => ({ ...one, verdict: judge(one, values.list === set) }));
}

/** A task that no recipe covers is right to be refused; one that is covered must go to its own recipe. */
function judge({ sentence, recipe, targets }: Sentence, isListed: boolean): Verdict {
  const route = routeSentence(sentence, { targets, functions: [] });
  const chosen = route.kind === 'match' ? route.recipe.id : null;
  if (isListed && chosen !== recipe) console.log(`${recipe ?? 'none'} -> ${chosen ?? 'none'}: ${sentence}`);
  if (chosen === recipe) return 'right';
  return chosen === null ? 'refused' : 'wrong';
}

function figuresOf(set: string, judged: readonly Judged[]): readonly Figure[] {
  const covered = judged.filter(({ recipe }) => recipe !== null && known.has(recipe));
  const uncovered = judged.filter(({ recipe }) => recipe === null);
  const missing = judged.length - covered.length - uncovered.length;
  const byRecipe = [...Map.groupBy(covered, ({ recipe }) => recipe)].map(
    ([recipe, some]) => `${recipe} ${count(some, 'right')}/${some.length}`,
  );
  console.log(`${set} set: ${byRecipe.join(', ')}`);
  return [
    {
      name: `${set} set: tasks that run a wrong recipe`,
      value: count(judged, 'wrong'),
      unit: '',
      bound: 0,
      detail: `of ${judged.length}, ${uncovered.length} of them covered by none`,
    },
    {
      name: `${set} set: covered tasks that are refused`,
      value: (100 * count(covered, 'refused')) / covered.length,
      unit: '%',
      bound: 10,
      detail: `${count(covered, 'right')} of ${covered.length} routed; ${missing} more are for recipes that do not exist`,
    },
  ];
}

function count(some: readonly Judged[], wanted: Verdict): number {
  return some.filter(({ verdict }) => verdict === wanted).length;
}
