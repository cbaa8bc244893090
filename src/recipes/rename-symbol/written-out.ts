import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { wordOffsets } from './occurrences.ts';

/** Also undoes what the rename writes out, so that `{ add: plus }` and `{ add }` compare equal. */
export function replaceWord(
  text: string,
  names: { readonly from: string; readonly to: string },
  ts: typeof TypeScript,
): string {
  const { from, to } = names;
  const offsets = wordOffsets(text, from, ts);
  const pieces = offsets.map((offset, at) =>
    text.slice(offset + from.length, offsets[at + 1] ?? text.length),
  );
  const same = [text.slice(0, offsets[0] ?? text.length), ...pieces].join(to);
  return same.replaceAll(`${to}: ${to}`, to).replaceAll(`${to} as ${to}`, to);
}
