import type { Finding } from '../gates/text-guard.ts';
import type { Grounds } from './grounds.ts';
import { isNoLess, samePairs, takeFrom, textsOf, type Sides } from './sides.ts';
import { sumOf, type WeighedFile } from './weigh-tests.ts';
import { newWordsOf, unmatched, type Said } from './words-said.ts';

/**
 * Rows of tables that a test is run for no more, unless other rows, tests or assertions say the same. A table that is gone
 * as a whole may have gone with the parameter that it was for, and is a doubt.
 */
export function lostRows(sides: Sides, { inWords, inSources }: Grounds): readonly Finding[] {
  if (isNoLess(sides, casesOf)) return [];
  const [before, after] = [sides.before, sides.after].map(rowsIn);
  if (before === undefined || after === undefined) return [];
  const fresh = missingIn(before, after);
  const words = newWordsOf(saidBy(sides.before, before), saidBy(sides.after, after));
  const lost = unmatched(missingIn(after, before), fresh).filter((row) => !words.covers([row]));
  return samePairs(sides).flatMap(({ was, is }) => {
    if (is.rows.length >= was.rows.length || is.runs >= was.runs || is.openTables > was.openTables) return [];
    // A row that stands there still was there twice.
    const left = textsOf(is.rows);
    const gone = was.rows.filter(({ text }) => lost.includes(text) && !left.includes(text));
    if (gone.length === 0) return [];
    const message = `Of ${was.rows.length} rows of \`${is.title}\` ${is.rows.length} are left. Keep them all.`;
    return [
      {
        path: is.path,
        line: is.line,
        message,
        isDoubt:
          is.tables < was.tables || gone.every(({ text }) => inWords(text)) || inSources(was.path, was.code),
      },
    ];
  });
}

/** Tests and rows: one may become the other. */
function casesOf({ tests }: WeighedFile): number {
  return tests.length + sumOf(tests, ({ rows }) => rows.length);
}

function rowsIn(files: readonly WeighedFile[]): readonly string[] {
  return files.flatMap(({ tests }) => tests.flatMap(({ rows }) => textsOf(rows)));
}

/** What some have and others have not, of equal ones each as often as it is missing. */
function missingIn(others: readonly string[], some: readonly string[]): readonly string[] {
  const over = [...others];
  return some.filter((one) => !takeFrom(over, one));
}

/** Rows by themselves in the place of tables, which say nothing new when they get shorter. */
function saidBy(files: readonly WeighedFile[], rows: readonly string[]): readonly Said[] {
  return [{ said: [...files.flatMap(({ checks }) => textsOf(checks)), ...rows] }];
}
