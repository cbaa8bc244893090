import type { Span } from '../../codebase/index/facts/symbol-fact.ts';
import type { UsesGone } from './gone-names.ts';
import { goneTests, textsOf, type Sides } from './sides.ts';

/** What went from a file of tests together with what it uses: whole tests, and assertions and rows of those that stay. */
export function goneWithSources(sides: Sides, usesGone: UsesGone): ReadonlyMap<string, readonly Span[]> {
  const left = sides.after.flatMap(({ tests }) => tests);
  const texts = new Set(sides.after.flatMap(({ checks }) => textsOf(checks)));
  return new Map(
    sides.before.map(({ path, tests, checks }) => [
      path,
      [
        ...goneTests(tests, left).filter(({ code }) => usesGone(code)),
        ...checks.filter(({ text }) => !texts.has(text) && usesGone(text)),
        ...tests.flatMap(({ rows }) => rows).filter(({ text }) => usesGone(text)),
      ],
    ]),
  );
}
