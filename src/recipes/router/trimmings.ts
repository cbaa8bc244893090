// What is said at the two ends of a request and asks for nothing: numbers of tickets, labels, who wants it, when, and
// thanks. Everything here is worded so closely that a limit or another wish cannot hide in it.

// "CORE-882: ", "#12 ", "[team-data/urgent] ". The names of standards look like tickets.
const TICKET =
  /^\s*(?:(?!(?:PEP|UTF|ISO|RFC|ES|SHA|CVE|PY)-)[A-Z][A-Z0-9]*-\d+|#\d+|\[(?![^\]]*\b(?:no|not|only|except|skip|tests?)\b)[\w\s/.#:-]{1,40}\])(?:\s*[:,]|\s[–—-])?\s+/;
const SIGNS = /(?:^|\s):[a-z][a-z\d_+-]*:(?=\s|$)|\p{Extended_Pictographic}\uFE0F?/gu;

const LABEL_WORD =
  `(?:action|item|items|from|per|as per|the|our|my|last|this|next|first|final|code|review|reviewer|comments?|feedback|follow|up|followup|
  retro|retrospective|standup|meeting|sprint|planning|step|part|phase|stage|task|todo|fixme|goal|aim|request|ask|win|quick|small|tiny|little|simple|
  minor|easy|trivial|mechanical|purely|pure|boring|boy|scout|rule|low|high|hanging|fruit|prio|priority|note|notes|nit|nitpick|reminder|fyi|heads|clean|
  cleanup|housekeeping|chore|tech|technical|debt|maintenance|maint|refactor|refactoring|style|perf|build|feat|fix|lint|linter|linting|ci|docs|types?|
  typing|wip|misc|tidy|polish|pr|mr|issue|ticket|story|subtask|backlog|job|work|change|wish|idea|suggestion|proposal|one|more|thing|for|today|tomorrow|
  sonar|sonarqube|eslint|ruff|mypy|pylint|flake8|dx|tooling|readability|consistency|hygiene|prep|preparation|drive|by|in|passing|p\\d|\\d+|[a-z]+['’]s)`.replace(
    /\s+/g,
    '',
  );
// "chore(api): ", "Action item from the retro - "
const LABEL = new RegExp(
  `^${LABEL_WORD}(?:[\\s/-]+${LABEL_WORD}){0,5}(?:\\([\\w\\s,/.*-]+\\))?!?\\s?(?::|\\s[–—-])\\s+`,
  'i',
);
const OCCASION = new RegExp(
  [
    `(?:from|after|per|as per|following|based on|in) (?:the |our |\\w+['’]s |last |code |yesterday['’]s |today['’]s )*(?:review|retro|standup|meeting|discussion|pairing|audit|call|chat|sync|planning|feedback|post-?mortem|comments?)(?: comments?| feedback| notes| with \\w+)?`,
    `as (?:discussed|agreed|mentioned|promised|decided|planned)(?: (?:yesterday|today|earlier|last week|(?:in|on|at|with) (?:the |our )?\\w+))?`,
    `(?:no|not in a|there is no|there's no) (?:rush|hurry)(?: at all)?(?:,? but)?`,
    `(?:if|when|whenever|once) you (?:have|get|find) (?:a |some |the )?(?:free |spare )?(?:minute|moment|time|chance|second|sec)`,
    `time permitting|at your convenience|sorry (?:to|for) [\\w ]{1,24}?(?:,? but)?|(?:it's|it is|this is) (?:just |only )?an? (?:small|tiny|quick|simple|easy|boring|minor|trivial|little) (?:thing|one|job|task|request|change|fix|ask)|by the way|btw|imho|in my opinion|honestly|personally|ideally|basically|maybe|perhaps|quick question|alright|right|well|so|ok|okay`,
  ]
    .map((one) => `^(?:${one})(?:\\s*[:,]|\\s[–—-])\\s+`)
    .join('|'),
  'i',
);
const WISHER = `(?:(?:my|our|the) (?:\\w+ )?(?:lead|boss|manager|team|reviewers?|architect|cto|po|colleagues?|maintainers?))`;
// "I was wondering if you could rename …"
const OPENER = new RegExp(
  [
    `i (?:think|guess|believe|suppose|feel)(?: that)?,?`,
    `(?:(?:i|we) (?:was|am|were|are) |i'm )?(?:just )?wondering (?:if|whether) (?:you|someone|somebody|we) (?:could|can|would|might)(?: please)?`,
    `(?:i'm |we're |i am |we are )?gonna need you to`,
    `(?:i|we) (?:wanna|intend to|plan to|would love to|was asked to|were asked to|have been asked to|am supposed to|are supposed to)`,
    `(?:we|everyone|everybody|${WISHER}) (?:have |has |all )?(?:agreed|decided|voted|chose|resolved) (?:to|that we should|we should)(?= [a-z])`,
    `${WISHER} (?:wants|asked|asks|told|expects|would like|wanted) (?:me|us|you) to`,
    `as an? [\\w ]{1,24},? (?:i|we) (?:want|need|would like|wish|'d like) (?:you )?to`,
    `(?:(?:it's|it is) )?(?:(?:about|high|finally|really) )*time (?:to|that we|we)`,
    `(?:i'd|i would|we'd|we would) (?:be (?:grateful|happy|glad|thankful)|appreciate it|love it|like it) if (?:you|someone|we) (?:could|would|can)(?: please)?`,
    `it would be (?:nice|great|good|cool|lovely|helpful|awesome) (?:if (?:you|someone|we) could|to)`,
    `would it be (?:ok|okay|possible|fine) to`,
    `(?:please )?(?:do me a favou?r(?: and|,)|be so kind (?:as to|and)|feel free to|you (?:may|might) want to)`,
  ]
    .map((one) => `^(?:${one})\\s+`)
    .join('|'),
  'i',
);

const REFERENCE = `(?:closes|fixes|refs?|see|resolves|part of|relates to|issue|ticket|cf\\.?|re)?:?\\s*(?:#\\d+|!\\d+|(?!(?:PEP|UTF|ISO|RFC|ES|SHA|CVE|PY)-)[A-Z]{2,}[A-Z0-9]*-\\d+)`;
const GATE = `(?:the |our )?(?:ci|build|pipeline|linter|lint|eslint|ruff|mypy|flake8|pylint|tsc|sonar|checks?|linters)`;
const ENDINGS: readonly RegExp[] = [
  new RegExp(
    `(?:\\s*\\((?:${REFERENCE}|[Tt]ypo)\\)|\\s*[,;–—-]\\s+${REFERENCE}|\\s+(?:closes|fixes|refs|resolves) ${REFERENCE})$`,
  ),
  /(?:[,;]|\s[–—-])?\s+(?:real(?:ly)? quick(?:ly)?|(?:when|whenever|once|as soon as|if) you (?:have|get|find) (?:a |some |the )?(?:free |spare )?(?:minute|moment|time|chance|second|sec)|before (?:we|i|you) (?:merge|release|ship|deploy|publish|tag|go live|start|continue|move on|cut the release)(?: (?:it|this|that|the (?:branch|pr|release|feature)))?|(?:there is |there's )?no (?:rush|hurry)(?: at all)?|nothing urgent|not urgent|asap|by eod|by (?:monday|friday|tomorrow|tonight)|first thing tomorrow|much appreciated|many thanks|thanks|thx|cheers|ty|tia)$/i,
  new RegExp(
    `,?\\s+(?:(?:in order )?to|so(?: that)? we(?: can)?) (?:make|get|keep|have) ${GATE} (?:green|happy|pass|passing|quiet|clean)(?: again)?$`,
    'i',
  ),
  /,?\s+(?:just |the way |exactly )?(?:as|like) (?:we|i|they) (?:did|do|have|had|have done|had done|agreed|discussed)(?: (?:it|that|this))?(?: (?:everywhere else|elsewhere|(?:in|for|with|on|to) (?:the |our |all )*(?:other |rest of the |remaining )+\w+))?$/i,
  /(?:[,.:;?!]?\s+(?:can|could|would|will) you (?:please )?(?:do|fix|handle|change|sort out|take care of) (?:this|that|it)(?: for (?:me|us))?(?: please)?|[,;.]?\s+(?:would|could) you(?: please)?|[,;.]?\s+if you (?:can|could|don't mind)|[,:;.]?\s+(?:pretty )?please(?: fix)?|,? of course)$/i,
];
const MARKS = /\s*[.!?]*\s*$/;
const MAX_ROUNDS = 5;

/** The sentence without what stands at its ends and asks for nothing. A question stays one. */
export function trimmed(sentence: string): string {
  let text = sentence.replace(SIGNS, ' ').trim();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const shorter = withoutEnd(withoutOpening(text));
    if (shorter === text || shorter.length < 4) break;
    text = shorter;
  }
  return text;
}

function withoutOpening(text: string): string {
  return text.replace(TICKET, '').replace(OCCASION, '').replace(LABEL, '').replace(OPENER, '');
}

function withoutEnd(text: string): string {
  const marks = MARKS.exec(text)?.[0] ?? '';
  const plain = text.slice(0, text.length - marks.length);
  const shorter = ENDINGS.reduce((left, ending) => left.replace(ending, ''), plain);
  return shorter === plain ? text : `${shorter}${marks.includes('?') ? '?' : ''}`;
}
