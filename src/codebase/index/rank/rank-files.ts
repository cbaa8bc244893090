import type { IndexQueries } from '../store/queries.ts';
import { lexicalScores, scaled, type Scores } from './lexical-scores.ts';
import { linkedScores } from './linked-scores.ts';
import { asideTest } from './side-files.ts';
import { taskWords } from './task-words.ts';

/** How well a file fits a task: `lexical` by what it says, `linked` by what fitting files take from it; both 0 to 1. */
export type RankedFile = { readonly path: string; readonly lexical: number; readonly linked: number };

export type RankingInput = {
  readonly queries: IndexQueries;
  readonly task: string;
  /** Files that the user named: they come first, and what they take and give weighs most. */
  readonly targets: readonly string[];
};

/** What tests, examples and docs are worth beside the sources, unless the task asks for them. */
const ASIDE_SHARE = 0.4;
/** So many of the first places go by words alone; behind them counts what those files use as well. */
const LEXICAL_PLACES = 5;

/**
 * Ranks the files of the index for a task, the best first; the same index and task give the same order. Goes by words
 * first (BM25 over the parts of a file, what it is called, its best symbol), then by PageRank over imports, seeded by
 * words. A task without a word of the code gives the files that most others build on.
 */
export function rankFiles({ queries, task, targets }: RankingInput): readonly RankedFile[] {
  const files = queries.files().filter(({ state }) => state !== 'skipped');
  const paths = files.map(({ path }) => path);
  const asides = new Set(paths.filter(asideTest(taskWords(task))));
  const found = lexicalScores({ queries, task, files });
  const lexical = seeded(found, asides, targets);
  const linked = linkedScores({ queries, paths, seeds: lexical, isAside: (path) => asides.has(path) });
  const ranked = paths.map((path) => ({
    path,
    lexical: lexical.get(path) ?? 0,
    linked: linked.get(path) ?? 0,
  }));
  const fitting = ranked.filter((file) => file.lexical + file.linked > 0);
  const named = new Set(targets);
  return [
    ...fitting.filter(({ path }) => named.has(path)),
    ...inOrder(fitting.filter(({ path }) => !named.has(path))),
  ];
}

/** The scores with what stands aside held back, the best 1, as are all targets. */
function seeded(found: Scores, asides: ReadonlySet<string>, targets: readonly string[]): Scores {
  const held = [...found].map(
    ([path, score]) => [path, asides.has(path) ? ASIDE_SHARE * score : score] as const,
  );
  return new Map([...scaled(new Map(held)), ...targets.map((path) => [path, 1] as const)]);
}

function inOrder(files: readonly RankedFile[]): readonly RankedFile[] {
  const first = files
    .filter(({ lexical }) => lexical > 0)
    .toSorted((a, b) => b.lexical - a.lexical || compare(a.path, b.path))
    .slice(0, LEXICAL_PLACES);
  const rest = files
    .filter((file) => !first.includes(file))
    .toSorted((a, b) => b.lexical + b.linked - a.lexical - a.linked || compare(a.path, b.path));
  return [...first, ...rest];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
