import { describe, expect, it } from 'vitest';
import { routeSentence } from '../../../src/recipes/router/router.ts';
import { trimmed } from '../../../src/recipes/router/trimmings.ts';

describe('what is said at the ends of a request', () => {
  it.each([
    '[team/urgent] sort the imports',
    'chore(core)!: sort the imports (closes #12)',
    'Action item from the retro - sort the imports before we merge',
    'I was wondering if you could sort the imports, when you have a minute',
    'My tech lead wants me to sort the imports to make CI green again. Thanks!',
    ':recycle: sort the imports',
  ])('is left out of %j', (sentence) => {
    expect(trimmed(sentence)).toBe('sort the imports');
  });

  it.each([
    'Should we sort the imports, when you have a minute?',
    'only in tests: sort the imports',
    '[not now] sort the imports',
  ])('keeps what asks or limits: %j', (sentence) => {
    expect(routeSentence(sentence, { targets: ['src/a.ts'], functions: [] }).kind).toBe('none');
  });
});

describe('a language that a request is held to', () => {
  it.each([
    ['src/a.ts', 'match'],
    ['src/a.js', 'none'],
  ])('is that of the target %s: %s', (target, kind) => {
    const route = routeSentence('Convert var to let and const in TypeScript', {
      targets: [target],
      functions: [],
    });
    expect(route.kind).toBe(kind);
  });
});
