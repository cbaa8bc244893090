import { whyPathIsUnsafe } from '../../../domain/repo-path.ts';
import { isTestFile } from '../../test-files.ts';
import { whyNeverSent } from '../../sensitive-files.ts';
import { graphOfIndex } from '../graph/graph-of-index.ts';
import { importersOf, type ImportGraph } from '../graph/import-graph.ts';
import type { IndexedFile, IndexQueries } from '../store/queries.ts';

/** What the sections of a summary are made of: read once, in time linear to the tree. */
export type KnownTree = {
  readonly queries: IndexQueries;
  /** Every file that may be sent to a model, by path. */
  readonly files: readonly IndexedFile[];
  /** The code of the project: neither data nor tests nor samples. */
  readonly sources: readonly IndexedFile[];
  readonly isSource: ReadonlySet<string>;
  readonly graph: ImportGraph;
};

const NO_CODE = new Set<string | null>([null, 'json', 'toml', 'yaml', 'html', 'css', 'embedded_template']);
// Input of tests, and examples of use: they look like sources, and the project does not rest on them.
const SAMPLES =
  /(?:^|\/)(?:__tests__|__mocks__|tests?|specs?|fixtures?|__fixtures__|testdata|examples?|samples?|demos?|e2e|playgrounds?|templates?|benchmarks?|bench|vendor|third_party)\//;

/** Reads what a summary needs of an index. */
export function knownTree(queries: IndexQueries): KnownTree {
  // A line break in a path would make a line of its own of what somebody called a file.
  const files = queries
    .files()
    .filter(({ path }) => whyNeverSent(path) === null && whyPathIsUnsafe(path) === null);
  const sources = files.filter(
    ({ path, language, state }) =>
      state !== 'skipped' && !NO_CODE.has(language) && !isTestFile(path) && !isSample(path),
  );
  return {
    queries,
    files,
    sources,
    isSource: new Set(sources.map(({ path }) => path)),
    graph: graphOfIndex(queries),
  };
}

/** The sources that import a file: neither tests nor samples. */
export function importingSources(path: string, { graph, isSource }: KnownTree): readonly string[] {
  return importersOf(graph, path).filter((from) => isSource.has(from));
}

/** Whether a path lies where projects keep examples and the input of tests. */
export function isSample(path: string): boolean {
  return SAMPLES.test(path);
}

/** The things that come up most often, with how often, in a stable order. */
export function mostFrequent<T extends string>(
  things: Iterable<T>,
  most: number,
): readonly (readonly [thing: T, count: number])[] {
  const counts = new Map<T, number>();
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, most);
}

/** A text on one line, cut at a length. */
export function shortLine(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`;
}
