import { describe, expect, test } from 'vitest';
import { pinTree } from '../../src/domain/candidate.ts';
import { mergeChanges, type FileChange } from '../../src/domain/patch.ts';

const bytes = (text: string | null): Uint8Array | null => (text === null ? null : Buffer.from(text));
const change = (before: string | null, after: string | null): FileChange => ({
  path: 'a.py',
  before: bytes(before),
  after: bytes(after),
  tolerances: [],
});

describe('a later change laid over an earlier one', () => {
  test.each([
    ['goes from the oldest side to the newest', change('1', '2'), change('2', '3'), [change('1', '3')]],
    ['is none where it takes the earlier one back', change('1', '2'), change('2', '1'), []],
    ['is none where it deletes a new file', change(null, '1'), change('1', null), []],
    ['deletes a file that was changed before', change('1', '2'), change('2', null), [change('1', null)]],
  ])('%s', (_, earlier, later, merged) => {
    expect(mergeChanges([earlier], [later])).toEqual(merged);
  });
});

test('a pinned file is refused once it is not what was read first', async () => {
  const texts = ['x = 1\n', 'x = 1\n', 'x = 2\n', null];
  const tree = pinTree({ read: async () => bytes(texts.shift() ?? null), list: async () => [] }, ['a.py']);
  await expect(tree.read('a.py')).resolves.toEqual(bytes('x = 1\n'));
  await expect(tree.read('a.py')).resolves.toEqual(bytes('x = 1\n'));
  await expect(tree.read('a.py')).rejects.toMatchObject({ code: 'changed-on-disk' });
  await expect(tree.read('a.py')).rejects.toMatchObject({ code: 'changed-on-disk' });
});
