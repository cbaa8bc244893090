const OPENING = '([{';
const CLOSING = ')]}';

/** The texts of the arguments of the call whose name and bracket a pattern finds first; none where it is not closed. */
export function argumentsBehind(text: string, call: RegExp): readonly string[] {
  const found = new RegExp(call, call.flags.replace('g', '')).exec(text);
  return found === null ? [] : (argumentsAt(text, found.index + found[0].length)?.given ?? []);
}

/** The texts of the arguments that begin behind a bracket, and the place behind its end; null where it is not closed. */
export function argumentsAt(
  text: string,
  start: number,
): { readonly given: readonly string[]; readonly end: number } | null {
  const given: string[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (OPENING.includes(sign)) depth++;
    const isEnd = CLOSING.includes(sign) && depth === 0;
    if (isEnd || (sign === ',' && depth === 0)) {
      given.push(text.slice(from, at).trim());
      from = at + 1;
    }
    if (isEnd) return { given, end: at + 1 };
    if (CLOSING.includes(sign)) depth--;
  }
  return null;
}
