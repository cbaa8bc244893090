import { isTestFile } from '../../test-files.ts';
import { taskWords } from '../rank/task-words.ts';
import type { IndexedSymbol } from '../store/queries.ts';
import type { ContextMaterial } from './code-context.ts';

/** A symbol that a context may show, and how well it fits the task: by its `own` words, and in all with its file. */
export type Candidate = { readonly symbol: IndexedSymbol; readonly own: number; readonly score: number };

/** Finds candidates by file, so that files which come up later, because chosen code uses them, can be asked for. */
export interface CandidateFinder {
  /** The symbols of a file in the order of its text. */
  of(path: string): readonly Candidate[];
  /** Those of the files that fit best, the best first. */
  readonly best: readonly Candidate[];
}

/** Files behind these places hold little of use, and a large tree has many; so many more as a large budget has room for. */
const MIN_FILES = 150;
const TOKENS_A_FILE = 400;
/** In a larger tree what does not rank has nothing to do with the task. */
const MAX_PADDED_FILES = 60;
const MAX_FOUND = 2000;
const SYMBOL_WEIGHTS = { name: 3, doc: 1, body: 1 };
const LEXICAL_WEIGHT = 0.4;
const LINKED_WEIGHT = 0.5;

/** Scores symbols by their own words and by how their file ranks. */
export function findCandidates(request: ContextMaterial): CandidateFinder {
  const ownScore = ownScores(request);
  const fileScore = new Map(
    request.ranked.map(({ path, lexical, linked }) => [
      path,
      LEXICAL_WEIGHT * lexical + LINKED_WEIGHT * linked,
    ]),
  );
  const asked = new Map<string, readonly Candidate[]>();
  const of = (path: string): readonly Candidate[] => {
    const candidates = asked.get(path) ?? request.queries.symbolsOf(path).map((symbol) => scored(symbol));
    asked.set(path, candidates);
    return candidates;
  };
  const scored = (symbol: IndexedSymbol): Candidate => {
    const own = ownScore.get(symbol.id) ?? 0;
    return { symbol, own, score: own + (fileScore.get(symbol.path) ?? 0) };
  };
  // In a small tree what does not rank at all is still better than an empty place.
  const known = request.ranked.map(({ path }) => path);
  const all = request.isFrugal ? [] : request.queries.files().map(({ path }) => path);
  const rest = all.length <= MAX_PADDED_FILES ? all : [];
  const maxFiles = Math.max(MIN_FILES, Math.floor(request.relatedBudget / TOKENS_A_FILE));
  const shown = [...new Set([...known, ...rest])].filter((path) => isOffered(path, request));
  return { of, best: shown.slice(0, maxFiles).flatMap(of).toSorted(compareCandidates) };
}

/** Whether a file that nobody named may be part of a context. */
export function isOffered(path: string, { targets, mayShow }: ContextMaterial): boolean {
  return !isTestFile(path) && mayShow(path) && !targets.some((target) => target.path === path);
}

/** The better first; ties by place, so that the same tree and task give the same bytes. */
export function compareCandidates(a: Candidate, b: Candidate): number {
  return b.score - a.score || comparePlaces(a.symbol, b.symbol);
}

function comparePlaces(a: IndexedSymbol, b: IndexedSymbol): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.startLine - b.startLine || b.endLine - a.endLine || (a.name < b.name ? -1 : 1);
}

function ownScores({ queries, task }: ContextMaterial): ReadonlyMap<number, number> {
  const words = taskWords(task);
  if (words.length === 0) return new Map();
  const found = queries.searchSymbols({ words, limit: MAX_FOUND, weights: SYMBOL_WEIGHTS });
  const best = Math.max(...found.map(({ score }) => score), Number.EPSILON);
  return new Map(found.map(({ symbol, score }) => [symbol.id, score / best]));
}
