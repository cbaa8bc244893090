import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openBox } from '../../../src/safety/sandbox/open-box.ts';
import { makeFolder } from '../../support/work-tree.ts';

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

test('a folder for temporary files that is not there is told in its own words', async () => {
  vi.stubEnv('TMPDIR', join(makeFolder(), 'gone'));
  onTestFinished(() => void vi.unstubAllEnvs());
  const found = await openBox(signal, { platform: 'linux' });
  expect(found).toMatchObject({
    kind: 'none',
    isHindered: true,
    reason: expect.stringMatching(/^the folder for temporary files .*gone\) cannot be used: ENOENT/),
  });
  expect(found).toHaveProperty('hint', 'Make room in it, or name another one in TMPDIR.');
});

test('there is no box for Windows', async () => {
  expect(await openBox(signal, { platform: 'win32' })).toMatchObject({
    kind: 'none',
    reason: 'there is no box for win32',
  });
});

test('macOS has the box of its own sandbox-exec, whose name says that it is untested', async () => {
  const found = await openBox(signal, { platform: 'darwin', isCallerRoot: false, program: 'true' });
  expect(found).toMatchObject({ kind: 'box', name: 'sandbox-exec, untested on macOS', showsMounts: false });
});

test.each([
  [
    'a sandbox-exec that fails',
    { program: 'false' },
    'sandbox-exec cannot make a box here: it gave no reason',
  ],
  ['no sandbox-exec', { program: 'no-such-sandbox-exec' }, 'sandbox-exec is not installed'],
  ['root, whom no profile makes another user', { isCallerRoot: true }, 'there is no box for root on macOS'],
])('on macOS there is no box with %s', async (_name, options, reason) => {
  const found = await openBox(signal, { platform: 'darwin', isCallerRoot: false, ...options });
  expect(found).toMatchObject({ kind: 'none', reason });
});
