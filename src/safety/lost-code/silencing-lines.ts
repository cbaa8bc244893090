import { languageOf } from '../../domain/language.ts';

const COMMENT_SIGN = /^\s*(?:#+|\/\/+|\/\*+|\*+(?!\/)|--+|;+|%+|"{3}|'{3}|`)?\s*/;
const COMMENT_END = /\s*(?:\*+\/|"{3}|'{3}|`;?)?\s*$/;
/** Begins a comment or a string over lines, or a branch whose condition is a constant. */
const OPENS =
  /\/\*|"""|'''|`|<<|^=begin\b|--\[|\(\*|\{-|^\s*["']|^\s*#\s*if|\b(?:if|elif|while|unless)\b.*(?:\b(?:false|true|none|null|nil|undefined|0|1)\b|""|'')/i;
const LEAVES = /^\s*(?:return|raise|throw|break|continue)\b/;
const GOES_ON = /^\s*(?:[)}\]]|case\b|default\b|else\b|elif\b|except\b|catch\b|finally\b)/;

/** A line without the signs by which it is a comment. */
export function withoutSigns(line: string): string {
  return line.replace(COMMENT_SIGN, '').replace(COMMENT_END, '');
}

/**
 * Whether a new line may keep others from running. Cheap, so that most changes need no parser: it is one of the lines
 * before behind a sign of a comment, it opens what can hold code, or it leaves a block that goes on at the same depth.
 */
export function mayBeSilenced(before: string, after: string): boolean {
  const old = before.split('\n');
  const known = new Set(old);
  const contents = new Set(old.map((line) => line.trim()));
  const now = after.split('\n');
  return now.some((line, index) => {
    if (known.has(line) || !/\S/.test(line)) return false;
    const bare = withoutSigns(line);
    const isCommented = bare !== line.trim() && /\w/.test(bare) && contents.has(bare);
    return isCommented || OPENS.test(line) || (LEAVES.test(line) && isFollowed(now, index));
  });
}

/**
 * Whether a new line of a shell may leave a quote open that takes the lines below into its string; as cheap as {@link mayBeSilenced}.
 * Who means to quote lines, such as for another shell (`sh -c '`), begins them on a line of their own.
 */
export function mayBeQuoted(path: string, before: string, after: string): boolean {
  if (languageOf(path) !== 'bash') return false;
  const known = new Set(before.split('\n'));
  const first = after.split('\n').find((line) => !known.has(line) && hasOddQuote(line));
  return first !== undefined && !/["']\s*$/.test(first);
}

function hasOddQuote(line: string): boolean {
  return [/(?<!\\)"/g, /(?<!\\)'/g].some((quote) => (line.match(quote)?.length ?? 0) % 2 === 1);
}

/** A statement over several lines ends deeper, or with a bracket: what comes then cannot be told from the line alone. */
function isFollowed(lines: readonly string[], at: number): boolean {
  const depth = indentOf(lines[at] ?? '');
  const next = lines.slice(at + 1).find((line) => line.trim() !== '' && indentOf(line) <= depth);
  if (next === undefined || indentOf(next) < depth) return false;
  return !GOES_ON.test(next) || /^\s*[)}\]]+;?\s*$/.test(next);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
