import { expect, test } from 'vitest';
import { createImportGraph } from '../../../src/codebase/index/graph/import-graph.ts';
import { relatedTests } from '../../../src/safety/test-runs/related-tests.ts';

/** The graph of files that import others. */
function graphOf(files: Readonly<Record<string, readonly string[]>>) {
  const imports = Object.entries(files).flatMap(([from, all]) =>
    all.map((to) => ({ from, to, state: 'resolved', names: [], given: [] }) as const),
  );
  const symbols = new Map();
  return createImportGraph({ files: Object.keys(files), imports, symbols, mentions: () => false });
}

const GRAPH = graphOf({
  'web/src/a.js': [],
  'web/src/b.js': ['web/src/a.js'],
  'web/test/b.test.js': ['web/src/b.js'],
  'web/test/other.test.js': [],
  'e2e/a.test.js': ['web/src/a.js'],
  'py/m.py': [],
  'py/tests/conftest.py': ['py/m.py'],
  'py/tests/test_m.py': ['py/m.py'],
  'go/tax.go': [],
  'go/tax_test.go': [],
  'go/sub/more_test.go': [],
});

test.each<[string, readonly string[], string, readonly string[] | null]>([
  ['over several files, below the folder of the suite', ['web/src/a.js'], 'web', ['test/b.test.js']],
  ['from the root', ['web/src/a.js'], '.', ['e2e/a.test.js', 'web/test/b.test.js']],
  ['without what runners import by themselves', ['py/m.py'], '.', ['py/tests/test_m.py']],
  ['beside it in Go', ['go/tax.go'], 'go', ['tax_test.go']],
  ['that is changed itself', ['web/test/other.test.js'], 'web', ['test/other.test.js']],
  ['are not known for each file', ['web/src/a.js', 'web/src/c.js'], 'web', null],
  ['stand in another suite', ['py/m.py'], 'web', null],
])('tests that reach a file: %s', (_, paths, folder, tests) => {
  expect(relatedTests(GRAPH, { paths, folder })).toEqual(tests);
});
