import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { acquireLock } from '../../src/safety/lock.ts';
import { scratchFolders } from '../support/scratch.ts';

const scratch = scratchFolders();
const HOLD_LOCK = join(import.meta.dirname, '../support/hold-lock.ts');
const SINCE = new Date('2026-01-02T03:04:05Z');
const LATER = new Date('2026-01-02T03:05:35Z');

it('names the owner and the age to a second process, and is free once the first has ended', async () => {
  const root = scratch();
  const holder = await holdLock(root);

  await expect(acquireLock(root, { runId: 'gen_second', now: LATER })).rejects.toMatchObject({
    code: 'locked',
    message: `Run gen_first (process ${holder.pid}) has been changing this repository for 90 s.`,
  });

  holder.stdin.end();
  expect(await once(holder, 'close')).toEqual([0, null]);
  expect(existsSync(join(root, '.ouroboros/lock.json'))).toBe(false);
  const lock = await acquireLock(root, { runId: 'gen_second', now: LATER });
  lock.release();
});

it('is free at once when its holder was killed', async () => {
  const root = scratch();
  const holder = await holdLock(root);
  holder.kill('SIGKILL');
  await once(holder, 'close');

  using _lock = await acquireLock(root, { runId: 'gen_second', now: LATER });

  expect(JSON.parse(readFileSync(join(root, '.ouroboros/lock.json'), 'utf8'))).toEqual({
    pid: process.pid,
    runId: 'gen_second',
    since: '2026-01-02T03:05:35.000Z',
  });
});

it('does not name an owner that is gone', async () => {
  const root = scratch();
  using _lock = await acquireLock(root, { runId: 'gen_first', now: SINCE });
  const gone = spawn(process.execPath, ['-e', '']);
  await once(gone, 'close');
  const owner = { pid: gone.pid, runId: 'gen_old', since: SINCE.toISOString() };
  writeFileSync(join(root, '.ouroboros/lock.json'), JSON.stringify(owner));

  await expect(acquireLock(root, { runId: 'gen_second', now: LATER })).rejects.toMatchObject({
    code: 'locked',
    message: 'Another process is changing this repository.',
  });
});

it('excludes the same process too, and ends with its scope or with release, whichever is first', async () => {
  const root = scratch();
  {
    using lock = await acquireLock(root, { runId: 'gen_first', now: SINCE });
    await expect(acquireLock(root, { runId: 'gen_first', now: LATER })).rejects.toMatchObject({
      code: 'locked',
    });
    lock.release();
    using _second = await acquireLock(root, { runId: 'gen_second', now: LATER });
  }
  using _third = await acquireLock(root, { runId: 'gen_third', now: LATER });
});

it('gives the state folder a .gitignore of its own and keeps one that is there', async () => {
  const fresh = scratch();
  (await acquireLock(fresh, { runId: 'gen_first', now: SINCE })).release();
  const edited = scratch();
  mkdirSync(join(edited, '.ouroboros'));
  writeFileSync(join(edited, '.ouroboros/.gitignore'), '*.db\n');
  (await acquireLock(edited, { runId: 'gen_first', now: SINCE })).release();

  expect(readFileSync(join(fresh, '.ouroboros/.gitignore'), 'utf8')).toBe('*\n');
  expect(readFileSync(join(edited, '.ouroboros/.gitignore'), 'utf8')).toBe('*.db\n');
});

it('is an error of the environment where the state folder is a link, a file or not a database', async () => {
  const linked = scratch();
  const elsewhere = scratch();
  symlinkSync(elsewhere, join(linked, '.ouroboros'));
  const file = scratch();
  writeFileSync(join(file, '.ouroboros'), '');
  const damaged = scratch();
  mkdirSync(join(damaged, '.ouroboros'));
  writeFileSync(join(damaged, '.ouroboros/lock.db'), 'not a database '.repeat(100));
  const linkedDatabase = scratch();
  mkdirSync(join(linkedDatabase, '.ouroboros'));
  symlinkSync(join(elsewhere, 'made.db'), join(linkedDatabase, '.ouroboros/lock.db'));

  for (const root of [linked, file, damaged, linkedDatabase, join(damaged, 'missing')]) {
    await expect(acquireLock(root, { runId: 'gen_first', now: SINCE })).rejects.toMatchObject({
      code: 'environment',
    });
  }
  expect(existsSync(join(elsewhere, '.gitignore'))).toBe(false);
  expect(existsSync(join(elsewhere, 'made.db'))).toBe(false);
});

async function holdLock(root: string): Promise<ChildProcessByStdio<Writable, Readable, null>> {
  const child = spawn(process.execPath, [HOLD_LOCK, root, 'gen_first', SINCE.toISOString()], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}
