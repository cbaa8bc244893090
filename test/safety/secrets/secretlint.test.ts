import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import { expect, test } from 'vitest';
import { maySecretlintObject, secretlintMatches } from '../../../src/safety/secrets/secretlint.ts';
import { fakeSecrets } from '../../support/fake-secrets.ts';

const SAMPLES = [...fakeSecrets(1), ...fakeSecrets(2)].map(({ text }) => text);

test('a text without a hint is one that secretlint does not object to', async () => {
  const objected = new Set<string>();
  for (const text of SAMPLES) {
    const matches = await secretlintMatches(text);
    for (const { rule } of matches) objected.add(rule);
    expect(matches.length === 0 || maySecretlintObject(text)).toBe(true);
  }
  const enabled = rules.map(({ meta }) => meta.id.replace('@secretlint/secretlint-rule-', ''));
  const disabled = ['basicauth', 'database-connection-string', 'filter-comments'];
  expect([...objected, ...disabled, 'gcp'].sort()).toEqual(enabled.toSorted());
});

test('a comment does not switch a rule off', async () => {
  const text = SAMPLES.find((sample) => sample.includes('github_pat_')) ?? '';
  expect(await secretlintMatches(`# secretlint-disable\n${text}`)).toMatchObject([{ rule: 'github' }]);
});
