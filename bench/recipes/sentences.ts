// node bench/recipes/sentences.ts: how tasks route, in sets of 300, each written by one who had not seen the router. Of the
// first, the ninth and the twelfth nothing was looked at but a wrong recipe each; the router was worked out on the others. `--list=fifth`
// lists what goes wrong in one, and ends its use as a blind one. A folder among the targets stands for files of several languages,
// as a run finds them in it. What a task names is held against the slots of its route, whatever either calls it.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { RECIPES } from '../../src/recipes/catalog.ts';
import { routeSentence } from '../../src/recipes/router/router.ts';
import { reportFigures, type Figure } from '../measure.ts';

const SETS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');
const ENDINGS = ['py', 'js', 'ts', 'tsx', 'go'];

const sentenceSchema = z.object({
  sentence: z.string(),
  /** The one recipe that covers it wholly, or null where none does. */
  recipe: z.string().nullable(),
  targets: z.array(z.string()),
  /** What it names, under names of the writer's own. */
  slots: z.record(z.string(), z.unknown()).default({}),
});

type Sentence = z.infer<typeof sentenceSchema>;
type Verdict = 'right' | 'wrong' | 'refused';
type Judged = Sentence & {
  readonly verdict: Verdict;
  readonly lost: readonly string[];
  readonly held: number;
};

const { values } = parseArgs({ options: { list: { type: 'string' } } });
const known = new Set(RECIPES.map(({ id }) => id));
reportFigures(SETS.flatMap((set) => figuresOf(set, judgedSentences(set))));

function judgedSentences(set: string): readonly Judged[] {
  const text = readFileSync(new URL(`sentences-${set}.json`, import.meta.url), 'utf8');
  return z
    .array(sentenceSchema)
    .parse(JSON.parse(text))
    .map((one) => judge(one, values.list === set));
}

/** A task that no recipe covers is right to be refused; one that is covered must go to its own recipe. */
function judge(one: Sentence, isListed: boolean): Judged {
  const { sentence, recipe } = one;
  const route = routeSentence(sentence, { targets: one.targets.flatMap(filesOf), functions: [] });
  const chosen = route.kind === 'match' ? route.recipe.id : null;
  const isRight = chosen === recipe;
  if (isListed && !isRight) console.log(`${recipe ?? 'none'} -> ${chosen ?? 'none'}: ${sentence}`);
  const named = isRight && route.kind === 'match' ? namesIn(one) : [];
  const filled = route.kind === 'match' ? Object.values(route.slots) : [];
  const lost = named.filter((name) => !filled.some((value) => bare(value) === bare(name)));
  if (isListed && lost.length > 0) console.log(`${recipe} has no ${lost.join(', ')}: ${sentence}`);
  const verdict = isRight ? 'right' : chosen === null ? 'refused' : 'wrong';
  return { ...one, verdict, lost, held: named.length };
}

function filesOf(target: string): readonly string[] {
  const isFile = /\.\w+$/.test(target.split('/').at(-1) ?? '');
  return isFile ? [target] : ENDINGS.map((ending) => `${target.replace(/\/$/, '')}/file.${ending}`);
}

/** The names and texts of a task that a slot has to hold: no files, lines and kinds, which routes say in other ways. */
function namesIn({ slots }: Sentence): readonly string[] {
  return Object.entries(slots).flatMap(([slot, value]) =>
    /^(?:old|new|name|symbol|function|class|method|variable|text|header|value|version|dict)$/.test(slot) &&
    typeof value === 'string'
      ? [value]
      : [],
  );
}

function bare(value: string): string {
  return value
    .replace(/^["'`]|["'`]$/g, '')
    .replace(/\(\)$|\+$|^python ?/gi, '')
    .replace(/^.*\.(?=[A-Za-z_]\w*$)/, '')
    .trim();
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
    {
      name: `${set} set: names that no slot of the route holds`,
      value: (100 * total(judged, ({ lost }) => lost.length)) / total(judged, ({ held }) => held),
      unit: '%',
      bound: 5,
      detail: `of ${total(judged, ({ held }) => held)} that the routed tasks name`,
    },
  ];
}

function count(some: readonly Judged[], wanted: Verdict): number {
  return some.filter(({ verdict }) => verdict === wanted).length;
}

function total(some: readonly Judged[], countOf: (one: Judged) => number): number {
  return some.reduce((sum, one) => sum + countOf(one), 0);
}
