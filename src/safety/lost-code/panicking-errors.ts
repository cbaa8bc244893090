import type { Finding, TextChange } from '../gates/text-guard.ts';
import { argumentsAt } from '../safeguards/call-texts.ts';
import { countIn, countOf, hunksOf, type Hunk } from '../safeguards/hunks.ts';

const PANICS = /\.(?:unwrap\(\)|expect\("(?:\\.|[^"\\])*"\))/;
const NAMED = /\b(?:unwrap|expect(?!ed)|panic|infallib|crash|abort)|question mark/i;
const HANDED_ON = /\?(?=[;,.)\s]|$)/;
/** Calls that only say more of an error before it is handed on. */
const RETELLS = /\.(?:map_err|(?:with_)?context|wrap_err(?:_with)?|change_context|ok_or(?:_else)?)\(/;

/**
 * Lines of Rust that are as they were, but for an error that was handed on by `?` and ends the program now, whatever
 * was said of it before.
 */
export function panickingErrors(changes: readonly TextChange[], words: string): readonly Finding[] {
  const rust = changes.filter(({ path }) => path.endsWith('.rs'));
  if (NAMED.test(words) || countIn(rust, 'after', PANICS) <= countIn(rust, 'before', PANICS)) return [];
  return rust.flatMap(hunksOf).flatMap((hunk) => {
    const index = hunk.added.findIndex((one) => panicsIn(one, hunk));
    const message = 'An error that was handed on by `?` ends the program here now. Hand it on as before.';
    return index === -1 ? [] : [{ path: hunk.path, line: hunk.line + index, message }];
  });
}

function panicsIn(line: string, { removed }: Hunk): boolean {
  if (!PANICS.test(line)) return false;
  const handed = squeezed(line.replace(PANICS, '?'));
  const wasHanded = (was: string): boolean =>
    countOf(HANDED_ON, was) > countOf(HANDED_ON, line) && squeezed(was) === handed;
  return [...removed, removed.join(' ')].some((was) => wasHanded(was) || wasHanded(withoutRetelling(was)));
}

function withoutRetelling(text: string): string {
  const call = RETELLS.exec(text);
  if (call === null) return text;
  const given = argumentsAt(text, call.index + call[0].length);
  return given === null ? text : text.slice(0, call.index) + text.slice(given.end);
}

function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
