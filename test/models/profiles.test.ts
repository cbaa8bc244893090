import { expect, test } from 'vitest';
import { acceptsEffort, modelProfile } from '../../src/models/profiles.ts';

test.each(['fast', 'balanced', 'quality'] as const)(
  '%s has a fallback that is not the builder itself',
  (profile) => {
    const { roles, fallbackModel } = modelProfile(profile);
    expect(fallbackModel).not.toBe(roles.generator.model);
  },
);

test.each([
  ['claude-haiku-4-5-20251001', false],
  ['claude-sonnet-4-5', false],
  ['claude-sonnet-4-20250514', false],
  ['claude-opus-4-1-20250805', false],
  ['claude-3-7-sonnet-latest', false],
  ['claude-opus-4-5', true],
  ['claude-sonnet-4-6', true],
  ['claude-haiku-5-5', true],
  ['claude-sonnet-5-5', true],
  ['qwen3-coder', true],
])('whether %s takes an effort is %s', (model, expected) => {
  expect(acceptsEffort(model)).toBe(expected);
});
