import { describe, expect, it } from 'vitest';
import { createCandidate } from '../../../src/domain/candidate.ts';
import type { Verdict } from '../../../src/domain/ports.ts';
import { createPlannedSymbolsGate } from '../../../src/safety/gates/planned-symbols.ts';

const PYTHON = `from typing import List

LIMIT = 3


class Store(Base):
    kind = "user"

    # Finds one.
    @cached
    def load(self, key):
        return self.rows[key]

    def save(self, key):
        self.rows[key] = None


def helper():
    return LIMIT
`;

async function judge(
  after: string | null,
  functions: readonly string[],
  before: string | null = PYTHON,
): Promise<Verdict> {
  const bytes = (text: string | null): Uint8Array | null => (text === null ? null : Buffer.from(text));
  const change = { path: 'store.py', before: bytes(before), after: bytes(after), tolerances: [] };
  const candidate = createCandidate({ read: async () => null, list: async () => [] }, [change]);
  return createPlannedSymbolsGate(functions).check(candidate, new AbortController().signal);
}

const LOAD_CHANGED = PYTHON.replace('return self.rows[key]', 'return self.rows.get(key)');

describe('with -f, the gate lets pass', () => {
  it.each([
    ['a change of the body', LOAD_CHANGED],
    [
      'a change of the decorator and the comment above',
      PYTHON.replace('# Finds one.', '# Finds it.').replace('@cached', '@cached(1)'),
    ],
    ['an added import', `import functools\n${LOAD_CHANGED}`],
    ['an import that takes one more name', LOAD_CHANGED.replace('import List', 'import List, Optional')],
    ['blank lines', LOAD_CHANGED.replace('LIMIT = 3\n', 'LIMIT = 3\n\n')],
    [
      'the function moved to another place',
      `${PYTHON.replace(/ {4}# Finds[^]*?\n\n/, '')}\n\ndef load(self, key):\n    return 1\n`,
    ],
  ])('%s', async (_name, after) => {
    expect(await judge(after, ['load'])).toMatchObject({ passed: true, diagnostics: [] });
  });

  it('the whole of a named class, and a method named with its class', async () => {
    expect(await judge(PYTHON.replace('"user"', '"group"'), ['Store'])).toMatchObject({ passed: true });
    expect(await judge(LOAD_CHANGED, ['Store.load'])).toMatchObject({ passed: true });
    expect(await judge(LOAD_CHANGED, ['Store#load'])).toMatchObject({ passed: true });
  });
});

describe('with -f, the gate refuses', () => {
  it.each([
    ['another function', LOAD_CHANGED.replace('return LIMIT', 'return 4'), [19]],
    ['a statement of the module', LOAD_CHANGED.replace('LIMIT = 3', 'LIMIT = 4'), [3, 3]],
    ['an attribute of the class', LOAD_CHANGED.replace('"user"', '"group"'), [7, 7]],
    ['the bases of the class', LOAD_CHANGED.replace('(Base)', '(Other)'), [6, 6]],
    ['an import that is gone', LOAD_CHANGED.replace('from typing import List\n', ''), [1]],
    ['an import that lost a name', LOAD_CHANGED.replace('import List', 'import Dict'), [1]],
    ['code behind an import on its line', `import os; os.remove("x")\n${LOAD_CHANGED}`, [1]],
    [
      'an import under a name that means something here',
      `${LOAD_CHANGED}from os import getpid as helper\n`,
      [20],
    ],
    ['an import that hides a name of the module', `import LIMIT\n${LOAD_CHANGED}`, [1]],
    ['an import of everything', `from os import *\n${LOAD_CHANGED}`, [1]],
    ['a new function', `${LOAD_CHANGED}\n\ndef extra():\n    return 1\n`, [22, 23]],
    [
      'a second method of the class',
      LOAD_CHANGED.replace('    def save', '    def drop(self): ...\n\n    def save'),
      [14],
    ],
  ])('%s', async (_name, after, lines) => {
    const verdict = await judge(after, ['load']);
    expect(verdict.passed).toBe(false);
    expect(new Set(verdict.diagnostics.map(({ line }) => line))).toEqual(new Set(lines));
  });

  it('a new file and a deleted one', async () => {
    expect(await judge('x = 1\n', ['load'], null)).toMatchObject({ passed: false });
    expect(await judge(null, ['load'])).toMatchObject({ passed: false });
  });

  it('lines of a file whose language has no definitions', async () => {
    const change = {
      path: 'notes.txt',
      before: Buffer.from('a\n'),
      after: Buffer.from('b\n'),
      tolerances: [],
    };
    const candidate = createCandidate({ read: async () => null, list: async () => [] }, [change]);
    const gate = createPlannedSymbolsGate(['load']);
    expect(gate.appliesTo('notes.txt')).toBe(true);
    expect(await gate.check(candidate, new AbortController().signal)).toMatchObject({ passed: false });
  });

  it('what JavaScript does beside the function', async () => {
    const before =
      "import a from 'a';\nconst b = require('b');\nexport const load = () => a;\nstart(load);\n";
    const withImport = before.replace("'b');", "'b');\nconst c = require('c');").replace('=> a', '=> c(a)');
    expect(await judgeScript(before, withImport)).toBe(true);
    expect(await judgeScript(before, before.replace('start(load)', 'stop(load)'))).toBe(false);
    expect(await judgeScript(before, `import './effect.js';\n${before}`)).toBe(false);
    expect(await judgeScript(before, `import { start } from './other.js';\n${before}`)).toBe(false);
    expect(await judgeScript(before, `import { fresh as one, two } from './other.js';\n${before}`)).toBe(
      true,
    );
  });
});

async function judgeScript(before: string, after: string): Promise<boolean> {
  const change = { path: 'a.js', before: Buffer.from(before), after: Buffer.from(after), tolerances: [] };
  const candidate = createCandidate({ read: async () => null, list: async () => [] }, [change]);
  const verdict = await createPlannedSymbolsGate(['load']).check(candidate, new AbortController().signal);
  return verdict.passed;
}
