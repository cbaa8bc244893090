import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileError, removeFile, syncDirectory } from '../../src/safety/disk.ts';
import { makeFolder } from '../support/work-tree.ts';

it.each([
  ['ENOSPC', 'disk'],
  ['EDQUOT', 'disk'],
  ['EIO', 'disk'],
  ['EACCES', 'environment'],
])('a write that fails by %s is laid to the %s', (code, kind) => {
  const error = Object.assign(new Error('no'), { code });
  expect(fileError('write a.py', error)).toMatchObject({ code: kind, cause: error });
});

it('a file that is gone is removed, and what cannot be removed is told', async () => {
  const root = makeFolder({ 'a.py': '' });
  mkdirSync(join(root, 'folder'));
  await removeFile(join(root, 'a.py'));
  await removeFile(join(root, 'a.py'));
  await removeFile(join(root, 'a.py/b'));
  await expect(removeFile(join(root, 'folder'))).rejects.toThrow(/EISDIR|EPERM/);
});

it.skipIf(process.platform !== 'linux')('a folder that cannot be synced is left to the system', async () => {
  await syncDirectory('/proc');
  await expect(syncDirectory('/nowhere/at/all')).rejects.toThrow('ENOENT');
});
