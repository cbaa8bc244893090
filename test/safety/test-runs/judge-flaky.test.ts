import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findDependencies } from '../../../src/safety/sandbox/dependencies.ts';
import { findPython } from '../../../src/safety/sandbox/python-home.ts';
import { judgeSuite, type SuiteVerdict } from '../../../src/safety/test-runs/judge-suite.ts';
import { runSuite } from '../../../src/safety/test-runs/run-suite.ts';
import type { TestBench } from '../../../src/safety/test-runs/test-bench.ts';
import type { Suite } from '../../../src/safety/test-runs/suite.ts';
import { noBoxReason, theBox } from '../../support/box.ts';
import { changesOf } from '../../support/tests-gate.ts';
import { makeFolder, type Files } from '../../support/work-tree.ts';

const PACKAGES = fileURLToPath(new URL('../../../node_modules', import.meta.url));
const signal = new AbortController().signal;
const python = await findPython([], signal);

type Case = {
  readonly runner: Suite['runner'];
  readonly files: Files;
  readonly change: Files;
  readonly broken: string;
  readonly flaky: string;
};

/** Each with a test that fails in every second run, by a number that the box shows it, and one that the change breaks. */
const CASES: readonly Case[] = [
  {
    runner: 'vitest',
    files: {
      'package.json': '{ "type": "module" }',
      'area.js': 'export const area = (width, height) => width * height;\n',
      'area.test.js': `
        import { expect, it } from 'vitest';
        import { area } from './area.js';
        it('multiplies', () => expect(area(2, 3)).toBe(6));
      `,
      'weather.test.js': `
        import { readFileSync } from 'node:fs';
        import { expect, it } from 'vitest';
        it('is dry', () => expect(Number(readFileSync('outside/run', 'utf8')) % 2).toBe(1));
      `,
    },
    change: { 'area.js': 'export const area = (width, height) => width + height;\n' },
    broken: 'area.test.js › multiplies',
    flaky: 'weather.test.js › is dry',
  },
  ...(python?.hasPytest === true
    ? [
        {
          runner: 'pytest',
          files: {
            'area.py': 'def area(width, height):\n    return width * height\n',
            'test_area.py': 'from area import area\n\ndef test_area():\n    assert area(2, 3) == 6\n',
            'test_weather.py': 'def test_dry():\n    assert int(open("outside/run").read()) % 2 == 1\n',
          },
          change: { 'area.py': 'def area(width, height):\n    return width + height\n' },
          broken: 'test_area.py › test_area › test_area',
          flaky: 'test_weather.py › test_weather › test_dry',
        } as const,
      ]
    : []),
];

async function judge({ runner, files, change }: Case): Promise<SuiteVerdict> {
  const root = makeFolder(files);
  const outside = makeFolder({ run: '0' });
  chmodSync(outside, 0o755);
  symlinkSync(PACKAGES, join(root, 'node_modules'));
  mkdirSync(join(root, 'outside'));
  const paths = Object.keys(files);
  const dependencies = findDependencies(root, paths);
  const mount = { from: outside, at: join(root, 'outside'), writable: false };
  const box = theBox();
  let runs = 0;
  const bench: TestBench = {
    root,
    paths,
    dependencies: { ...dependencies, mounts: [...dependencies.mounts, mount] },
    python,
    toolchains: { go: null, cargo: null },
    wallMs: 60_000,
    installs: [],
    box: {
      ...box,
      run: async (request, runSignal) => {
        writeFileSync(join(outside, 'run'), String(++runs));
        return box.run(request, runSignal);
      },
    },
  };
  const changes = changesOf(change).map((one) => ({ ...one, before: Buffer.from(files[one.path] ?? '') }));
  const common = { suite: { runner, folder: '.', args: [] }, choice: { kind: 'all' } } as const;
  const { report, ...ran } = await runSuite({ ...common, changes: [] }, bench, signal);
  if (report.kind === 'unreadable') throw new Error(report.reason);
  return judgeSuite({ ...common, base: { ...ran, tests: report.tests }, changes }, bench, signal);
}

describe.skipIf(noBoxReason !== null)(`what fails now and then (in a box${noBoxReason ?? ''})`, () => {
  test.each(CASES)('is told from what the change breaks, by $runner', { timeout: 120_000 }, async (one) => {
    expect(await judge(one)).toMatchObject({
      regressions: [{ how: 'fails', test: { key: one.broken } }],
      flaky: [{ how: 'fails', test: { key: one.flaky } }],
    });
  });
});
