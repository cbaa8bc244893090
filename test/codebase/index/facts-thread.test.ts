import { afterEach, expect, it } from 'vitest';
import { startFactsThread, type FactsThread } from '../../../src/codebase/index/facts/facts-thread.ts';
import { readFacts } from '../../../src/codebase/index/facts/read-facts.ts';

const started: FactsThread[] = [];
afterEach(async () => {
  for (const thread of started.splice(0)) await thread.close();
});

function start(): FactsThread {
  const thread = startFactsThread();
  started.push(thread);
  return thread;
}

const TEXTS: readonly (readonly [path: string, text: string])[] = [
  [
    'a.ts',
    "import { b } from './b';\n/** Adds. */\nexport function add(a: number): number {\n  return a + b;\n}\n",
  ],
  ['b.py', 'from .a import add\n\n\nclass B:\n    """A class."""\n'],
  ['c.go', 'package c\n\nfunc Run() {}\n'],
  ['broken.ts', 'export function ( {'],
  ['notes.xyz', 'nothing that is known'],
];

it('reads the same facts as the thread that asks, and tells what that took', async () => {
  const { read } = start();
  const answers = await Promise.all(TEXTS.map(([path, text]) => read(path, text)));
  const expected = await Promise.all(TEXTS.map(([path, text]) => readFacts(path, text)));
  expect(answers.map(({ facts }) => facts)).toEqual(expected);
  expect(answers.every(({ computedMs }) => computedMs >= 0)).toBe(true);
});

it.each([
  ['brackets', '['.repeat(1_490) + ']'.repeat(1_490)],
  ['blocks', '{'.repeat(1_490) + '}'.repeat(1_490)],
  ['arrows', `${'a=>'.repeat(1_490)}a`],
  ['tags', `x=${'<a>'.repeat(740)}${'</a>'.repeat(740)}`],
  ['calls', `a${'.b()'.repeat(12_000)}`],
  ['more brackets', '['.repeat(12_000)],
])('has the stack for %s that are nested as deeply as parsers are given them', async (_, text) => {
  const { read } = start();
  expect(await read('a.jsx', text)).toMatchObject({ facts: { language: 'javascript' } });
  expect(await read('a.ts', 'const a = 1;')).toMatchObject({ facts: { symbols: [{ name: 'a' }] } });
});

it('rejects what is not answered when it is closed', async () => {
  const thread = start();
  const reading = thread.read('a.ts', 'const a = 1;'.repeat(50_000));
  await Promise.all([expect(reading).rejects.toThrow('has ended'), thread.close()]);
});
