import { describe, expect, test } from 'vitest';
import { whyNeverSent } from '../../src/codebase/sensitive-files.ts';

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

  test('is one that the work tree leaves out', () => {
    expect(whyNeverSent('notes.txt', new Set(['notes.txt']))).toBe(
      'it is ignored, or part of another repository',
    );
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
