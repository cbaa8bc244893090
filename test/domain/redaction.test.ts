import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact, redactAll } from '../../src/domain/redaction.ts';
import { fakeSecrets } from '../support/fake-secrets.ts';

const KINDS = fakeSecrets();

describe('a secret', () => {
  test.each(KINDS)('of the kind $name is taken out and put back', ({ text, secret }) => {
    const redacted = redact(text);
    expect(redacted.text).not.toContain(secret);
    expect(redacted.text).toMatch(/\[REDACTED:[a-z-]+:\d+\]/);
    expect(redacted.restore(redacted.text)).toBe(text);
  });

  test('is hardly ever missed because its letters happen to look like a word', () => {
    const seeds = Array.from({ length: 40 }, (_, index) => index + 1);
    const missed = seeds
      .flatMap(fakeSecrets)
      .filter(({ text, secret }) => redact(text).text.includes(secret));
    expect(missed.length).toBeLessThanOrEqual(5);
  });

  test.each<[string, (secret: string) => string]>([
    ['an environment file', (secret) => `KEY=${secret}\n`],
    ['a URL', (secret) => `get("https://a.test/x?key=${secret}&page=1")`],
    ['YAML', (secret) => `  key: ${secret}\n`],
    ['a comment', (secret) => `# old: ${secret}, rotate`],
    ['a JSON-encoded string', (secret) => JSON.stringify(`{"k":"${secret}"}`)],
    ['an option', (secret) => `run --key=${secret} -v`],
  ])('with a prefix of its own is seen in %s', (_, inContext) => {
    const prefixed = KINDS.filter((kind) => kind.text.startsWith('client = '));
    const missed = prefixed.filter(({ secret }) => redact(inContext(secret)).text.includes(secret));
    expect(missed.map((kind) => kind.name)).toEqual([]);
  });

  test('keeps the text around it, and its user name though they are the same', () => {
    expect(redact('db = "postgres://hunter2:hunter2@db/main"').text).toBe(
      'db = "postgres://hunter2:[REDACTED:url-password:1]@db/main"',
    );
  });

  test('that is known is taken out wherever it stands, JSON-encoded as well', () => {
    const key = 'a"key\\of mine';
    const { text, findings } = redact(`say ${key}; ${JSON.stringify({ key })}`, [key]);
    expect(text).toBe('say [REDACTED:known-value:2]; {"key":"[REDACTED:known-value:1]"}');
    expect(findings).toEqual([{ rule: 'known-value' }, { rule: 'known-value' }]);
  });

  test('found in one text is taken out of all, under the same placeholder', () => {
    const { secret } = KINDS[0]!;
    const { texts, restore } = redactAll([`the value ${secret} again`, `key = "${secret}"`]);
    expect(texts).toEqual([
      'the value [REDACTED:anthropic-key:1] again',
      'key = "[REDACTED:anthropic-key:1]"',
    ]);
    expect(texts.map(restore)).toEqual([`the value ${secret} again`, `key = "${secret}"`]);
  });

  test('that only its name gives away in one text is taken out of the others', () => {
    const { secret, text } = KINDS.find(({ name }) => name === 'aws secret ini')!;
    const { texts } = redactAll([`It was ${secret} once.`, text]);
    expect(texts[0]).toBe('It was [REDACTED:assigned-secret:1] once.');
  });

  test('that could be a word is left alone where no rule saw it', () => {
    const url = 'postgres://postgres:postgres@db';
    const { texts } = redactAll([`url = "${url}"`, 'image: postgres/postgres']);
    expect(texts).toEqual([
      'url = "postgres://postgres:[REDACTED:url-password:1]@db"',
      'image: postgres/postgres',
    ]);
  });
});

describe('a placeholder', () => {
  test('that the text has of its own stays what it is', () => {
    const text = `expect("[REDACTED:jwt:1]"); password = "s3cretword"`;
    const redacted = redact(text);
    expect(redacted.text).toBe('expect("[REDACTED:jwt:1]"); password = "[REDACTED:assigned-secret:1]"');
    const clash = 'expect("[REDACTED:assigned-secret:1]"); password = "s3cretword"';
    expect(redact(clash).text).toContain('password = "[REDACTED:assigned-secret:2]"');
    expect(redact(clash).restore(redact(clash).text)).toBe(clash);
  });

  test('that was never given out is not restored', () => {
    const { restore } = redact('password = "s3cretword"');
    expect(restore('[REDACTED:assigned-secret:1] [REDACTED:assigned-secret:9]')).toBe(
      's3cretword [REDACTED:assigned-secret:9]',
    );
  });

  test('is undone exactly in any text', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(...KINDS.map((kind) => kind.text)),
      fc.constant('[REDACTED:jwt:1]'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const text = parts.join('\n');
        const redacted = redact(text);
        expect(redacted.restore(redacted.text)).toBe(text);
      }),
      { numRuns: 60 },
    );
  });
});

test.each([
  'password = getpass.getpass("Password: ")',
  'password: string;',
  'const password = process.env.DB_PASSWORD;',
  'def login(user, password=None):',
  'password = "your-password-here"',
  'API_KEY = "YOUR_API_KEY"',
  'apiKey: "<your api key>"',
  'token = "xxxxxxxxxxxxxxxx"',
  'secret = "changeme"',
  'DATABASE_URL=postgres://user:password@db/app',
  'DATABASE_URL=postgres://user:${DB_PASSWORD}@localhost/app',
  'url = f"postgres://{user}:{password}@{host}/x"',
  "const url = new URL('https://abc:xyz@example.com');",
  'commit 3f786850e387550fdab836ed7e6dc881de23001b',
  'id = "123e4567-e89b-12d3-a456-426614174000"',
  '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA\n-----END PUBLIC KEY-----',
  "if (line.startsWith('-----BEGIN RSA PRIVATE KEY-----')) return true;\nconst rest = 1;",
  'headers["Authorization"] = `Bearer ${token}`',
  'const tokenType = ts.SyntaxKind.Identifier;',
  'lastSignificantToken = "?NonExpressionParenEnd";',
  "PASSWORD_RESET_URL = 'https://example.com/accounts/password/reset/'",
  'password = hashlib.sha256(password.encode()).hexdigest()',
  "tokenUrl: 'https://auth.example.com/oauth/token'",
  "t('errors.password.tooShort')",
  'secret_name = "projects/my-project/secrets/db"',
  'git@github.com:org/repo.git',
  'class TokenAuthentication(BaseAuthentication):',
])('%j holds no secret', (text) => {
  expect(redact(text)).toMatchObject({ text, findings: [] });
});
