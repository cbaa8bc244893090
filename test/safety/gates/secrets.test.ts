import { describe, expect, test } from 'vitest';
import { digestOf } from '../../../src/domain/digest.ts';
import { createSecretsGate } from '../../../src/safety/gates/secrets.ts';
import { fakeSecrets } from '../../support/fake-secrets.ts';
import { judgeBy, objectionsOf } from '../../support/judge.ts';

const GATE = createSecretsGate();
const KINDS = fakeSecrets();
const secretOf = (name: string): string => KINDS.find((kind) => kind.name === name)?.secret ?? '';
/** Joined here, so that no scanner takes the published examples in this file for keys. */
const suffix = (start: string): string => `${start}EXAMPLE`;
const TOKEN = secretOf('github fine');
const SESSION = secretOf('jwt');

test.each(KINDS)('a secret of the kind $name is found and not shown', async ({ text, secret }) => {
  const verdict = await judgeBy(GATE, { 'src/a.py': [null, text] });
  expect(verdict.passed).toBe(false);
  expect(verdict.diagnostics).toHaveLength(1);
  for (const line of secret.split('\n')) expect(JSON.stringify(verdict)).not.toContain(line);
});

test('a finding tells the kind, the place and the way out, and the bytes it judged', async () => {
  const after = `import os\n\nKEY = "${TOKEN}"\n`;
  const message =
    'A secret (github-token) is written into the file. Read it from the environment or a secret store; where a sample is meant, use a placeholder such as `<your-key>`.';
  const stars = '*'.repeat(TOKEN.length);
  expect(await judgeBy(GATE, { 'a.py': ['import os\n', after] })).toEqual({
    passed: false,
    summary: `a.py:3 ${message}`,
    diagnostics: [
      {
        path: 'a.py',
        line: 3,
        column: 8,
        kind: 'secrets',
        message,
        source: 'guard',
        context: `  1 | import os\n  2 | \n> 3 | KEY = "${stars}"\n    |        ^\n  4 | `,
      },
    ],
    judged: [{ path: 'a.py', digest: digestOf(Buffer.from(after)), verifiedBy: [] }],
  });
});

describe('what is shown around a finding', () => {
  test('hides secrets that were there before, and the same one again', async () => {
    const old = secretOf('stripe live');
    const verdict = await judgeBy(GATE, {
      'a.py': [`OLD = "${old}"\n`, `OLD = "${old}"\nNEW = "${TOKEN}"\n# was ${TOKEN}x\n`],
    });
    expect(verdict.diagnostics.map(({ line }) => line)).toEqual([2, 3]);
    expect(JSON.stringify(verdict)).not.toContain(TOKEN);
    expect(JSON.stringify(verdict)).not.toContain(old);
  });
});

test('what is shown hides a word that a secret is, wherever it stands', async () => {
  const after = 'db_password = "Sommer2024!"\n# Sommer2024! of last year\n';
  const verdict = await judgeBy(GATE, { 'src/a.py': [null, after] });
  expect(verdict.diagnostics.map(({ line }) => line)).toEqual([1]);
  expect(JSON.stringify(verdict)).not.toContain('Sommer2024!');
});

describe('a secret is found where', () => {
  const kept = 'x = 1\n'.repeat(20);

  test('its name stands lines before it', async () => {
    const value = `  "${secretOf('api key camel')}"`;
    const assigned = (line: string): string => `${kept}password =\n\n${line}\n${kept}`;
    expect(await objectionsOf(GATE, { 'a.js': [assigned('  get()'), assigned(value)] })).toEqual(['a.js:23']);
  });

  const half = TOKEN.length / 2;
  const [first, second] = [TOKEN.slice(0, half), TOKEN.slice(half)];

  test.each([
    `KEY = "${first}" + "${second}"`,
    `KEY = ("${first}"\n  "${second}")`,
    `const key = '${first}' +\n  '${second}';`,
    `$key = '${first}' . '${second}';`,
    `KEY = base64.b64decode("${Buffer.from(TOKEN).toString('base64')}")`,
    `KEY = bytes.fromhex("${Buffer.from(TOKEN).toString('hex')}")`,
  ])('it is disguised: %#', async (text) => {
    const verdict = await judgeBy(GATE, { 'src/a.py': ['x = 1\n', `x = 1\n${text}\n`] });
    expect(verdict.diagnostics.map(({ line, message }) => [line, /\((\S+)\)/.exec(message)?.[1]])).toEqual([
      [2, 'github-token'],
    ]);
    expect(JSON.stringify(verdict)).not.toContain(second);
  });

  test('a person chose it for a password', async () => {
    expect(await objectionsOf(GATE, { 'src/a.py': [null, 'db_password = "Sommer2024!"\n'] })).toEqual([
      'src/a.py:1',
    ]);
  });

  test('no sample has the form, be it in a test', async () => {
    const { text } = KINDS.find(({ name }) => name === 'aws secret ini') ?? { text: '' };
    expect(await objectionsOf(GATE, { 'tests/credentials.py': [null, text] })).toEqual([
      'tests/credentials.py:3',
    ]);
  });

  test('only the body of a key is new', async () => {
    const { text, secret } = KINDS.find(({ name }) => name === 'pem EC PRIVATE KEY') ?? {
      text: '',
      secret: '',
    };
    const lines = secret.split('\n');
    const hidden = [...lines.slice(0, 5), '...', ...lines.slice(-5)].join('\n');
    for (const before of ['KEY', hidden])
      expect(await objectionsOf(GATE, { 'a.py': [text.replace(secret, before), text] })).toEqual(['a.py:1']);
  });
});

describe('what says that it is made up', () => {
  const pem = KINDS.find(({ name }) => name === 'pem EC PRIVATE KEY') ?? { text: '', secret: '' };
  const key = `-----BEGIN EC PRIVATE KEY-----\n${pem.secret.trim()}\n-----END EC PRIVATE KEY-----\n`;
  const LIVE = secretOf('stripe live');

  test.each([
    ['src/a.py', `FAKE_TOKEN = "${SESSION}"`],
    ['src/a.ts', `const dummyToken: string = '${SESSION}';`],
    ['src/a.yml', 'sample-password: "x7Kq93mZ!pQ"'],
    ['src/a.py', `TEST_KEY = """${key}"""`],
    ['tests/test_a.py', `FAKE_KEY = "${TOKEN}"`],
    ['dummyserver/certs/server.key', key],
    ['demos/user_rsa_key', key],
    ['dev/localhost.key', key],
    ['src/fake-account.json', JSON.stringify({ private_key: key })],
  ])('passes by its name or place: %s %#', async (path, text) => {
    expect(await objectionsOf(GATE, { [path]: [null, `${text}\n`] })).toEqual([]);
  });

  test.each([
    ['src/a.py', `FAKE_KEY = "${TOKEN}"`],
    ['src/a.py', `TEST_KEY = "${LIVE}"`],
    ['demos/a.py', `KEY = "${LIVE}"`],
    ['src/a.py', `if test: TOKEN = "${SESSION}"`],
    ['src/a.py', `LATEST_TOKEN = "${SESSION}"`],
    ['tests/test_a.py', `KEY = "${TOKEN}"`],
    ['src/demo.py', `KEY = """${key}"""`],
    ['certs/server.key', key],
  ])('but is one where it may be real: %s %#', async (path, text) => {
    expect(await objectionsOf(GATE, { [path]: [null, `${text}\n`] })).toHaveLength(1);
  });
});

describe('no finding is', () => {
  test('a secret that the file has already, wherever it moves', async () => {
    const line = `KEY = "${TOKEN}"\n`;
    expect(await objectionsOf(GATE, { 'a.py': [`${line}x = 1\n`, `x = 2\n${line}`] })).toEqual([]);
    const moved = { 'a.py': [line, 'x = 1\n'], 'b.py': [null, `TOKEN = '${TOKEN}'\n`] } as const;
    expect(await objectionsOf(GATE, moved)).toEqual([]);
  });

  test('a file among tests that is a key and nothing else', async () => {
    const { text, secret } = KINDS.find(({ name }) => name === 'pem EC PRIVATE KEY') ?? {
      text: '',
      secret: '',
    };
    const key = `-----BEGIN EC PRIVATE KEY-----\n${secret.trim()}\n-----END EC PRIVATE KEY-----\n`;
    expect(await objectionsOf(GATE, { 'src/test/certs/server.key': [null, key] })).toEqual([]);
    expect(await objectionsOf(GATE, { 'specs/fixtures/server.key': [null, key] })).toEqual([]);
    expect(await objectionsOf(GATE, { 'certs/server.key': [null, key] })).toEqual(['certs/server.key:1']);
    const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
    expect(await objectionsOf(GATE, { 'tests/client.pem': [null, certificate + key] })).toEqual([]);
    expect(await objectionsOf(GATE, { 'tests/client.pem': [null, `${key}a = 1\n`] })).toHaveLength(1);
    expect(await objectionsOf(GATE, { 'tests/a.py': [null, text] })).toHaveLength(1);
  });

  test('a value made up in tests and documentation, which only its surroundings call a secret', async () => {
    const text = `token = "${SESSION}"\n`;
    expect(await objectionsOf(GATE, { 'tests/test_a.py': [null, text] })).toEqual([]);
    expect(await objectionsOf(GATE, { 'docs/use.md': [null, text] })).toEqual([]);
    expect(await objectionsOf(GATE, { 'src/a.py': [null, text] })).toEqual(['src/a.py:1']);
    const issued = `token = "${TOKEN}"\n`;
    expect(await objectionsOf(GATE, { 'tests/test_a.py': [null, issued] })).toEqual(['tests/test_a.py:1']);
  });

  test.each([
    `key = "AKIA${suffix('IOSFODNN7')}"`,
    `aws_secret_access_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCY${suffix('')}KEY"`,
    `token = "ghp_${'x'.repeat(36)}"`,
    'api_key = "<your-key>"',
    'API_KEY=your-api-key-goes-here-1234',
    'key = "sk-ant-api03-your-key-here-0123456789"',
    'key = "sk_test_1234567890abcdefghijklmn"',
    'password = os.environ["DB_PASSWORD"]',
    'const token = process.env.GITHUB_TOKEN;',
    'url = "postgres://app:${DB_PASSWORD}@db.internal/main"',
    'url = "postgres://postgres:postgres@db:5432/main"',
    'url = "postgres://app:s3cretword@localhost:5432/main"',
    'url = "https://user:a%20secret@host.com/"',
    String.raw`_regex=".*\"access_token\":\"\([-._0-9A-Za-z]*\)\".*$"`,
    'export API_TOKEN=d41d8cd98f00b204e9800998ecf8427e',
    'hashed_password = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW"',
    'url = "vault://:key_1234@host.com/main"',
    'url = "https://x-access-token:%[1]s@github.com/a/b.git"',
    'password = "changeme"',
    'token = "replace-4Kx9Qv2Lm7Rt1Zp8-with-yours"',
    'password = "Admin12345"',
    'password = "Test2024!"',
    'password = "errors.too-short.8!"',
    'name = "Sommer2024!"',
    'password = "user%s!1"',
    `parts = ["${TOKEN.slice(0, 20)}", "${TOKEN.slice(20)}"]`,
    `data = "${Buffer.from('just some words that are no secret at all').toString('base64')}"`,
    `data = "${Buffer.from(`x_token = "${SESSION.slice(40, 72)}"`).toString('base64')}"`,
    'secret = "prod/eu1/db2/api3/key4"',
    'url = "/api/v1/" + "users?limit=10"',
    '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA\n-----END PUBLIC KEY-----',
    'commit = "3f786850e387550fdab836ed7e6dc881de23001b"',
    'integrity = "sha512-SUJhnD5hCkKuCqTmF0Qn5k0R8nT4wWgYxkqC7p9e2h1Zl6vJbV3mXo0aLr5dTfQy=="',
  ])('%j', async (text) => {
    expect(await objectionsOf(GATE, { 'src/a.py': [null, `${text}\n`] })).toEqual([]);
  });
});

test('at most ten places are told', async () => {
  const lines = KINDS.slice(0, 30).map(({ text }) => text);
  expect((await judgeBy(GATE, { 'a.py': [null, lines.join('')] })).diagnostics).toHaveLength(10);
});
