import { posix } from 'node:path';
import { importersOf, type ImportGraph } from '../../codebase/index/graph/import-graph.ts';
import { isTestFile } from '../../codebase/test-files.ts';

/** The changed files, and the folder of the suite, relative to the root of the work tree. */
export type RelatedQuestion = { readonly paths: readonly string[]; readonly folder: string };

/**
 * The tests of a suite that reach one of the changed files by imports, over any number of files; paths are relative to
 * the folder of the suite. In Go tests belong to all that is in their folder. Null where a changed file has none that is known: then all tests have to be run.
 */
export function relatedTests(
  graph: ImportGraph,
  { paths, folder }: RelatedQuestion,
): readonly string[] | null {
  const isInside = (path: string): boolean => folder === '.' || path.startsWith(`${folder}/`);
  const found = paths.map((path) => testsReaching(graph, path).filter(isInside));
  if (found.some((tests) => tests.length === 0)) return null;
  return [...new Set(found.flat())].toSorted().map((path) => posix.relative(folder, path));
}

function testsReaching(graph: ImportGraph, path: string): readonly string[] {
  const seen = new Set([path]);
  // The set grows while it is walked.
  for (const file of seen) for (const importer of importersOf(graph, file)) seen.add(importer);
  const modules = new Set(
    [...seen].filter((file) => file.endsWith('.go')).map((file) => posix.dirname(file)),
  );
  const beside = [...graph.tests].filter((test) => test.endsWith('.go') && modules.has(posix.dirname(test)));
  return [...seen, ...beside].filter(isRun);
}

/** Runners import these by themselves: they hold no tests. */
function isRun(path: string): boolean {
  return isTestFile(path) && !/(?:^|\/)(?:conftest|__init__)\.py$/.test(path);
}
