import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ignoredPaths } from '../../src/codebase/ignore-rules.ts';
import { whyNeverSent } from '../../src/codebase/sensitive-files.ts';
import { createGitVcs } from '../../src/safety/git.ts';
import { makeFolder, makeRepository } from '../support/work-tree.ts';

describe('a file that is never sent', () => {
  test.each([
    '.env',
    'app/.env.production',
    '.env.example',
    '.ENV',
    '.envrc',
    'deploy/prod.env',
    'id_rsa',
    'keys/id_ed25519',
    'server.pem',
    'tls/server.KEY',
    'cert.p12',
    'store.jks',
    'passwords.kdbx',
    '.npmrc',
    'home/.netrc',
    '.pypirc',
    '.git-credentials',
    'credentials',
    'credentials.json',
    'config/secrets.yml',
    'client_secret_123.json',
    'service-account.json',
    'prod.tfvars',
    'terraform.tfstate',
    '.ssh/config',
    '.aws/config',
  ])('is %s, by its name', (path) => {
    expect(whyNeverSent(path)).not.toBeNull();
  });

  test('is one that an ignore file names', () => {
    expect(whyNeverSent('notes.txt', new Set(['notes.txt']))).toBe('an ignore file of the project names it');
  });
});

describe('a file that may be sent', () => {
  test.each([
    'src/environment.ts',
    'env.py',
    'src/env/index.ts',
    'secrets.py',
    'credentials.ts',
    'test_credentials.json.py',
    'keyboard.key.ts',
    'id_rsa.pub',
    'monkey.py',
    'passwords.go',
    'src/ssh/config.py',
  ])('is %s', (path) => {
    expect(whyNeverSent(path)).toBeNull();
  });
});

describe('ignored paths', () => {
  const files = {
    '.gitignore': '*.log\nbuild/\n',
    '.ouroborosignore': 'private/\n',
    'a.log': 'x',
    'build/x.py': 'x',
    'private/p.py': 'x',
    'src/.gitignore': 'local.py\n!kept.log\n',
    'src/local.py': 'x',
    'src/kept.log': 'x',
    'src/a.py': 'x',
  };
  const paths = [
    'a.log',
    'build/x.py',
    'private/p.py',
    'src/local.py',
    'src/kept.log',
    'src/a.py',
    'absent/a.log',
  ];
  const expected = new Set(['a.log', 'build/x.py', 'private/p.py', 'src/local.py', 'absent/a.log']);

  test('are those that git or .ouroborosignore names', async () => {
    expect(await ignoredPaths(paths, { root: makeRepository(files), vcs: createGitVcs() })).toEqual(expected);
  });

  test('are the same without git', async () => {
    const root = makeFolder(files);
    symlinkSync('src', join(root, 'link'));
    expect(await ignoredPaths(paths, { root, vcs: null })).toEqual(expected);
  });
});
