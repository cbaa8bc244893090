import { withoutReasons } from './because.ts';
import { lackedIn, toldIn, type Told } from './told.ts';

// "CORE-882: ", "#12 ", "[api] ": the number of a ticket. The names of standards look the same.
const TICKET = /^\s*(?:(?!(?:PEP|UTF|ISO|RFC|ES|SHA|CVE|PY)-)[A-Z][A-Z0-9]*-\d+|#\d+|\[[\w-]+\])[:,]?\s+/;
const TAIL =
  /(?:[,.:;?!]?\s+(?:can|could|would|will) you (?:please )?(?:do|fix|handle|change|sort out|take care of) (?:this|that|it)(?: for (?:me|us))?(?: please)?|[,;.]?\s+(?:would|could) you(?: please)?|[,;.]?\s+if you (?:can|could|don't mind)|[,:;.]?\s+(?:pretty )?please(?: fix)?|,? of course)[?.!]*\s*$/i;
const WISH_OF_OTHERS =
  /^(?:legal|marketing|security|compliance|the (?:team|lawyers|reviewers?|style guide|linter)|(?:my|our) (?:boss|lead|team|lawyers|reviewers?|manager|style guide)) (?:wants?|asks? for|demands?|would like|needs?)\s+/i;

// "('%s' % x)", "(list[int] rather than List[int])": an example of code. A name or a text alone may be what is meant.
const EXAMPLE = /\s\((?:e\.g\.,? |i\.e\.,? )?((?:[^()]|\([^()]*\))*)\)(?=[\s.,;:!?]|$)/g;
const CODE = /[%&?|=<>+{}[\]]|\w\(\w/;
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
const OPENER =
  /^(?:i (?:think|guess|believe|suppose|feel)(?: that)?|imho|in my opinion|honestly|personally|ideally|basically|btw|by the way|maybe|perhaps),?\s+/i;
// The parameters of a function that is to change them.
const SIGNATURE = /(?<=^\w+)\((?:\w+\??, )+\w+\)(?=\s(?:should|must|needs|has|takes))/g;
const LIMIT =
  /^(?:in|from|of|at|for|to|with|on|as|the|see|line)\b|\b(?:not|no|never|except|but|only|unless|without|should|must|also|if|when|then)\b|^(?:`[^`]*`|"[^"]*"|'[^']*')$/i;

/**
 * The sentence without what is said around a request: the number of a ticket, reasons, who wants it, what is wrong. The
 * plainest come last, and each is made only when it is asked for.
 */
export function* plainerWays(sentence: string): Generator<Told> {
  const bare = bareOf(sentence);
  if (bare !== sentence) yield { request: bare, dropped: '' };
  const short = withoutReasons(bare);
  if (short !== null) yield { request: short, dropped: '' };
  yield* lackedIn(short ?? bare);
  for (const text of short === null ? [bare] : [short, bare])
    yield* toldIn(text.replace(FILE_FIRST, '$2 in $1'));
}

/** The sentence without tickets, openers and examples of code. */
export function bareOf(sentence: string): string {
  return withoutExamples(sentence)
    .replace(TICKET, '')
    .replace(OPENER, '')
    .replace(SIGNATURE, '')
    .replace(WISH_OF_OTHERS, 'we want ')
    .replace(TAIL, '')
    .replace(SUBSTITUTION, 'rename $1 to $2')
    .replace(AND_THE_LIKE, '')
    .replace(PARAMETER_LIST, 'positional parameters')
    .replace(BARE_CODE, '`$&`');
}

function withoutExamples(sentence: string): string {
  return sentence.replace(EXAMPLE, (found: string, inside: string) =>
    CODE.test(inside) && !LIMIT.test(inside.trim()) ? '' : found,
  );
}
