import { describe, expect, test } from 'vitest';
import {
  findLock,
  npmEnvironment,
  problemOfLock,
  seenByNpm,
} from '../../../src/safety/sandbox/npm-install.ts';

describe('the lock file that packages are installed from', () => {
  test.each([
    [
      'the nearest above',
      'packages/a',
      ['package-lock.json', 'packages/a/package.json'],
      '.',
      'package-lock.json',
    ],
    ['one of its own', 'a', ['package-lock.json', 'a/package-lock.json'], 'a', 'a/package-lock.json'],
    ['a shrinkwrap first', '.', ['package-lock.json', 'npm-shrinkwrap.json'], '.', 'npm-shrinkwrap.json'],
  ])('is %s', (_name, folder, paths, at, path) => {
    expect(findLock(folder, paths)).toEqual({ kind: 'lock', folder: at, path });
  });

  test.each([
    ['none', ['package.json'], '--install needs a lock file (package-lock.json), and there is none'],
    [
      'that of another program',
      ['yarn.lock'],
      '--install installs by npm from package-lock.json, and there is yarn.lock instead',
    ],
  ])('is refused where there is %s', (_name, paths, reason) => {
    expect(findLock('.', paths)).toMatchObject({ kind: 'none', reason });
  });
});

describe('what a lock file takes packages from', () => {
  const lock = (resolved?: string, lockfileVersion = 3): string =>
    JSON.stringify({ lockfileVersion, packages: { '': {}, 'node_modules/a': { resolved } } });

  test.each([
    ['a registry', lock('https://registry.example/a.tgz')],
    ['a file of the work tree', lock('file:vendor/a.tgz')],
    ['a workspace', lock('packages/a')],
    ['the registry that npm is set to', lock()],
  ])('may be %s', (_name, text) => {
    expect(problemOfLock(text, 'package-lock.json')).toBeNull();
  });

  test.each([
    ['git', lock('git+ssh://git@host.example/a.git#1'), 'git+ssh://host.example/a.git#1'],
    ['plain http', lock('http://169.254.169.254/latest'), 'http://169.254.169.254/latest'],
  ])('may not be %s', (_name, text, source) => {
    expect(problemOfLock(text, 'package-lock.json')?.reason).toBe(
      `package-lock.json takes a package from ${source}, which is not https`,
    );
  });

  test.each([
    ['a lock file of npm 6', lock(undefined, 1)],
    ['no JSON', '<<<<<<< ours'],
  ])('is not told by %s', (_name, text) => {
    expect(problemOfLock(text, 'package-lock.json')).toMatchObject({ kind: 'none' });
  });
});

test('npm sees no settings of the project', () => {
  expect(seenByNpm(['.npmrc', 'a/.npmrc', 'a.npmrc.md', 'package.json'])).toEqual([
    'a.npmrc.md',
    'package.json',
  ]);
});

test('npm gets the registry and the proxy of the environment, and nothing with a password', () => {
  const registry = { npm_config_registry: 'https://registry.example' };
  const environment = { ...registry, HTTPS_PROXY: 'http://me:secret@proxy.example', NPM_TOKEN: 'secret' };
  expect(npmEnvironment(environment)).toEqual({ ...registry, CI: '1', NO_COLOR: '1', LANG: 'C.UTF-8' });
});
