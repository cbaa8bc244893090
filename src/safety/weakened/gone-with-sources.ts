import type { Span } from '../../codebase/index/facts/symbol-fact.ts';
import type { UsesGone } from './gone-names.ts';
import { goneTests, samePairs, textsOf, type Sides } from './sides.ts';

/** What went from a file of tests together with what it uses: whole tests, and assertions and rows of those that stay. */
export function goneWithSources(sides: Sides, usesGone: UsesGone): ReadonlyMap<string, readonly Span[]> {
  const left = sides.after.flatMap(({ tests }) => tests);
  const texts = new Set(sides.after.flatMap(({ checks }) => textsOf(checks)));
  // Rows may be values of a parameter that is gone, and say nothing of it.
  const freed = samePairs(sides).filter(
    ({ was, is }) => usesGone(was.code, was.path) && !usesGone(is.code, is.path),
  );
  return new Map(
    sides.before.map(({ path, tests, checks }) => [
      path,
      [
        ...goneTests(tests, left).filter(({ code }) => usesGone(code, path)),
        ...checks.filter(({ text }) => !texts.has(text) && usesGone(text, path)),
        ...tests.flatMap(({ rows }) => rows).filter(({ text }) => usesGone(text, path)),
        ...freed.filter(({ was }) => was.path === path).flatMap(({ was }) => was.rows),
      ],
    ]),
  );
}
