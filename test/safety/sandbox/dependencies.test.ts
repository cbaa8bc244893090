import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findDependencies } from '../../../src/safety/sandbox/dependencies.ts';
import { makeFolder } from '../../support/work-tree.ts';

/** The folders that are shown for a project whose `node_modules` is a link; `listed` is what git lists of it. */
function shownFor(target: string, listed: readonly string[]): readonly string[] {
  const root = makeFolder({ 'package.json': '{}' });
  const outside = join(makeFolder({}), target);
  mkdirSync(outside, { recursive: true });
  symlinkSync(outside, join(root, 'node_modules'));
  const { mounts } = findDependencies(root, ['package.json', ...listed]);
  return mounts.filter(({ from }) => from === realpathSync(outside)).map(({ at }) => at.slice(root.length));
}

test('a link that came with the repository shows no folder but packages', () => {
  expect(shownFor('.ssh', ['node_modules'])).toEqual([]);
  expect(shownFor('home/me', ['node_modules'])).toEqual([]);
});

test('a link to packages is shown as what it leads to', () => {
  expect(shownFor('shared/node_modules', ['node_modules'])).toEqual(['/node_modules']);
});

test('a link that git ignores is the own of who works there, wherever it leads', () => {
  expect(shownFor('store/abc-modules', [])).toEqual(['/node_modules']);
});

test('a virtual environment is known by its configuration, behind a link too', () => {
  const root = makeFolder({ 'setup.py': '' });
  const [environment, keys] = [makeFolder({ 'pyvenv.cfg': '' }), makeFolder({ id_rsa: '' })];
  symlinkSync(environment, join(root, '.venv'));
  symlinkSync(keys, join(root, 'venv'));
  const { mounts, environments } = findDependencies(root, ['setup.py', '.venv', 'venv']);
  expect(environments).toEqual([join(root, '.venv')]);
  expect(mounts.map(({ from }) => from)).not.toContain(realpathSync(keys));
});
