import { hasTestsByName } from '../../test-files.ts';
import { importersOf, type ImportGraph } from './import-graph.ts';

/** How near tests are to a file, told by imports and names alone; a measured coverage says more. */
export type TestCoverage = 'direct' | 'via-api' | 'none';

// The file that stands for its package: who imports the package imports this.
const ENTRY = /(?:^|\/)(?:__init__\.py|index\.[cm]?[jt]sx?|(?:lib|mod)\.rs)$/;

/**
 * `direct`: a test imports the file or is named after it. `via-api`: a test that reaches it over one other file, or over
 * an entry of its package, names a symbol that it exports. Else `none`: that a test reaches it somehow says little.
 */
export function testCoverageOf(graph: ImportGraph, path: string): TestCoverage {
  const importers = importersOf(graph, path);
  const isTest = (file: string): boolean => graph.tests.has(file);
  if (importers.some(isTest) || hasTestsByName(path, testsNaming(graph, path))) return 'direct';
  const names = [...graph.exportsOf(path)];
  if (names.length === 0) return 'none';
  const between = [...importers, ...entriesAbove(graph, path)];
  const tests = new Set(between.flatMap((file) => importersOf(graph, file)).filter(isTest));
  const isNamed = [...tests].some((test) => names.some((name) => graph.mentions(test, name)));
  return isNamed ? 'via-api' : 'none';
}

/** The tests in whose paths the name of a file stands: only they can be named after it, and looking closer is dear. */
function testsNaming({ tests }: ImportGraph, path: string): readonly string[] {
  const stem = path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/(.)\.[^.]*$/, '$1')
    .toLowerCase();
  return [...tests].filter((test) => test.toLowerCase().includes(stem));
}

/** The entries from which a file is reached. Tests are no way to it: what they share is no part of an interface. */
function entriesAbove(graph: ImportGraph, path: string): readonly string[] {
  const seen = new Set([path]);
  const waiting = [path];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const importer of importersOf(graph, file)) {
      if (seen.has(importer) || graph.tests.has(importer)) continue;
      seen.add(importer);
      waiting.push(importer);
    }
  }
  return [...seen].filter((file) => file !== path && ENTRY.test(file));
}
