import type { FileWeights, IndexQueries, IndexedSymbol } from '../store/queries.ts';
import { pageRank, type WeightedEdge } from './page-rank.ts';
import { taskWords } from './task-words.ts';

/** How well a file fits a task: `lexical` by what it says, `linked` by what fitting files take from it; both 0 to 1. */
export type RankedFile = { readonly path: string; readonly lexical: number; readonly linked: number };

type ScoredSymbol = { readonly symbol: IndexedSymbol; readonly score: number };

export type RankingInput = {
  readonly queries: IndexQueries;
  readonly task: string;
  /** Files that the user named: they come first, and what they take and give weighs most. */
  readonly targets: readonly string[];
};

const NO_WEIGHT: FileWeights = { path: 0, names: 0, docs: 0, body: 0 };
const SYMBOL_WEIGHTS = { name: 8, doc: 2, body: 1 };
// Weights of the parts of a file's score, found on tasks from public repositories: what a file is made of counts most,
// then its name and the names it defines, then its best symbol, then its prose.
const PART_WEIGHTS: readonly (readonly [part: keyof FileWeights, weight: number])[] = [
  ['body', 1],
  ['path', 0.4],
  ['names', 0.4],
  ['docs', 0.2],
];
const BEST_SYMBOL_WEIGHT = 0.4;
const MAX_FOUND = 2000;
/** So many of the first places go by words alone; behind them counts what those files use as well. */
const LEXICAL_PLACES = 5;
/** A file that uses another says less about it than the other way round. */
const BACKWARD = 0.3;
/** Seeds fall off steeply, so that the walk starts where the words point. */
const SEED_POWER = 3;

/** Ranks the files of the index for a task, the best first; the same index and task give the same order. Goes by words first (BM25 over the parts of a file, and its best symbol), then by PageRank over imports, seeded by words. */
export function rankFiles({ queries, task, targets }: RankingInput): readonly RankedFile[] {
  const words = taskWords(task);
  const paths = queries.files().flatMap(({ path, state }) => (state === 'skipped' ? [] : [path]));
  const symbols =
    words.length === 0
      ? []
      : scaled(queries.searchSymbols({ words, limit: MAX_FOUND, weights: SYMBOL_WEIGHTS }));
  const lexical = lexicalScores({ queries, words, paths, symbols });
  for (const path of targets) lexical.set(path, 1);
  const linked = linkedScores(queries, paths, lexical);
  const ranked = paths.map((path): RankedFile => ({
    path,
    lexical: lexical.get(path) ?? 0,
    linked: linked.get(path) ?? 0,
  }));
  const byWords = ranked.toSorted((a, b) => b.lexical - a.lexical || compare(a.path, b.path));
  const first = byWords.slice(0, LEXICAL_PLACES);
  const rest = byWords
    .slice(LEXICAL_PLACES)
    .toSorted((a, b) => b.lexical + b.linked - a.lexical - a.linked || compare(a.path, b.path));
  return [...first, ...rest].filter((file) => file.lexical + file.linked > 0);
}

type Scored = { readonly score: number };

function scaled<T extends Scored>(found: readonly T[]): readonly T[] {
  const best = Math.max(...found.map(({ score }) => score), Number.EPSILON);
  return found.map((one) => ({ ...one, score: one.score / best }));
}

function lexicalScores(input: {
  readonly queries: IndexQueries;
  readonly words: readonly string[];
  readonly paths: readonly string[];
  readonly symbols: readonly ScoredSymbol[];
}): Map<string, number> {
  const { queries, words, paths, symbols } = input;
  const total = new Map<string, number>();
  const add = (path: string, score: number): void => void total.set(path, (total.get(path) ?? 0) + score);
  for (const [part, weight] of words.length === 0 ? [] : PART_WEIGHTS) {
    const weights = { ...NO_WEIGHT, [part]: 1 };
    for (const { path, score } of scaled(queries.searchFiles({ words, limit: MAX_FOUND, weights })))
      add(path, weight * score);
  }
  const bestSymbols = new Map<string, number>();
  for (const { symbol, score } of symbols)
    bestSymbols.set(symbol.path, Math.max(bestSymbols.get(symbol.path) ?? 0, score));
  for (const [path, score] of bestSymbols) add(path, BEST_SYMBOL_WEIGHT * score);
  const best = Math.max(...total.values(), Number.EPSILON);
  return new Map(
    paths.flatMap((path) => (total.has(path) ? [[path, (total.get(path) ?? 0) / best] as const] : [])),
  );
}

function linkedScores(
  queries: IndexQueries,
  paths: readonly string[],
  lexical: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const nodes = new Map(paths.map((path, index) => [path, index]));
  const edges: WeightedEdge[][] = paths.map(() => []);
  for (const { from, target, names } of queries.imports()) {
    const source = nodes.get(from);
    const to = target.path === null ? undefined : nodes.get(target.path);
    if (source === undefined || to === undefined || source === to) continue;
    const weight = Math.sqrt(1 + names.length);
    edges[source]?.push({ to, weight });
    edges[to]?.push({ to: source, weight: weight * BACKWARD });
  }
  const seeds = paths.map((path) => (lexical.get(path) ?? 0) ** SEED_POWER);
  const ranks = pageRank(edges, seeds, { damping: 0.5, iterations: 30 });
  const best = Math.max(...ranks, Number.EPSILON);
  return new Map(paths.map((path, index) => [path, (ranks[index] ?? 0) / best]));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
