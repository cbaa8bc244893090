import { isTestFile } from '../../test-files.ts';
import { taskWords } from '../rank/task-words.ts';
import type { IndexedSymbol } from '../store/queries.ts';
import { wordsOf } from '../store/words.ts';
import type { SnippetSource } from './snippet-source.ts';

/** A symbol of a source and how well it fits: 0 to 1, comparable between sources. */
export type ScoredSymbol = {
  readonly source: SnippetSource;
  readonly symbol: IndexedSymbol;
  readonly score: number;
};

const WEIGHTS = { name: 8, doc: 2, body: 1 };
/** Of a word that more symbols hold, the symbols that it says least of are not looked at. */
const MAX_HITS = 1000;
/** SQLite's BM25 lets a word that a row is full of count so often as one that stands there once among many. */
const FULL_COUNT = 2.2;
/** Tests show how a thing is used more than how it is done. */
const TEST_SHARE = 0.5;

/**
 * The symbols that say words of a task, the best first. BM25 weighs a word by how rare it is in one index, so that scores
 * of two indexes mean different things. Here each word is asked for by itself, the weight of that index is taken out again,
 * which leaves how much the symbol is about the word (0 to 1), and the words are weighed by how rare each is in all sources
 * together. 1 would be a symbol that is about every word of the task.
 */
export function scoreSymbols(task: string, sources: readonly SnippetSource[]): readonly ScoredSymbol[] {
  const sized = sources.map((source): Sized => ({ source, size: source.queries.statistics().symbols }));
  const totalSize = sized.reduce((sum, { size }) => sum + size, 0);
  const found = new Map<string, Found>();
  let possible = 0;
  for (const word of new Set(taskWords(task).flatMap(wordsOf))) {
    const hits = sized.map((one) => hitsIn(one, word));
    const weight = pooledRarity(
      hits.reduce((sum, { count }) => sum + count, 0),
      totalSize,
    );
    possible += weight;
    for (const { source, shares } of hits) {
      for (const [symbol, share] of shares) {
        const key = `${sources.indexOf(source)} ${symbol.id}`;
        found.set(key, { source, symbol, sum: (found.get(key)?.sum ?? 0) + weight * share });
      }
    }
  }
  return [...found.values()]
    .map(({ sum, ...rest }) => ({ ...rest, score: (sum / possible) * reliance(rest.symbol) }))
    .toSorted(
      (a, b) => b.score - a.score || sources.indexOf(a.source) - sources.indexOf(b.source) || byPlace(a, b),
    );
}

type Sized = { readonly source: SnippetSource; readonly size: number };
type Found = Omit<ScoredSymbol, 'score'> & { readonly sum: number };
type Hits = {
  readonly source: SnippetSource;
  /** Of all symbols that hold the word. */
  readonly count: number;
  readonly shares: readonly (readonly [symbol: IndexedSymbol, share: number])[];
};

function hitsIn({ source, size }: Sized, word: string): Hits {
  const count = source.queries.countSymbolsWith(word);
  const found = source.queries.searchSymbols({ words: [word], limit: MAX_HITS, weights: WEIGHTS });
  const most = sqliteRarity(count, size) * FULL_COUNT;
  return { source, count, shares: found.map(({ symbol, score }) => [symbol, score / most]) };
}

function reliance({ path }: IndexedSymbol): number {
  return isTestFile(path) ? TEST_SHARE : 1;
}

function byPlace({ symbol: a }: ScoredSymbol, { symbol: b }: ScoredSymbol): number {
  return a.path === b.path ? a.startLine - b.startLine : a.path < b.path ? -1 : 1;
}

/** The weight of a word in BM25, in the form that is never negative. */
function pooledRarity(count: number, size: number): number {
  return Math.log(1 + (size - count + 0.5) / (count + 0.5));
}

/** The weight that SQLite's full-text search gives a word: one that most rows hold counts next to nothing. */
function sqliteRarity(count: number, size: number): number {
  const rarity = Math.log((size - count + 0.5) / (count + 0.5));
  return rarity <= 0 ? 1e-6 : rarity;
}
