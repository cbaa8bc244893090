import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const CASES = 36;

type Row = { readonly number: number; readonly tests: string };

/** The table of the page, without its heading. */
function rows(): readonly Row[] {
  const page = readFileSync(join(ROOT, 'docs/robustness.md'), 'utf8');
  return page
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .flatMap(([, number = '', , , tests = '']) =>
      /^\d+$/.test(number) ? [{ number: Number(number), tests }] : [],
    );
}

describe('the page about robustness', () => {
  it('has every case once, in order', () => {
    expect(rows().map(({ number }) => number)).toEqual(
      Array.from({ length: CASES }, (_, index) => index + 1),
    );
  });

  it.each(rows())('names tests that are there for case $number, or says not yet', ({ tests }) => {
    const named = [...tests.matchAll(/`(test\/[^`]+\.test\.ts)` "([^"]+)"/g)];
    // What is left of the cell is separators: no reference was misspelt and passed over.
    const rest = tests.replaceAll(/`test\/[^`]+\.test\.ts` "[^"]+"/g, '').replaceAll(/[;\s]/g, '');
    expect(rest).toBe(named.length === 0 ? 'notyet' : '');
    expect(named.filter(([, path = '', title = '']) => !hasTitle(path, title))).toEqual([]);
  });
});

/** Whether these words are a string of the test file: a title, a group, or a row of a table. */
function hasTitle(path: string, title: string): boolean {
  const file = join(ROOT, path);
  return existsSync(file) && readFileSync(file, 'utf8').includes(`'${title}'`);
}
