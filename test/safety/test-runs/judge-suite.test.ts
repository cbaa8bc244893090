import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findDependencies } from '../../../src/safety/sandbox/dependencies.ts';
import { judgeSuite, type SuiteVerdict } from '../../../src/safety/test-runs/judge-suite.ts';
import { runSuite } from '../../../src/safety/test-runs/run-suite.ts';
import type { TestBench } from '../../../src/safety/test-runs/test-bench.ts';
import type { Suite } from '../../../src/safety/test-runs/suite.ts';
import { noBoxReason, theBox } from '../../support/box.ts';
import { changesOf } from '../../support/tests-gate.ts';
import { makeFolder } from '../../support/work-tree.ts';

const SUITE: Suite = { runner: 'node', folder: '.', args: ['--test'] };
const signal = new AbortController().signal;

/** Judges a change whose only test fails in the runs with these numbers; the first is the one without the change. */
async function judgeWith(
  failing: readonly number[],
): Promise<{ readonly verdict: SuiteVerdict; readonly runs: number }> {
  const root = makeFolder({
    'package.json': '{}',
    'a.test.js': `
      const { readFileSync } = require('node:fs');
      const run = Number(readFileSync('node_modules/run', 'utf8'));
      require('node:test').test('weather', () => { if (${JSON.stringify(failing)}.includes(run)) throw new Error('rain'); });
    `,
  });
  // What is installed is the only thing that a test sees of the outside.
  mkdirSync(join(root, 'node_modules'));
  const paths = ['a.test.js', 'package.json'];
  const box = theBox();
  let runs = 0;
  const bench: TestBench = {
    root,
    paths,
    dependencies: findDependencies(root, paths),
    python: null,
    toolchains: { go: null, cargo: null },
    wallMs: 60_000,
    installs: [],
    box: {
      ...box,
      run: async (request, runSignal) => {
        writeFileSync(join(root, 'node_modules/run'), String(++runs));
        return box.run(request, runSignal);
      },
    },
  };
  const common = { suite: SUITE, choice: { kind: 'all' } } as const;
  const { report, ...ran } = await runSuite({ ...common, changes: [] }, bench, signal);
  if (report.kind === 'unreadable') throw new Error(report.reason);
  const base = { ...ran, tests: report.tests };
  const verdict = await judgeSuite(
    { ...common, base, changes: changesOf({ 'b.js': '1;\n' }) },
    bench,
    signal,
  );
  return { verdict, runs };
}

describe.skipIf(noBoxReason !== null)(`what seems worse is repeated (in a box${noBoxReason ?? ''})`, () => {
  test('a test that fails now and then with the change, and never without it, is flaky by the change', async () => {
    for (const failing of [[2], [2, 3]]) {
      const { verdict, runs } = await judgeWith(failing);
      expect(verdict).toMatchObject({
        regressions: [],
        flaky: [],
        flakyWithChange: [{ test: { file: 'a.test.js', status: 'failed' } }],
      });
      // Those of the base, the last of which counts lines as the first with the change does.
      expect(runs).toBe(failing.length + 2 + 4);
    }
  });

  test('a test that fails now and then on both sides is flaky, and so is one that counting its lines fails', async () => {
    for (const failing of [
      [2, 5],
      [2, 7],
    ]) {
      const { verdict } = await judgeWith(failing);
      expect(verdict).toMatchObject({ regressions: [], flakyWithChange: [], flaky: [{ how: 'fails' }] });
    }
  });

  test('a test that fails without the change, too, is flaky', async () => {
    const { verdict } = await judgeWith([2, 3, 4, 5, 7]);
    expect(verdict).toMatchObject({ regressions: [], flaky: [{ how: 'fails' }] });
  });

  test('a test that fails in every run with the change and in none without it is a regression', async () => {
    const { verdict, runs } = await judgeWith([2, 3, 4, 5]);
    expect(verdict).toMatchObject({ regressions: [{ how: 'fails', passedBefore: true }], flaky: [] });
    expect(runs).toBe(8);
  });
});
