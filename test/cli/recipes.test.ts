import { describe, expect, it } from 'vitest';
import { runRecipes } from '../../src/cli/commands/recipes.ts';
import type { Recipe } from '../../src/recipes/recipe.ts';

const RECIPE: Recipe = {
  id: 'rename-symbol',
  version: '1.2.0',
  title: 'Rename a function, class or variable and everything that refers to it',
  languages: ['javascript', 'typescript'],
  slots: [
    { name: 'from', description: 'the name as it is', isRequired: true },
    { name: 'file', description: 'where it is defined', isRequired: false },
  ],
  patterns: ['rename {from} to {to}'],
  proves: ['A', 'R'],
  effect: 'preserves',
  examples: ['rename parseArgs to readArgs', 'rename "Shop" to Market', 'call total grandTotal'],
  refuses: [
    'names that are part of a string which is evaluated when the program runs, such as a property looked up by it',
  ],
  run: async () => ({ kind: 'unchanged', summary: '' }),
};

function shown(options: Parameters<typeof runRecipes>[0], columns = 60): readonly string[] {
  const lines: string[] = [];
  const io = { stdout: (line: string) => void lines.push(line), color: false, isTerminal: true, columns };
  expect(runRecipes(options, [RECIPE], io)).toBe(0);
  return lines;
}

const DESCRIBED = {
  id: 'rename-symbol',
  version: '1.2.0',
  title: RECIPE.title,
  languages: RECIPE.languages,
  slots: [
    { name: 'from', description: 'the name as it is', required: true },
    { name: 'file', description: 'where it is defined', required: false },
  ],
  proves: ['A', 'R'],
  effect: 'preserves',
  examples: RECIPE.examples,
  refuses: RECIPE.refuses,
  everywhere: false,
};

describe('recipes', () => {
  it('lists each recipe with its languages and an example to paste', () => {
    expect(shown({ json: false })).toEqual([
      'Recipes need no model and no network, do the same every time, and pass the same gates.',
      '',
      'rename-symbol, for javascript, typescript',
      '  Rename a function, class or variable and everything that',
      '  refers to it',
      '  ouroboros refactor "rename parseArgs to readArgs" -t src',
      '',
      '`ouroboros recipes show ID` says what a recipe takes, proves and refuses.',
    ]);
  });

  it('shows all of one recipe', () => {
    expect(shown({ json: false, action: 'show', id: 'rename-symbol' })).toEqual([
      'rename-symbol 1.2.0, for javascript, typescript',
      '  Rename a function, class or variable and everything that',
      '  refers to it',
      '  Example  ouroboros refactor "rename parseArgs to readArgs" -t src',
      '  Also     rename "Shop" to Market',
      '           call total grandTotal',
      '  Slots    from: the name as it is',
      '           file: where it is defined (optional)',
      '  Effect   keeps the behaviour',
      '  Proves   A: the syntax tree is the same but for the',
      '             declared edit',
      '           R: every use of the name is resolved or listed',
      '  Refuses  names that are part of a string which is',
      '             evaluated when the program runs, such as a',
      '             property looked up by it',
    ]);
  });

  it('gives the same as JSON', () => {
    expect(JSON.parse(shown({ json: true }).join('\n'))).toEqual([DESCRIBED]);
    expect(JSON.parse(shown({ json: true, action: 'show', id: 'rename-symbol' }).join('\n'))).toEqual(
      DESCRIBED,
    );
  });

  it.each([
    { action: 'show', id: 'rename', words: 'There is no recipe rename.' },
    { action: 'list', id: undefined, words: 'recipes takes show, not list.' },
  ])('refuses $action $id with the ids that there are', ({ action, id, words }) => {
    expect(() => shown({ json: false, action, id })).toThrow(words);
  });
});
