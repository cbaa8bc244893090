import { importersOf } from '../graph/import-graph.ts';
import { testCoverageOf, type TestCoverage } from '../graph/test-coverage.ts';
import { importingSources, type KnownTree } from './known-tree.ts';
import type { SummaryEntry, SummarySection } from './section.ts';

/** Looking for tests takes some time for each source: of a larger tree only what tests import is told. */
const MOST_GRADED = 1500;
const MOST_UNTESTED = 30;

/** How many sources tests are known to reach, and those without that most others rest on. */
export function testSection(tree: KnownTree): SummarySection {
  const { sources } = tree;
  const entries = sources.length <= MOST_GRADED ? gradedEntries(tree) : [importedEntry(tree)];
  return { title: '## Tests', entries: sources.length === 0 ? [] : entries, share: 0.06, moreText: null };
}

function gradedEntries(tree: KnownTree): readonly SummaryEntry[] {
  const { sources, graph } = tree;
  const grades = Map.groupBy(sources, ({ path }) => testCoverageOf(graph, path));
  const countOf = (grade: TestCoverage): number => grades.get(grade)?.length ?? 0;
  const counts = [
    `${countOf('direct')} directly`,
    `${countOf('via-api')} over the interface of their package`,
    `${countOf('none')} by no known test`,
  ];
  const untested = (grades.get('none') ?? [])
    .map(({ path }) => ({ path, users: importingSources(path, tree).length }))
    .filter(({ users }) => users > 1)
    .toSorted((a, b) => b.users - a.users || (a.path < b.path ? -1 : 1));
  return [
    { key: '', text: `of ${sources.length} sources ${counts.join(', ')}` },
    ...untested
      .slice(0, MOST_UNTESTED)
      .map(({ path, users }) => ({ key: path, text: `no known test: ${path} (${users})` })),
  ];
}

function importedEntry({ sources, graph }: KnownTree): SummaryEntry {
  const imported = sources.filter(({ path }) =>
    importersOf(graph, path).some((from) => graph.tests.has(from)),
  );
  return { key: '', text: `of ${sources.length} sources tests import ${imported.length}` };
}
