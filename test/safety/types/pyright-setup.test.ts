import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { readPyrightSetup } from '../../../src/safety/types/pyright-setup.ts';
import { makeFolder, treeWith, type Files } from '../../support/work-tree.ts';

const PROJECT = { 'pyproject.toml': '[tool.pyright]\nstrict = ["src"]\n' };

/** The set-up of a project in a folder that holds these files as well, which git does not track. */
async function setupBeside(others: Files): Promise<{ root: string; setup: unknown }> {
  const root = makeFolder({ ...PROJECT, ...others });
  for (const path of Object.keys(others)) chmodSync(join(root, path), 0o755);
  return { root, setup: await readPyrightSetup(treeWith(PROJECT), root) };
}

describe('pyright is run', () => {
  test.each(['pyright', 'basedpyright'])('as the package %s of Node', async (name) => {
    const script = `node_modules/${name}/index.js`;
    const { root, setup } = await setupBeside({ [script]: '' });
    expect(setup).toMatchObject({ kind: 'ready', command: process.execPath, args: [join(root, script)] });
  });

  test.each(['.venv/bin/pyright', 'venv/bin/pyright', '.venv/bin/basedpyright'])(
    'from an environment of the project: %s',
    async (command) => {
      const { root, setup } = await setupBeside({ [command]: '' });
      expect(setup).toMatchObject({ kind: 'ready', command: join(root, command), args: [] });
    },
  );

  test.each(['.venv', 'venv'])('with the packages of the environment in %s', async (venv) => {
    const others = { [`${venv}/pyvenv.cfg`]: '', 'node_modules/pyright/index.js': '' };
    const { root, setup } = await setupBeside(others);
    const config = JSON.stringify({ extends: './pyproject.toml', venvPath: root, venv });
    const configs = new Map([['pyrightconfig.json', config], ...Object.entries(PROJECT)]);
    expect(setup).toMatchObject({ configs });
  });
});

test('pyright is run from the folders that commands are searched in', async () => {
  const folder = makeFolder({ pyright: '' });
  chmodSync(join(folder, 'pyright'), 0o755);
  vi.stubEnv('PATH', `${folder}${delimiter}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { setup } = await setupBeside({});
  expect(setup).toMatchObject({ kind: 'ready', command: join(folder, 'pyright'), args: [] });
});

test('what came with the repository is not run', async () => {
  vi.stubEnv('PATH', '');
  onTestFinished(() => void vi.unstubAllEnvs());
  const files = { ...PROJECT, 'node_modules/pyright/index.js': '', '.venv/bin/pyright': '' };
  const root = makeFolder(files);
  chmodSync(join(root, '.venv/bin/pyright'), 0o755);
  const tree = { ...treeWith(files), list: async () => Object.keys(files) };
  expect(await readPyrightSetup(tree, root)).toEqual({ kind: 'not-installed' });
});

test('a project that configures no pyright asks for none', async () => {
  const root = makeFolder({ 'node_modules/pyright/index.js': '' });
  const tree = treeWith({ 'pyproject.toml': '[tool.ruff]\n' });
  expect(await readPyrightSetup(tree, root)).toEqual({ kind: 'absent' });
});
