import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isIgnoredBy, readFolderRules } from '../../src/codebase/ignore-rules.ts';
import { makeFolder } from '../support/work-tree.ts';

test('the innermost rules that decide win', async () => {
  const root = makeFolder({ '.gitignore': '*.log\nbuild/\n', 'a/.gitignore': '!kept.log\n' });
  const rules = [await readFolderRules(root, ''), await readFolderRules(root, 'a/')].filter(
    (one) => one !== null,
  );
  const paths = ['b.log', 'a/b.log', 'a/kept.log', 'kept.log', 'build/', 'a.txt'];
  expect(paths.filter((path) => isIgnoredBy(rules, path))).toEqual([
    'b.log',
    'a/b.log',
    'kept.log',
    'build/',
  ]);
});

test('a folder has none where there is no such file, or none that can be read', async () => {
  const root = makeFolder({ file: '', 'link/a.ts': '' });
  mkdirSync(join(root, 'folder/.gitignore'), { recursive: true });
  symlinkSync('.gitignore', join(root, 'link/.gitignore'));
  for (const folder of ['', 'gone/', 'file/', 'folder/', 'link/'])
    expect(await readFolderRules(root, folder)).toBeNull();
});

test('a folder that its user may not read has none', async () => {
  const root = makeFolder({ '.gitignore': '*.log\n' });
  chmodSync(join(root, '.gitignore'), 0);
  const user = process.geteuid?.() ?? -1;
  // Who may read everything asks as somebody else.
  if (user === 0) process.seteuid?.(65_534);
  const rules = await readFolderRules(root, '').finally(() => user === 0 && process.seteuid?.(user));
  expect(rules).toBeNull();
});
