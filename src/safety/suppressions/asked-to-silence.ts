const SILENCE =
  /\bnoqa\b|\btype:\s*ignore\b|@?ts-(?:ignore|expect-error|nocheck)\b|\b(?:es|ox)lint-disable|\b(?:suppress|silenc|ignor|disabl|mut)\w*\b[^.;\n]{0,60}\b(?:warnings?|errors?|lint\w*|rules?|checks?|type[- ]?check\w*|diagnostics?|mypy|pyright|eslint|oxlint|ruff|flake8)\b/gi;
const NEGATED =
  /\b(?:not|never|without|no|don't|avoid\w*|instead of|rather than|remov\w*|drop\w*|delet\w*)\s+(?:\S+\s+){0,3}$/i;

/** Whether the words of a task ask for comments that silence a checker; "without ignoring errors" does not. */
export function asksToSilence(words: string): boolean {
  return words
    .matchAll(SILENCE)
    .some(({ index }) => !NEGATED.test(words.slice(Math.max(0, index - 60), index)));
}
