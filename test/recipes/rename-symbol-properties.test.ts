import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { renameSymbol } from '../../src/recipes/rename-symbol.ts';
import { readTexts, treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

const example = (name: string): Texts =>
  readTexts(fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)));

const greeter = example('greeter-ts');
const invoices = example('invoices');
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

const PYTHON_NAMES =
  'Line Invoice InvoiceService render render_line format_amount total net tax rows head amount sign'.split(
    ' ',
  );
// With a name that is there already, the way back may mean another symbol.
const freshName = fc
  .stringMatching(/^[a-z_][a-z0-9_]{0,8}$/)
  .filter((name) => !Object.values(invoices).some((text) => new RegExp(`\\b${name}\\b`).test(text)));

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

  it('gives the same bytes of Python, or refuses one of the ways', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PYTHON_NAMES), freshName, async (from, to) => {
        const there = await renamed(invoices, from, to);
        if (there === null) return;
        const back = await renamed(there, to, from);
        expect(back ?? invoices).toEqual(invoices);
      }),
      { numRuns: 40 },
    );
  });
});
