const FAILS = /(?<!\b0 )\b(?:\w*error|fail(?:ed|ing|ure)s?|not found|cannot|denied|refused)\b/i;

/** Of what a run printed the last line that speaks of failing, or the last. */
export function tellingLine(output: string): string {
  const lines = output.trim().split('\n');
  return (lines.findLast((line) => FAILS.test(line)) ?? lines.at(-1) ?? '').trim();
}
