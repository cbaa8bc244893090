import { constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileError, isAccessible, removeFile, syncDirectory } from '../../src/safety/disk.ts';
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

// As root, and on one system alone, these cannot be had from the disk itself.
const failBy = (code: string) => async (): Promise<void> => {
  throw Object.assign(new Error(code), { code });
};

it.each(['EINVAL', 'EISDIR', 'ENOTSUP', 'EPERM'])(
  'a system that cannot sync folders (%s) is taken at its word',
  async (code) => {
    await expect(syncDirectory('/folder', failBy(code))).resolves.toBeUndefined();
  },
);

it.each(['EIO', 'ENOSPC', 'EACCES'])('a folder that fails to be synced by %s is told', async (code) => {
  await expect(syncDirectory('/folder', failBy(code))).rejects.toThrow(code);
});

it.each(['EACCES', 'EPERM', 'EROFS'])('what the system refuses by %s is not accessible', async (code) => {
  expect(await isAccessible('/a.py', constants.W_OK, failBy(code))).toBe(false);
});

it('what the system grants is accessible, and a file that is gone is told', async () => {
  const path = join(makeFolder({ 'a.py': '' }), 'a.py');
  expect(await isAccessible(path, constants.W_OK)).toBe(true);
  await expect(isAccessible(`${path}/b`, constants.W_OK)).rejects.toMatchObject({ code: 'environment' });
});

it.skipIf(process.platform !== 'linux')('a folder that cannot be synced is left to the system', async () => {
  await syncDirectory('/proc');
  await expect(syncDirectory('/nowhere/at/all')).rejects.toThrow('ENOENT');
});
