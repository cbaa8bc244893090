// Two sentences in one, of which the first tells what is wrong and the second asks: "The import block is a mess, tidy
// it up". What the first one is about takes the place of the pronoun in the second; what it says of that is left out.
// Without a pronoun the second stands alone, and every word of the first has to be known to the recipe that it asks for.

/** A request, and the words that were left out of the sentence to get it. */
export type Told = { readonly request: string; readonly dropped: string };

const MARK = /(?:[.;:!?]|,|\s[-–—])\s+/g;
const LEAD = /^(?:(?:so|and|then|therefore|hence|thus|please|kindly|just)\s+)+/i;
const LEFT_OVER = /\s(?:left over|left|lying around|hanging around|sitting around)\b/i;
const THERE = /^there (?:is|are|'s)\s+(?:still |some |a few |many |several |a lot of )*/i;
const VERB =
  /\s(?:(?:still|currently|really|just|also|now|only|simply|actually)\s)?(?:(?:is|are|was|were|has|have|does|do|did|need)(?:n't| not)?|takes?|gets?|got|never|no longer|uses?|holds?|contains?|makes?|adds?|looks?|feels?|reads?|returns?|repeats?|appears?|exists?|serves?|says?|tells?)\b/gi;
// Behind a name that can only be code, any verb: "load_rates parses the file each time".
const CODE_VERB =
  /(?<=[`'\d]|\w[_.]\w+|[a-z][A-Z]\w*)\s(?:(?:only|just|still|never|always|also|now)\s)?(?!(?:its|this|as|is|plus|across|always)\b)[a-z]+s(?=\s)/g;
// What people say of a thing: "we no longer need x", "nobody knows what x means", "eslint wants x".
const OF_THING =
  /^(?:nobody|no one|everyone|i|we|people|why do we|(?:our |the )?(?:linter|style guide|ci|reviewers?|eslint|ruff|flake8|mypy|tsc|typescript|pylint))\s+(?:(?:do not|don't|no longer|still|really|always|never)\s+)*(?:needs?|likes?|uses?|(?:knows?|understands?|remembers?) what|complains? about|warns? about|reports?|flags?|forbids?|wants?|demands?|supports?|hates?|dislikes?)\s+(.+?)(?: (?:means|stands for|is for|any ?more|now))?\??$/i;
const LINTED =
  /^(?:our |the )?(?:linter|eslint|ruff|flake8|pylint|ci) (?:complains about|warns about|reports|flags) (.+?)[.!]*$/i;
// What limits, asks or forbids, and what code is not made of: "total is a css class, rename it".
// What lines of code do is said in any words.
const LINES =
  /^(?:the )?(?:(?:code|block) (?:in|on|at|from) )?lines? [^.;!?]*?\d+(?: (?:of|in) \S+)?(?= [a-z])/i;
const OVER = /\b(?:over and over|again and again|time and again|more and more)\b/gi;
const MORE =
  /\b(?:should|must|shall|ought|needs?|wants?|please|except|unless|but|if|when|whenever|until|without|instead|not to|only (?:in|for|on|by)|missing (?:for|from|in|on)|and|or)\b/i;
const OTHER =
  /\b(?:css|html|sql|yaml|json|columns?|tables?|keys?|endpoints?|routes?|urls?|env|environment|flags?|config|settings?|selectors?|events?|readme|docs|documentation|branch|npm packages?|commands?|options?|labels?|buttons?|pages?|screens?|users?|strings?|translations?|messages?|CSS|HTML|SQL|YAML|JSON|URLs?|README|API)\b/;
const OWNING =
  /^\s(?:\w+ )?(?:has|have|takes?|holds?|contains?|uses?|returns?|declares?|defines?) (?:an?|the|some|one|its|this)\s(?!.*\b(?:names?|typo|spelling|naming)\b)/i;
const MEMBER_OF = /\b(?:method|member) (?:of|on|in) (?:the )?(?:class )?([`'"]?[A-Z]\w*[`'"]?)(?=$|[\s,;.])/;
const NAMING = /\b(?:rename|call|name)\b/i;
const PRONOUN = /\b(?:it|them|these|those|they|this one)\b(?!['’])/i;
const ITS = /\b(?:its|their)\s+((?:return |import )?\w+)\b/i;
const THERE_END = /\s+there(?=[.!?,;]*$)/i;
const USE = /^use\s(?!.*\b(?:instead|rather|for|in)\b)/i;
const ADD = /^add\s(?!.*\b(?:to|for|in|on|that|which|when|by|of)\b)/i;
const TARGETED = /^(\w+)\s+((?:in)?to|into)\s/i;
// "X has no Y at all, put them in", "none of X has Y", "Y is missing in X".
const NONE = /^none of (.+?) (?:has|have|uses?|carr(?:y|ies)) (?:an? |any )?(.+)$/i;
const HAS_NO =
  /^(.+?) (?:(?:still )?(?:has|have) no|lacks?|(?:does|do)(?: not|n't) have(?: an?| any)|(?:is|are) missing(?: its| their)?) (?!(?:in|on|from|for|at)\b)(.+?)(?: at all| yet| so far| whatsoever)?$/i;
const MISSING =
  /^(.+?) (?:is|are) (?:still )?missing (?:in|on|from|for) (?:most |many |some |all )?(?:of )?(.+)$/i;
const PUT =
  /^(?:(?:can|could|would) you )?(?:please )?(?:add|put|write|fill|insert|create|generate|provide|supply) (?:it|them|some|one|these|those)(?: in| there)?(?: for (?:me|us))?[.!?]*$/i;
const PATH = /(?:^|\s)((?:[\w@.-]+\/)+[\w.-]*|[\w-]+\.(?:pyi?|[cm]?[jt]sx?))(?=[\s,;:.]|$)/;

/** Every way to take a sentence for a statement and a request. */
export function toldIn(sentence: string): readonly Told[] {
  return Array.from(sentence.matchAll(MARK)).flatMap((mark) => {
    const statement = sentence.slice(0, mark.index).trim();
    const request = sentence
      .slice(mark.index + mark[0].length)
      .replace(LEAD, '')
      .trim();
    return statement === '' || request === '' || isInQuotes(sentence, mark.index)
      ? []
      : [
          ...lacking(statement, request),
          ...referringTo(statement, request),
          ...standingAlone(statement, request),
        ];
  });
}

/** What a sentence says is missing is what it asks for. */
export function lackedIn(sentence: string): readonly Told[] {
  const linted = LINTED.exec(sentence)?.[1];
  if (linted !== undefined) return [{ request: `fix ${linted}`, dropped: '' }];
  return lacking(sentence.replace(/[.!]+\s*$/, ''), 'add it');
}

function lacking(statement: string, request: string): readonly Told[] {
  if (!PUT.test(request)) return [];
  const [, owner, owned] = NONE.exec(statement) ?? HAS_NO.exec(statement) ?? [];
  const [, absent, place] = MISSING.exec(statement) ?? [];
  const [added, to] = owner === undefined ? [absent, place] : [owned, owner];
  if (added === undefined || to === undefined || MORE.test(statement)) return [];
  return [{ request: `add ${added} to ${to}`, dropped: '' }];
}

function isInQuotes(sentence: string, at: number): boolean {
  const before = sentence.slice(0, at).replace(/(?<=\w)'(?=\w)/g, '');
  return [/`/g, /"/g, /(?<!\w)'|'(?!\w)/g].some((quote) => (before.match(quote)?.length ?? 0) % 2 === 1);
}

function referringTo(statement: string, request: string): readonly Told[] {
  return subjectsOf(statement).flatMap(({ subject, rest }) =>
    MORE.test(rest.replace(OVER, '')) || OTHER.test(rest)
      ? []
      : isOfOther(rest, request)
        ? []
        : requestsFor(withOwner(subject, rest), request).map((one) => ({ request: one, dropped: '' })),
  );
}

/** "total has no business being a method of Invoice": whose it is belongs to its name. */
function withOwner(subject: string, rest: string): string {
  const owner = MEMBER_OF.exec(rest)?.[1];
  return owner === undefined ? subject : `${subject} of class ${owner}`;
}

/** "f has an inline type, call it T": what it has is meant. */
function isOfOther(rest: string, request: string): boolean {
  return OWNING.test(rest) && NAMING.test(request);
}

function subjectsOf(statement: string): readonly { readonly subject: string; readonly rest: string }[] {
  if (THERE.test(statement)) {
    const [subject = '', rest = ''] = statement.replace(THERE, '').split(LEFT_OVER);
    return [{ subject, rest }];
  }
  const lines = LINES.exec(statement)?.[0].length;
  const ends = [VERB, CODE_VERB].flatMap((verb) =>
    Array.from(statement.matchAll(verb), ({ index }) => index),
  );
  const thing = OF_THING.exec(statement)?.[1];
  const cut = [...ends, ...(lines === undefined ? [] : [lines])].map((end) => ({
    subject: statement.slice(0, end),
    rest: statement.slice(end),
  }));
  return thing === undefined ? cut : [{ subject: thing, rest: '' }, ...cut];
}

function requestsFor(subject: string, request: string): readonly string[] {
  if (ITS.test(request)) return [request.replace(ITS, (_, owned: string) => `${owned} of ${subject}`)];
  if (PRONOUN.test(request)) return [request.replace(PRONOUN, () => subject)];
  if (THERE_END.test(request)) return [`${request.replace(THERE_END, '')} instead of ${subject}`];
  if (USE.test(request)) return [`${request.replace(/[.!?]+$/, '')} instead of ${subject}`];
  if (ADD.test(request)) return [`${request.replace(/[.!?]+$/, '')} to ${subject}`];
  return TARGETED.test(request)
    ? [request.replace(TARGETED, (_, verb, to) => `${verb} ${subject} ${to} `)]
    : [];
}

/** "Dead assignments in a.py: get rid of variables that are never read": the file is meant for the request. */
function standingAlone(statement: string, request: string): readonly Told[] {
  const path = PATH.exec(statement)?.[1];
  const plain = request
    .replace(/\b(?:where|wherever) (?:they|it)(?:'re| are|'s| is) missing\b/i, '')
    .replace(/\b(it|them) in\b/i, 'in');
  const there =
    path === undefined || PATH.test(request) ? plain : `${plain.replace(/[.!?]+$/, '')} in ${path}`;
  return [{ request: there, dropped: statement }];
}
