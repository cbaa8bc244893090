import { expect, test } from 'vitest';
import { lacksPackages } from '../../../src/safety/test-runs/missing-packages.ts';
import { openTestBench } from '../../../src/safety/test-runs/open-bench.ts';
import type { Suite } from '../../../src/safety/test-runs/suite.ts';
import { treeWith, type Files } from '../../support/work-tree.ts';

type Present = { readonly mounts?: readonly string[]; readonly environments?: readonly string[] };

const NEEDS: Files = { 'web/package.json': '{ "devDependencies": { "vitest": "5" } }' };
const NO_MODULE = "ModuleNotFoundError: No module named 'requests'";

test.each<[boolean, Suite['runner'], string, Present, Files]>([
  [true, 'vitest', '', {}, NEEDS],
  [true, 'vitest', '', { mounts: ['/project/other/node_modules'] }, NEEDS],
  [false, 'vitest', '', { mounts: ['/project/web/node_modules'] }, NEEDS],
  [false, 'vitest', '', { mounts: ['/project/node_modules'] }, NEEDS],
  [false, 'vitest', '', {}, { 'web/package.json': '{}' }],
  [false, 'node', '', {}, {}],
  [true, 'pytest', NO_MODULE, {}, {}],
  [false, 'pytest', NO_MODULE, { environments: ['/project/.venv'] }, {}],
  [true, 'unittest', NO_MODULE, {}, {}],
  [false, 'unittest', 'AssertionError: 1 != 2', {}, {}],
  [false, 'go', NO_MODULE, {}, NEEDS],
  [false, 'cargo', NO_MODULE, {}, NEEDS],
])(
  'that nothing is installed is %s for %s that says %j with %j',
  async (lacks, runner, said, present, files) => {
    const { mounts = [], environments = [] } = present;
    const dependencies = {
      mounts: mounts.map((at) => ({ from: at, at, writable: false })),
      caches: [],
      environments,
      isDependency: () => false,
    };
    const suite = { runner, folder: 'web', args: [] };
    const run = { suite, said, tree: treeWith(files) };
    expect(await lacksPackages(run, { dependencies, root: '/project' })).toBe(lacks);
  },
);

test('in a folder of the system no tests are run', async () => {
  const request = {
    root: '/etc/shop',
    suites: [],
    config: {
      run: 'all',
      command: null,
      timeoutMs: 1,
      allowUnsandboxed: false,
      installsMissing: false,
      isRequired: false,
      measuresBoth: false,
    },
    listPaths: async () => ({ paths: [], leftOut: [] }),
    install: async () => ({ kind: 'none', reason: '', hint: '' }) as const,
  } as const;
  expect(await openTestBench(request, new AbortController().signal)).toMatchObject({
    kind: 'none',
    reason: '/etc/shop is a folder of the system',
  });
});
