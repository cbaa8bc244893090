import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { openMeasuredCoverage } from '../../../src/codebase/measured-coverage/measured-coverage.ts';
import { openPython3 } from '../../../src/codebase/languages/python3.ts';
import { createGates, gatesLeftOn } from '../../../src/safety/gates/all-gates.ts';

const TESTS = {
  require: { isRequired: false, coverage: openMeasuredCoverage('/'), index: null },
  run: {
    root: '/',
    tree: { read: async () => null, list: async () => [] },
    index: { ask: async () => expect.fail('nobody asks') },
    config: {
      run: 'none',
      command: null,
      timeoutMs: 1,
      allowUnsandboxed: false,
      installsMissing: false,
      isRequired: false,
      measuresBoth: false,
    },
    listPaths: async () => ({ paths: [], leftOut: [] }),
    onEvent: () => undefined,
    onFolder: () => undefined,
  },
} as const;

const SETUP = {
  task: { text: '', functions: [], namedTargets: [] },
  protectedPaths: [],
  keepApi: false,
  place: { root: '/', keepOut: 'artifacts' },
  python: openPython3(),
  byTests: TESTS,
};

const GATES = createGates(SETUP);

test('the README names every gate, and no other', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const [, table = ''] = /\n\| gate[^\n]*\n[^\n]*\n((?:\|[^\n]*\n)+)/.exec(readme) ?? [];
  const named = [...table.matchAll(/^\| `([\w-]+)`/gm)].map(([, id]) => id);
  const gates = createGates(SETUP).map(({ id }) => id);
  expect(new Set(named)).toEqual(new Set(gates));
  expect(named).toHaveLength(gates.length);
});

test('docs/gates.md has a section for every gate, and for no other', () => {
  const page = readFileSync(new URL('../../../docs/gates.md', import.meta.url), 'utf8');
  const sections = [...page.matchAll(/^### `([\w-]+)`$/gm)].map(([, id]) => id);
  expect(new Set(sections)).toEqual(new Set(GATES.map(({ id }) => id)));
  expect(sections).toHaveLength(GATES.length);
});

describe.each(GATES)('the gate $id', (gate) => {
  it('is switched off by its name, and no other is', () => {
    expect(gatesLeftOn(GATES, [gate.id])).toEqual(GATES.filter(({ id }) => id !== gate.id));
  });

  it('says when it judges, and hands its refusals back to the builder', () => {
    expect(gate).toMatchObject({
      isHealable: true,
      judges: expect.stringMatching(/^(?:each-step|whole-change)$/),
    });
  });
});

test('a gate that does not exist cannot be switched off', () => {
  expect(() => gatesLeftOn(GATES, ['syntax', 'sintax'])).toThrow('disabledGates names "sintax"');
});
