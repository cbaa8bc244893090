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
  examples: ['rename parseArgs to readArgs', 'rename "Shop" to Market', 'call total grandTotal'],
  refuses: [
    'names that are part of a string which is evaluated when the program runs, such as a property looked up by it',
  ],
  run: async () => ({ kind: 'unchanged', summary: '' }),
};

function shown(options: { readonly json: boolean }, columns = 60): readonly string[] {
  const lines: string[] = [];
  const io = { stdout: (line: string) => void lines.push(line), color: false, isTerminal: true, columns };
  expect(runRecipes(options, [RECIPE], io)).toBe(0);
  return lines;
}

describe('recipes', () => {
  it('lists each recipe with an example to paste, its slots and what it refuses', () => {
    expect(shown({ json: false })).toEqual([
      'Recipes need no model and no network, do the same every time, and pass the same gates.',
      '',
      'rename-symbol 1.2.0, for javascript, typescript',
      '  Rename a function, class or variable and everything that',
      '  refers to it',
      '  Example  ouroboros refactor "rename parseArgs to readArgs" -t src',
      '  Also     rename "Shop" to Market',
      '           call total grandTotal',
      '  Slots    from: the name as it is',
      '           file: where it is defined (optional)',
      '  Refuses  names that are part of a string which is',
      '             evaluated when the program runs, such as a',
      '             property looked up by it',
    ]);
  });

  it('gives the same as JSON', () => {
    const { id, version, title, languages, examples, refuses } = RECIPE;
    const slots = [
      { name: 'from', description: 'the name as it is', required: true },
      { name: 'file', description: 'where it is defined', required: false },
    ];
    expect(JSON.parse(shown({ json: true }).join('\n'))).toEqual([
      { id, version, title, languages, slots, examples, refuses },
    ]);
  });
});
