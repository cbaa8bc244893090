const UNWRITTEN = String.raw`(?:not[ _-]?(?:yet[ _-]?)?implemented|\bunimplemented\b)`;
/** A statement after which nothing runs, and which says that the code for it is still to be written. */
const SAYS_UNWRITTEN = new RegExp(
  [
    String.raw`^(?:todo|unimplemented)!`,
    String.raw`^TODO\(`,
    String.raw`^(?:raise|throw|panic!?|fatalError|die|bail!|log\.(?:Fatal|Panic)\w*)\b.*(?:${UNWRITTEN}|\btodo\b)`,
    String.raw`^(?:return\b.*\b(?:\w*Err\w*|errors\.New|reject)|Err)\b.*${UNWRITTEN}`,
  ].join('|'),
  'is',
);
const IN_WORDS = new RegExp(
  String.raw`["'\`][^"'\`]*(?:${UNWRITTEN}|\btodo\b)|^(?:todo|unimplemented)!|^TODO\(`,
  'i',
);
const MAY_SAY_SO = /implemented|todo/i;

/** Whether a text may hold a function that says it is still to be written: a quick look. */
export function maySayUnwritten(text: string): boolean {
  return MAY_SAY_SO.test(text);
}

/**
 * Whether a function always ends in saying that it is still to be written: a statement of its own block, not one of a
 * branch, such as the last case of several.
 * @param body its lines of code, indented as they stand
 */
export function endsUnwritten(body: readonly string[]): boolean {
  const margin = Math.min(...body.map(indentOf));
  return body.some((line, index) => {
    if (indentOf(line) !== margin) return false;
    const next = body.findIndex((other, at) => at > index && indentOf(other) === margin);
    const statement = body.slice(index, next === -1 ? body.length : next);
    return SAYS_UNWRITTEN.test(statement.map((part) => part.trim()).join(' '));
  });
}

/** Whether code says so by the text of an error, or by a word of its language for it: errors of that name may be meant to stay. */
export function saysUnwrittenInWords(body: readonly string[]): boolean {
  return body.some((line) => IN_WORDS.test(line.trim()));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
