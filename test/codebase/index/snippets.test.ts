import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findSnippets, type SnippetRequest } from '../../../src/codebase/index/snippets/find-snippets.ts';
import type { SnippetSource } from '../../../src/codebase/index/snippets/snippet-source.ts';
import { withIndexOf } from '../../support/indexed.ts';
import type { Files } from '../../support/work-tree.ts';

type Root = Partial<Omit<SnippetSource, 'queries'>> & { readonly files: Files };

/** Indexes the roots and asks while all of them are open. */
async function withRoots<T>(
  [first, ...rest]: readonly Root[],
  ask: (sources: readonly SnippetSource[]) => T | Promise<T>,
  opened: readonly SnippetSource[] = [],
): Promise<T> {
  if (first === undefined) return ask(opened);
  const { files, name = '.', licence = null, folder = '' } = first;
  return withIndexOf(files, async (queries) =>
    withRoots(rest, ask, [...opened, { name, licence, folder, queries }]),
  );
}

const count = (text: string): number => text.length;

async function find(
  task: string,
  roots: readonly Root[],
  options: Partial<Pick<SnippetRequest, 'limit' | 'maxTokens'>> = {},
) {
  return withRoots(roots, (sources) =>
    findSnippets({ task, sources, limit: 5, maxTokens: 1000, count, ...options }),
  );
}

const PARSE_DATE = `def parse_date(text):
    """Reads a date such as 2026-11-21."""
    return tuple(int(part) for part in text.split("-"))
`;
const DATES = `import os

${PARSE_DATE}

class Calendar:
    def days(self):
        return 7
`;

it('gives the code that fits a task with its place, signature and licence', async () => {
  const found = await find('Parse the date of an order', [
    { files: { 'src/dates.py': DATES }, licence: 'MIT' },
  ]);
  expect(found).toEqual([
    {
      root: '.',
      path: 'src/dates.py',
      startLine: 3,
      endLine: 5,
      qualifiedName: 'parse_date',
      kind: 'function',
      signature: expect.stringContaining('parse_date(text)'),
      doc: 'Reads a date such as 2026-11-21.',
      licence: 'MIT',
      score: expect.any(Number),
      tokens: PARSE_DATE.length - 1,
      code: PARSE_DATE.trimEnd(),
    },
  ]);
});

/** Functions that all speak of values, so that the word says little in their index. */
const VALUES = Array.from(
  { length: 40 },
  (_, at) => `def value_${'abcdefgh'[at % 8]}${at}(value):\n    return value\n`,
);

it('weighs a word by how rare it is in all roots, not in each', async () => {
  const others = VALUES.map((code) => code.replaceAll('value', 'other'));
  const files = { 'a.py': [...others, 'def first_value(row):\n    return row\n'].join('\n\n') };
  const rounding = 'def round_value(value):\n    return round(value)\n';
  const found = await find('Round the value', [
    { files },
    { name: 'large', files: { 'large.py': [...VALUES, rounding].join('\n\n') } },
  ]);
  expect(found.map(({ qualifiedName }) => qualifiedName)).toEqual(['round_value']);
});

it('gives the same code nearly the same score, whatever else stands in its root', async () => {
  const alone = { files: { 'a.py': PARSE_DATE, 'b.py': 'def other():\n    return 1\n' } };
  const among = { name: 'large', files: { 'a.py': `${PARSE_DATE}\n# here`, 'b.py': VALUES.join('\n\n') } };
  const code = PARSE_DATE.replace('text', 'string');
  const [one, other] = await find('Parse a date', [
    alone,
    { ...among, files: { ...among.files, 'a.py': code } },
  ]);
  expect(new Set([one?.root, other?.root])).toEqual(new Set(['.', 'large']));
  expect((other?.score ?? 0) / (one?.score ?? 1)).toBeGreaterThan(0.8);
});

it('gives no code twice: no copy from another root, no part of what is given already', async () => {
  const nested = 'class DateParser:\n    def parse_date(self, text):\n        return text\n';
  const found = await find('Parse a date', [
    { files: { 'src/dates.py': DATES } },
    { name: 'copy', files: { 'lib/dates.py': DATES, 'lib/parser.py': nested } },
  ]);
  expect(found.map(({ root, qualifiedName }) => `${root} ${qualifiedName}`).toSorted()).toEqual([
    '. parse_date',
    'copy DateParser.parse_date',
  ]);
});

it('leaves out what is too long, and gives the parts of it that fit', async () => {
  const files = {
    'a.py': `class DateParser:\n    """${'x '.repeat(300)}"""\n\n    def parse_date(self, text):\n        return text\n`,
  };
  const found = await find('Parse a date', [{ files }], { maxTokens: 100 });
  expect(found.map(({ qualifiedName }) => qualifiedName)).toEqual(['DateParser.parse_date']);
});

it('prefers the code to its tests, and leaves out what hardly fits', async () => {
  const files = {
    'dates.py': PARSE_DATE,
    'tests/test_dates.py': 'def test_parse_date():\n    assert parse_date("2026-1-1")\n',
    'other.py': 'def unlike(row):\n    """Speaks of no such thing, but once of a date."""\n    return row\n',
  };
  const found = await find('Parse a date', [{ files }]);
  expect(found.map(({ path }) => path)).toEqual(['dates.py', 'tests/test_dates.py']);
});

it('keeps to the folder of a root, and to files that may be sent', async () => {
  const files = {
    'web/dates.py': DATES,
    'api/dates.py': `${DATES}\nx = 1\n`,
    'web/.aws/dates.py': `${DATES}\ny = 2\n`,
  };
  const found = await find('Parse a date', [{ files, folder: 'web/' }]);
  expect(found.map(({ path }) => path)).toEqual(['web/dates.py']);
});

it('has nothing to show for a task without a word of the code', async () => {
  expect(await find('Zebra', [{ files: { 'a.py': DATES } }])).toEqual([]);
  expect(await find('!', [{ files: { 'a.py': DATES } }])).toEqual([]);
});

it('keeps to the limits, whatever they are, best first', async () => {
  const files = { 'a.py': [...VALUES, PARSE_DATE, DATES].join('\n\n') };
  await withRoots([{ files }, { name: 'b', files: { 'b.py': VALUES.join('\n\n') } }], (sources) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 300 }),
        fc.subarray(['parse', 'date', 'value', 'days of a calendar', 'zebra']),
        (limit, maxTokens, words) => {
          const found = findSnippets({ task: words.join(' '), sources, limit, maxTokens, count });
          expect(found.length).toBeLessThanOrEqual(limit);
          expect(found.every(({ tokens }) => tokens <= maxTokens)).toBe(true);
          expect(found.every(({ score }) => score > 0 && score <= 1)).toBe(true);
          expect(found.map(({ score }) => score)).toEqual(
            found.map(({ score }) => score).toSorted((a, b) => b - a),
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});
