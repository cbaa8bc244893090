import { expect, it } from 'vitest';
import { placeOptionsOf, spellCommands } from '../../src/cli/command-name.ts';

const environment = {};

it('leaves commands as they are where they work as they are', () => {
  const text = 'To take it back: ouroboros undo gen_1';
  expect(spellCommands(text, { environment, placeOptions: '' })).toBe(text);
});

it.each([
  [{ root: 'web' }, {}, 'Try `ouroboros --root web status --latest`.'],
  [{ cwd: '../a b' }, {}, "Try `ouroboros --cwd '../a b' status --latest`."],
  [
    { cwd: "it's", root: 'web' },
    {},
    String.raw`Try ${'`'}ouroboros --cwd 'it'\''s' --root web status --latest${'`'}.`,
  ],
  [{ root: '$&' }, {}, "Try `ouroboros --root '$&' status --latest`."],
  [{ root: 'web' }, { npm_command: 'exec' }, 'Try `npx ouroboros --root web status --latest`.'],
])('spells commands so that they lead to the same place: %j', (given, environment, expected) => {
  const text = 'Try `ouroboros status --latest`.';
  expect(spellCommands(text, { environment, placeOptions: placeOptionsOf(given) })).toBe(expected);
});
