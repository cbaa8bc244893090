import type { Finding, TextChange } from '../gates/text-guard.ts';
import { countIn, countOf, hunksOf } from '../safeguards/hunks.ts';

const PANICS = /\.(?:unwrap\(\)|expect\("(?:\\.|[^"\\])*"\))/;
const NAMED = /unwrap|expect|panic|infallib|crash|abort|question mark/i;
const HANDED_ON = /\?(?=[;,.)\s]|$)/;

/** Lines of Rust that are as they were, but for an error that was handed on by `?` and ends the program now. */
export function panickingErrors(changes: readonly TextChange[], words: string): readonly Finding[] {
  const rust = changes.filter(({ path }) => path.endsWith('.rs'));
  if (NAMED.test(words) || countIn(rust, 'after', PANICS) <= countIn(rust, 'before', PANICS)) return [];
  return rust.flatMap(hunksOf).flatMap(({ path, line, removed, added }) => {
    const index = added.findIndex((one) =>
      removed.some((was) => countOf(HANDED_ON, was) > countOf(HANDED_ON, one) && handsOn(one) === was),
    );
    const message = 'An error that was handed on by `?` ends the program here now. Hand it on as before.';
    return index === -1 ? [] : [{ path, line: line + index, message }];
  });
}

function handsOn(line: string): string {
  return line.replace(PANICS, '?');
}
