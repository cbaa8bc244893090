import { expect, test } from 'vitest';
import { openBox } from '../../../src/safety/sandbox/open-box.ts';

const signal = new AbortController().signal;

test('a machine without bubblewrap has no box, and is told how to get one', async () => {
  const found = await openBox(signal, { program: 'no-such-bubblewrap', platform: 'linux' });
  expect(found).toMatchObject({ kind: 'none', reason: 'bubblewrap is not installed' });
  expect(found).toHaveProperty('hint', expect.stringContaining('apt install bubblewrap'));
});

test('a bubblewrap that may make no namespaces is no box, with its own words as the reason', async () => {
  const found = await openBox(signal, { program: 'false', platform: 'linux' });
  expect(found).toMatchObject({
    kind: 'none',
    reason: 'bubblewrap cannot make a box here: it gave no reason',
  });
});

test.each(['darwin', 'win32'] as const)('there is no box for %s', async (platform) => {
  expect(await openBox(signal, { platform })).toMatchObject({
    kind: 'none',
    reason: `there is no box for ${platform}`,
  });
});
