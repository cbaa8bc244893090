import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { openMeasuredCoverage } from '../../../src/codebase/measured-coverage/measured-coverage.ts';
import { openPython3 } from '../../../src/codebase/languages/python3.ts';
import { createGates } from '../../../src/safety/gates/all-gates.ts';

const TESTS = {
  require: { isRequired: false, coverage: openMeasuredCoverage('/'), index: null },
  run: {
    root: '/',
    tree: { read: async () => null, list: async () => [] },
    config: { run: 'none', command: null, timeoutMs: 1, allowUnsandboxed: false, isRequired: false },
    listPaths: async () => [],
    onEvent: () => undefined,
  },
} as const;

test('the README names every gate, and no other', () => {
  const python = openPython3();
  onTestFinished(async () => python.close());
  const place = { root: '/', keepOut: 'artifacts' };
  const gates = createGates({
    functions: [],
    protectedPaths: [],
    keepApi: false,
    place,
    python,
    byTests: TESTS,
  });
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const [, table = ''] = /\n\| gate[^\n]*\n[^\n]*\n((?:\|[^\n]*\n)+)/.exec(readme) ?? [];
  const named = [...table.matchAll(/^\| `([\w-]+)`/gm)].map(([, id]) => id);
  expect(new Set(gates.map(({ id }) => id))).toEqual(new Set(named));
});
