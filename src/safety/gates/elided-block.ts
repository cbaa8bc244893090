const WHAT =
  '(?:body|branch|code|handling|handler|implementation|logic|loop|method|function|processing|steps|rest|treatment)';
/** What says that code goes on as in another place, or in another version, and holds no word of its own. */
const GOES_ON_ELSEWHERE = new RegExp(
  String.raw`^\W*(?:(?:the|this|exact|exactly) )*(?:same ${WHAT} (?:as|like) (?:above|before|below|earlier|previously|the original|in the original)|(?:same|identical) (?:to|as) the (?:original|existing|previous) ${WHAT}|${WHAT} (?:continues?|proceeds|goes on|follows)(?: (?:here|below|from here))?(?: (?:as (?:above|before|in the original|it was)|unchanged|like before))?|${WHAT} as (?:above|before))\W*$`,
  'i',
);
const COMMENT = /^(?:\/\*+|\/\/+|#+|<!--+|--+|;+|%+)\s*(.*?)\s*(?:\*+\/|--+>)?$/;
const ONE_LINE_BLOCK = /\{\s*(?:\/\*+\s*([^*]*?)\s*\*+\/|#\s*([^{}]*?))\s*\}\W*$/;
const END_OF_BLOCK =
  /^(?:[)\]}]|(?:end|fi|done|esac|else|elif|elsif|except|finally|catch|rescue|ensure|case|default|when|pass|\.\.\.)\b|<\/)/;

/**
 * Whether a comment that is the last of its block only says that code goes on as elsewhere: where code follows, people
 * write so too.
 * @param next the next line with anything on it; undefined at the end of the file
 */
export function isElidedEnd(line: string, next: string | undefined): boolean {
  const trimmed = line.trim();
  const [, inBraces] = ONE_LINE_BLOCK.exec(trimmed) ?? [];
  if (inBraces !== undefined && GOES_ON_ELSEWHERE.test(inBraces)) return true;
  const [, comment] = COMMENT.exec(trimmed) ?? [];
  return comment !== undefined && GOES_ON_ELSEWHERE.test(comment) && isEnd(line, next);
}

function isEnd(line: string, next: string | undefined): boolean {
  if (next === undefined) return true;
  return indentOf(next) < indentOf(line) || END_OF_BLOCK.test(next.trim());
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
