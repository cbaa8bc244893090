import { expect, it } from 'vitest';
import { checkSyntax } from '../../src/safety/syntax-check.ts';
import { runCheck } from '../../src/cli/commands/check.ts';
import { capturedIo } from '../support/captured-io.ts';
import { makeFolder } from '../support/work-tree.ts';

async function notesOn(
  after: string,
  before: string | null = null,
  path = 'a.json',
): Promise<readonly string[]> {
  const sides = { before: before === null ? null : Buffer.from(before), after: Buffer.from(after) };
  const { kind, diagnostics, notes } = await checkSyntax({ path, ...sides });
  return [...diagnostics, ...notes].map(
    ({ line, column, message }) => `${kind} ${line}:${column} ${message}`,
  );
}

const twice = (key: string): string => `The key "${key}" stands twice in its object; the last one counts`;

it.each([
  ['in one object', '{"a": 1,\n "b": 2,\n "a": 3}', [`valid 3:2 ${twice('a')}`]],
  ['deep inside, beside a list', '{"x": [1, {"a": "{", "a": []}]}', [`valid 1:22 ${twice('a')}`]],
  ['in two objects', '{"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]}', []],
  ['as what people comment by', '{"//": "a", "_comment": "b", "//": "c", "_comment": "d"}', []],
  ['as a value too', '{"a": "b", "b": "a"}', []],
  ['in the text of a string', '{"a": "\\"a\\": 1, \\"a\\": 2"}', []],
])('a key that stands twice %s is told or not', async (_, text, notes) => {
  expect(await notesOn(text)).toEqual(notes);
});

it('a key that stood twice before is not told again, one more is refused', async () => {
  const before = '{"a": 1, "a": 2,\n "b": 3}';
  expect(await notesOn(before.replace('3', '4'), before)).toEqual([]);
  expect(await notesOn(before.replace('}', ',\n "b": 4}'), before)).toEqual([`invalid 3:2 ${twice('b')}`]);
});

it('a key that stood twice before may move, and does so where all is one line', async () => {
  const before = '{"a": 1, "a": 2, "b": {"c": 3}}';
  expect(await notesOn(before.replace('3', '4'), before)).toEqual([`valid 1:10 ${twice('a')}`]);
  expect(await notesOn(before.replace('3', '4, "c": 5'), before)).toEqual([
    `invalid 1:32 ${twice('c')}`,
    `invalid 1:10 ${twice('a')}`,
  ]);
});

it('a key that stands twice in data of tests is told', async () => {
  const path = 'test/fixtures/a.json';
  expect(await notesOn('{"a": 1,\n "a": 2}', '{"a": 1}', path)).toEqual([`valid 2:2 ${twice('a')}`]);
});

it('`check` tells it and passes', async () => {
  const io = capturedIo(makeFolder({ 'a.json': '{"a": 1, "a": 2}' }));
  expect(await runCheck({ paths: [] }, io)).toBe(0);
  expect(io.out()).toContain(`a.json:1:10: ${twice('a')} (json)`);
});
