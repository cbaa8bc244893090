import { withoutReasons } from './because.ts';
import { lackedIn, toldIn, type Told } from './told.ts';
import { trimmed } from './trimmings.ts';

const WISH_OF_OTHERS =
  /^(?:legal|marketing|security|compliance|the (?:team|lawyers|reviewers?|style guide|linter)|(?:my|our) (?:boss|lead|team|lawyers|reviewers?|manager|style guide)) (?:wants?|asks? for|demands?|would like|needs?)\s+/i;

// "('%s' % x)", "(list[int] rather than List[int])": an example of code. A name or a text alone may be what is meant.
const EXAMPLE = /\s\((?:e\.g\.,? |i\.e\.,? )?((?:[^()]|\([^()]*\))*)\)(?=[\s.,;:!?]|$)/g;
const CODE = /[%&?|=<>+{}[\]]|\w\(\w|"\s?:\s?"/;
// `a && a.b` and "'a' + b" without quotes around the whole.
const OPERAND = `(?:'[^']*'|"[^"]*"|[\\w.$]+)`;
const BARE_CODE = new RegExp(
  `(?<![\`\\w])(?:\\w+(?:\\?\\.\\w+)+|[\\w.$]+(?: && \\w+\\.[\\w.$]+)+|(?:'[^']*'|"[^"]*") [+%] ${OPERAND}(?: [+%] ${OPERAND})*|[\\w.$]+ [+%] (?:'[^']*'|"[^"]*"))(?![\`\\w])`,
  'g',
);
const SUBSTITUTION = /^s\/([\w$]+)\/([\w$]+)\/g?(?=\s|$)/;
const AND_THE_LIKE = /(?<=[`'"\])]\w{0,12}),? (?:and the like|and so on|and such|etc\.?)(?=[\s.,)]|$)/g;
const PARAMETER_LIST = /(?<=\b(?:of|than) )\((?:\w+\??, )+\w+\)/g;
const FILE_FIRST = /^([\w./@-]+\.\w+):\s+(.*?)[.!?]*$/;
// The parameters of a function that is to change them.
const SIGNATURE = /(?<=^\w+)\((?:\w+\??, )+\w+\)(?=\s(?:should|must|needs|has|takes))/g;
// "from Python 3.8 to 3.11": where it comes from changes nothing.
const OLD_VERSION =
  /\b(?:from )?(?:python|py) ?[23](?:\.\d+)?\+? ?(?:->|→|=>|to|up to) ?(?=(?:python|py)? ?3\.\d)/gi;
const CAPITAL_GENERIC = /(?<![\w.])(List|Dict|Set|Tuple)\[[^\]]*\]/g;
// What linters print, in quotes or not
const PRINTED =
  /["'`]([^"'`]*\b(?:imported but unused|(?:assigned (?:to|a value)|defined) but never used)[^"'`]*)["'`]/gi;
// pyupgrade's own way to say a version, and "python >= 3.11"
const PY_PLUS = /(?<![\w/.-])(?:--)?py3(\d{1,2})(?:-plus|\+)?(?![\w/.-])/g;
const AT_LEAST = /\b((?:python|version|py|for|to) ?)>=? ?(?=3\.\d)/gi;
const RULE_FIRST = /^(?:[a-z]+ )?[A-Z]{1,4}\d{3,5}(?:\/[A-Z]{1,4}\d{3,5})*\s?[:,–-]\s+/;
const LIMIT =
  /^(?:in|from|of|at|for|to|with|on|as|the|see|line)\b|\b(?:not|no|never|except|but|only|unless|without|should|must|also|if|when|then)\b|^(?:`[^`]*`|"[^"]*"|'[^']*')$/i;

/**
 * The sentence without what is said around a request: the number of a ticket, reasons, who wants it, what is wrong. The
 * plainest come last, and each is made only when it is asked for.
 */
export function* plainerWays(sentence: string): Generator<Told> {
  const bare = bareOf(sentence);
  if (bare !== sentence) yield { request: bare, dropped: '' };
  const ruled = bare.replace(RULE_FIRST, '');
  if (ruled !== bare) yield { request: ruled, dropped: '' };
  const short = withoutReasons(bare);
  if (short !== null) yield { request: short, dropped: '' };
  yield* lackedIn(short ?? bare);
  for (const text of short === null ? [bare] : [short, bare])
    yield* toldIn(text.replace(FILE_FIRST, '$2 in $1'));
}

/** The sentence without tickets, openers and examples of code. */
export function bareOf(sentence: string): string {
  return withoutExamples(trimmed(sentence))
    .replace(/@param\s?\/\s?@returns?/g, '@param and @returns')
    .replace(/\bas (?:a |the )?(?:first step|next best thing),? /gi, '')
    .replace(SIGNATURE, '')
    .replace(WISH_OF_OTHERS, 'we want ')
    .replace(SUBSTITUTION, 'rename $1 to $2')
    .replace(AND_THE_LIKE, '')
    .replace(PARAMETER_LIST, 'positional parameters')
    .replace(PRINTED, '$1')
    .replace(OLD_VERSION, 'to ')
    .replace(CAPITAL_GENERIC, 'typing.$1')
    .replace(PY_PLUS, 'python 3.$1')
    .replace(AT_LEAST, '$1')
    .replace(BARE_CODE, '`$&`');
}

function withoutExamples(sentence: string): string {
  return sentence.replace(EXAMPLE, (found: string, inside: string) =>
    CODE.test(inside) && !LIMIT.test(inside.trim()) ? '' : found,
  );
}
