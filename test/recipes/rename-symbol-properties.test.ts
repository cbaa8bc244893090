import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { renameSymbol } from '../../src/recipes/rename-symbol.ts';
import { readTexts, treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

const greeter = readTexts(fileURLToPath(new URL('../../examples/greeter-ts', import.meta.url)));
const NAMES = ['formatName', 'initials', 'greet', 'badgeLines', 'Person', 'Badge', 'ada', 'title', 'first'];

/** The texts after a rename, or null when it was refused. */
async function renamed(texts: Texts, from: string, to: string): Promise<Texts | null> {
  const request = { slots: { from, to }, targets: [], signal: new AbortController().signal };
  const result = await renameSymbol.run(request, treeOfTexts(texts));
  return result.kind === 'changed' ? withChanges(texts, result.changes) : null;
}

const anyName = fc.oneof(
  fc.constantFrom(...NAMES, 'name', 'part', 'console', 'Promise', 'person', 'badge'),
  fc.stringMatching(/^[a-z_$][a-zA-Z0-9_$]{0,8}$/),
);

describe('rename-symbol, there and back', () => {
  it('gives the same bytes, or refuses one of the ways', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...NAMES), anyName, async (from, to) => {
        const there = await renamed(greeter, from, to);
        if (there === null) return;
        const back = await renamed(there, to, from);
        expect(back ?? greeter).toEqual(greeter);
      }),
      { numRuns: 12 },
    );
  });
});
