import type { WeighedFile } from './weigh-tests.ts';

/** Of tests: that something is asserted, not what. */
const NOISE =
  /^(?:assert\w*|self|cls|expect\w*|to|be|been|not|is|in|and|or|toBe\w*|toEqual|toStrictEqual|equals?|eqls?|eq|deep\w*|strict\w*|ok|pytest|raises|await|async|return|should|have|that|a|an|str|e|err|error|exc\w*|value|match|message)$/i;
const MIN_SHARE = 0.75;
const MAX_COMPARED = 100_000;

/** Some code of tests. */
export type Said = Pick<WeighedFile, 'said'>;

/** What new code of tests says: values and names in assertions, tables and calls of functions that assert. */
export type NewWords = {
  /** Whether nearly all that some code says is said by new code too, in whatever form. */
  readonly covers: (code: readonly string[]) => boolean;
};

/** Collects the words of what tests say after a change and did not say so before. */
export function newWordsOf(before: readonly Said[], after: readonly Said[]): NewWords {
  const known = new Set(before.flatMap(({ said }) => said));
  const fresh = after.flatMap(({ said }) => said).filter((fragment) => !known.has(fragment));
  const words = new Set(fresh.flatMap(wordsOf));
  return {
    covers: (code) => {
      const asked = new Set(code.flatMap(wordsOf));
      const found = [...asked].filter((word) => words.has(word)).length;
      return asked.size > 0 && found >= asked.size * MIN_SHARE;
    },
  };
}

/** What is left of some code after each new piece has taken the place of the one that it is most alike. */
export function unmatched(lost: readonly string[], fresh: readonly string[]): readonly string[] {
  if (lost.length * fresh.length > MAX_COMPARED) return lost;
  const left = lost.map((code) => ({ code, words: new Set(wordsOf(code)) }));
  for (const words of fresh.map((code) => new Set(wordsOf(code)))) {
    const alike = left.map((one) => likeness(one.words, words));
    const best = Math.max(...alike);
    if (best > 0) left.splice(alike.indexOf(best), 1);
  }
  return left.map(({ code }) => code);
}

/** The share of the words of both that they have in common. */
function likeness(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  const common = [...some].filter((word) => others.has(word)).length;
  const all = some.size + others.size - common;
  return all === 0 ? 0 : common / all;
}

function wordsOf(code: string): readonly string[] {
  return (code.match(/\p{Lu}?[\p{Ll}\p{N}]+|\p{Lu}+|\p{L}+/gu) ?? [])
    .filter((word) => !NOISE.test(word))
    .map((word) => word.toLowerCase());
}
