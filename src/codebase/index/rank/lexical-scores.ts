import type { FileWeights, FoundFile, IndexedFile, IndexQueries } from '../store/queries.ts';
import { namedPlaces } from './named-places.ts';
import { taskIdentifiers, taskNames, taskPhrases, taskWords } from './task-words.ts';

/** Scores by path; a file without one has none. */
export type Scores = ReadonlyMap<string, number>;

export type LexicalInput = {
  readonly queries: IndexQueries;
  readonly task: string;
  readonly files: readonly IndexedFile[];
};

const NO_WEIGHT: FileWeights = { path: 0, names: 0, docs: 0, body: 0 };
const ALL_PARTS: FileWeights = { path: 4, names: 4, docs: 1, body: 1 };
const SYMBOL_PARTS = { name: 8, doc: 2, body: 1 };
// How much the signs of a file count, each scaled to its best file: what it is made of counts most, then what it is
// called and what it defines, then what it says in prose. Found on tasks from public repositories, where the order
// matters and a tenth more or less does not.
const WEIGHTS = {
  body: 1,
  path: 0.4,
  names: 0.4,
  symbol: 0.4,
  place: 0.4,
  docs: 0.2,
  phrases: 0.2,
  mentions: 0.2,
  aside: 2,
};
/** The BM25 of FTS5 holds much length against a file (`b = .75`), but the longer one is the likelier to be changed. */
const LENGTH_RELIEF = 0.1;
const MAX_FOUND = 2000;

/** How well each file that has a word of the task fits it by what it says. */
export function lexicalScores({ queries, task, files }: LexicalInput): Scores {
  const words = taskWords(task);
  if (words.length === 0) return new Map();
  const search = { words, limit: MAX_FOUND };
  const part = (weights: Partial<FileWeights>): Scores =>
    found(queries.searchFiles({ ...search, weights: { ...NO_WEIGHT, ...weights } }));
  const phrases = { words: [], phrases: taskPhrases(task), limit: MAX_FOUND, weights: ALL_PARTS };
  const paths = files.map(({ path }) => path);
  return sum([
    [WEIGHTS.body, relieved(part({ body: 1 }), files)],
    [WEIGHTS.path, part({ path: 1 })],
    [WEIGHTS.names, part({ names: 1 })],
    [WEIGHTS.docs, part({ docs: 1 })],
    [WEIGHTS.phrases, found(queries.searchFiles(phrases))],
    [WEIGHTS.symbol, found(queries.searchBestSymbols({ ...search, weights: SYMBOL_PARTS }))],
    [WEIGHTS.place, scaled(namedPlaces(taskNames(task), paths))],
    [WEIGHTS.mentions, scaled(mentionScores(queries, taskIdentifiers(task), files.length))],
    // What stands beside the sources is measured by its own best: the two do not compare.
    [WEIGHTS.aside, found(queries.searchAsides({ ...search, weights: ALL_PARTS }))],
  ]);
}

function found(files: readonly FoundFile[]): Scores {
  return scaled(new Map(files.map(({ path, score }) => [path, score])));
}

function relieved(scores: Scores, files: readonly IndexedFile[]): Scores {
  const lines = new Map(files.map((file) => [file.path, Math.max(1, file.lines)]));
  return scaled(
    new Map([...scores].map(([path, score]) => [path, score * (lines.get(path) ?? 1) ** LENGTH_RELIEF])),
  );
}

/** Which files hold the very identifiers, whatever for: the fewer they are, the more it says. */
function mentionScores(queries: IndexQueries, identifiers: readonly string[], files: number): Scores {
  return sum(
    identifiers.map((identifier) => {
      const paths = queries.filesMentioning(identifier);
      return [Math.log(1 + files / paths.length), new Map(paths.map((path) => [path, 1]))];
    }),
  );
}

function sum(signs: readonly (readonly [weight: number, scores: Scores])[]): Scores {
  const total = new Map<string, number>();
  for (const [weight, scores] of signs)
    for (const [path, score] of scores) total.set(path, (total.get(path) ?? 0) + weight * score);
  return total;
}

/** Scores with the best at 1. */
export function scaled(scores: Scores): Scores {
  const best = Math.max(...scores.values(), Number.EPSILON);
  return new Map([...scores].map(([path, score]) => [path, score / best]));
}
