import { expect, it } from 'vitest';
import { checkSyntax } from '../../src/safety/syntax-check.ts';
import { runCheck } from '../../src/cli/commands/check.ts';
import { capturedIo } from '../support/captured-io.ts';
import { makeFolder } from '../support/work-tree.ts';

async function notesOn(after: string, before: string | null = null): Promise<readonly string[]> {
  const sides = { before: before === null ? null : Buffer.from(before), after: Buffer.from(after) };
  const { kind, notes } = await checkSyntax({ path: 'a.json', ...sides });
  return notes.map(({ line, column, message }) => `${kind} ${line}:${column} ${message}`);
}

const twice = (key: string): string => `The key "${key}" stands twice in its object; the last one counts`;

it.each([
  ['in one object', '{"a": 1,\n "b": 2,\n "a": 3}', [`valid 3:2 ${twice('a')}`]],
  ['deep inside, beside a list', '{"x": [1, {"a": "{", "a": []}]}', [`valid 1:22 ${twice('a')}`]],
  ['in two objects', '{"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]}', []],
  ['as a value too', '{"a": "b", "b": "a"}', []],
  ['in the text of a string', '{"a": "\\"a\\": 1, \\"a\\": 2"}', []],
])('a key that stands twice %s is told or not', async (_, text, notes) => {
  expect(await notesOn(text)).toEqual(notes);
});

it('a key that stood twice before is not told again, one more is', async () => {
  const before = '{"a": 1, "a": 2,\n "b": 3}';
  expect(await notesOn(before.replace('3', '4'), before)).toEqual([]);
  expect(await notesOn(before.replace('}', ',\n "b": 4}'), before)).toEqual([`valid 3:2 ${twice('b')}`]);
});

it('`check` tells it and passes', async () => {
  const io = capturedIo(makeFolder({ 'a.json': '{"a": 1, "a": 2}' }));
  expect(await runCheck({ paths: [] }, io)).toBe(0);
  expect(io.out()).toContain(`a.json:1:10: ${twice('a')} (json)`);
});
