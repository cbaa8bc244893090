import { describe, expect, it } from 'vitest';
import { RECIPES } from '../../../src/recipes/catalog.ts';
import { formsOf } from '../../../src/recipes/router/sentence-forms.ts';
import { VOCABULARY } from '../../../src/recipes/router/vocabulary.ts';
import { routeSentence } from '../../../src/recipes/router/router.ts';
import { wordsOf } from '../../../src/recipes/router/words.ts';

function formsSaid(sentence: string): readonly string[] {
  return formsOf(wordsOf(sentence)).map((words) => words.map(({ text }) => text).join(' '));
}

describe('formsOf', () => {
  it.each([
    ['add should be renamed to plus', 'rename add to plus'],
    ['add has to be renamed to plus', 'rename add to plus'],
    ['I want add renamed to plus', 'rename add to plus'],
    ["I'd like add to be renamed to plus", 'rename add to plus'],
    ['Get the imports sorted', 'sort imports'],
    ['Would you mind renaming add to plus?', 'Would you mind rename add to plus'],
    ['Strings should use f-strings', 'turn Strings into f strings'],
    ['Every function needs type hints', 'add type hints to Every function'],
    ['There are unused imports in a.py, remove them', 'remove unused imports in a.py'],
    ['add is misleading, rename it to plus', 'rename add to plus'],
    ['get_user is slow, cache its results', 'cache results of get_user'],
  ])('says %j as a command', (sentence, command) => {
    expect(formsSaid(sentence)).toContain(command);
  });

  it.each(['add should not be renamed to plus', 'Should add be renamed to plus?', 'add is renamed to plus'])(
    'makes no command of %j',
    (sentence) => {
      expect(formsSaid(sentence)).toEqual([formsSaid(sentence)[0]]);
    },
  );
});

describe('the vocabulary', () => {
  it('has every group that a pattern names', () => {
    const texts = RECIPES.flatMap(({ patterns, riders = [] }) => [...patterns, ...riders]);
    const named = [...texts, ...Object.values(VOCABULARY)].flatMap((text) => text.match(/@[a-z_]+/g) ?? []);
    for (const group of new Set(named)) expect(VOCABULARY).toHaveProperty(group.slice(1));
  });
});

describe('a line in a sentence', () => {
  const on = (targets: readonly string[]): unknown => {
    const route = routeSentence('Rename add on line 12 to plus', { targets, functions: [] });
    return route.kind === 'none' ? route.explain() : route;
  };

  it('is a place in the one target, and in none of several', () => {
    expect(on(['src/a.ts'])).toMatchObject({ kind: 'match', slots: { at: 'src/a.ts:12' } });
    expect(on(['src/a.ts', 'src/b.ts'])).toMatchObject({
      reason: 'Line 12 of which file? Say it as at=FILE:LINE.',
    });
  });
});
