import { expect, test } from 'vitest';
import { createCandidate } from '../../../src/domain/candidate.ts';
import { createVanishedDefinitionsGate } from '../../../src/safety/gates/vanished-definitions.ts';
import { makeFolder, treeWith } from '../../support/work-tree.ts';

const PYTHON = 'class C:\n«    def m(self):\n        return 1\n»    def k(self):\n        return 1\n';
const SCRIPT = 'export class C {\n«  m() { return 1; }\n»  k() { return 2; }\n}\n';

/** The lines of a file that the gate names when the marked part of the class in another one is dropped. */
async function lines(marked: string, using: string, words = 'Tidy up'): Promise<readonly string[]> {
  const extension = marked.startsWith('class') ? 'py' : 'ts';
  const before = Buffer.from(marked.replaceAll(/[«»]/g, ''));
  const after = Buffer.from(marked.replaceAll(/«[^»]*»/g, ''));
  const text = extension === 'py' ? `from a import C\n${using}\n` : `import { C } from './a';\n${using}\n`;
  const files = { [`a.${extension}`]: before, [`b.${extension}`]: text };
  const change = { path: `a.${extension}`, before, after, tolerances: [] };
  const gate = createVanishedDefinitionsGate({ root: makeFolder(files) });
  const candidate = createCandidate(treeWith(files), [change], { words, later: [] });
  const verdict = await gate.check(candidate, new AbortController().signal);
  return verdict.diagnostics.map(({ line, message }) => `${line} ${message.split(' is')[0]}`);
}

test.each([
  ['C().m()', 2],
  ['C.m', 2],
  ['x = C()\nx.m()', 3],
  ['def f(x: C):\n    return x.m()', 3],
  ['class Q:\n    def __init__(self):\n        self.c = C()\n    def z(self):\n        self.c.m()', 6],
])('a lost method of Python that another file uses is missed: %j', async (using, line) => {
  expect(await lines(PYTHON, using)).toEqual([`${line} \`C.m\``]);
});

test.each([
  ['new C().m();', 2],
  ['const x = new C();\nx.m();', 3],
  ['function f(x: C) { return x.m(); }', 2],
  ['const x: C = make();\nx?.m();', 3],
  ['class Q {\n  constructor(private c: C) {}\n  z() { this.c.m(); }\n}', 4],
])('a lost method of TypeScript that another file uses is missed: %j', async (using, line) => {
  expect(await lines(SCRIPT, using)).toEqual([`${line} \`C.m\``]);
});

test.each([
  'y.m()',
  'x = C()\nx = D()\nx.m()',
  'x = C()\ndef f(x):\n    return x.m()',
  'def f(C):\n    C.m()',
  'x: C | None = g()\nx.m()',
  'x = C()\nx.m = 1\nx.m()',
  'x = C()\nif hasattr(x, "m"):\n    x.m()',
  'x = C()\ny.x.m()',
  'x = C()\nx.k()',
])('of %j nobody knows that it is of the class', async (using) => {
  expect(await lines(PYTHON, using)).toEqual([]);
});

test.each([
  'const x = other();\nx.m();',
  'const x = new C();\nfunction f(x) { x.m(); }',
  'if (typeof C.m) {}',
])('of %j in TypeScript nobody knows it', async (using) => {
  expect(await lines(SCRIPT, using)).toEqual([]);
});

test.each([
  ['has a base elsewhere', PYTHON.replace('class C', 'class C(B)'), 'Tidy up'],
  [
    'has it from a base',
    `class B:\n    def m(self): pass\n${PYTHON.replace('class C', 'class C(B)')}`,
    'Tidy up',
  ],
  ['answers to all', `${PYTHON}    def __getattr__(self, n): ...\n`, 'Tidy up'],
  ['gets more by a decorator', `@wrapped\n${PYTHON}`.replace(/^/, 'class X: pass\n'), 'Tidy up'],
  ['is named with it by the task', PYTHON, 'Remove C.m'],
])('nothing is missed where the class %s', async (_, marked, words) => {
  expect(await lines(marked, 'C().m()', words)).toEqual([]);
});
