import { expect, it } from 'vitest';
import { addTypeHints } from '../../../src/recipes/add-type-hints.ts';
import { inlineVariable } from '../../../src/recipes/inline-variable.ts';
import { meantNames } from '../../../src/recipes/router/meant-names.ts';
import { organizeImports } from '../../../src/recipes/organize-imports.ts';
import { treeOfTexts } from '../../support/fixture.ts';

const tree = treeOfTexts({
  'a.py': 'class Users:\n    def load_user(self, key):\n        found_key = key\n        return found_key\n',
  'b.ts': 'type LoadUser = string;\nexport const loadUser = (): LoadUser => "";\n',
  'notes.txt': 'laod_user',
});
const targets = ['a.py', 'b.ts', 'notes.txt', 'gone.py'];

it.each([
  ['load_usr', ['load_user', 'LoadUser', 'loadUser']],
  ['Users.laod_user', ['load_user', 'LoadUser', 'loadUser']],
  ['loadUser', []],
  ['something_else', []],
  ['usr', []],
])('the names that come near %j are told where no target has it', async (name, meant) => {
  expect(await meantNames(addTypeHints, { slots: { function: name }, targets }, tree)).toEqual(meant);
});

it('a variable is named so too, and no name where a recipe has none', async () => {
  const request = { slots: { name: 'fuond_key' }, targets: ['a.py'] };
  expect(await meantNames(inlineVariable, request, tree)).toEqual(['found_key']);
  expect(await meantNames(organizeImports, { slots: {}, targets: ['a.py'] }, tree)).toEqual([]);
});
