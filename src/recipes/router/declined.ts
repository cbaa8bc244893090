// Sentences that speak of a change and say that it is not wanted, or only that it was made. A judgement of the code is a
// reason; one of the change itself decides: "it is wrong to sort them" asks for nothing, "it would be good to" does.
import { isVerb, verbOf } from './verbs.ts';
import type { Word } from './word.ts';

const MARK = /[.;:!?,()\n—]|\s[-–]+\s/;

const AGAINST = `bad wrong pointless silly stupid foolish needless useless unnecessary horrible terrible dreadful awful shame sin mistake discouraged
  deprecated forbidden prohibited banned disallowed unwanted undesirable unwise nonsense ridiculous harmful dangerous risky overkill superfluous ugly nasty
  hideous outmoded outdated antiquated archaic ancient obsolete oldschool unhelpful pain painful tedious annoying nightmare eyesore hell
  garbage junk crap cruft lousy poor worse worst weird odd strange frowned inelegant clumsy clunky awkward confusing misleading
  unpleasant fragile brittle mess messy noise noisy clutter difficult hard unloved hardly premature waste impossible absurd rubbish
  unneeded undesired smell inconsistent cumbersome untidy verbose cryptic`;
const FOR = `good great nice better best fine cool lovely ideal preferable preferred useful handy helpful sensible reasonable wise desirable desired
  important necessary needed required mandatory wanted welcome appreciated recommended advisable awesome pleasant elegant neat
  time possible easy easier nicer cleaner clearer shorter simpler tidier neater idea thing way goal task aim job plan wish request what
  very so really much far more most also now finally high about and our your my up for us me everyone everybody you we i want need like would of part
  overdue due kind`;
const AGAINST_WORDS = AGAINST.trim().split(/\s+/).join('|');
const FOR_ONLY = new RegExp(`^(?:(?:${FOR.trim().split(/\s+/).join('|')})(?: |$))+$`);

// In the line of a clause a verb that asks for a change carries a mark: "add/v", "adding/g"; a name or a path is "`".
const VERB = '(?:\\w+ly )?\\w+/v';
const DOING = '(?:\\w+ly )?\\w+/g';
const IS = `(?:is|are|was|were|be|been|'s|seems?|seemed|looks?|looked|feels?|felt|sounds?)`;
const ORDER = /^(?:(?:so|and|then|please|just|but|therefore|also|now|instead|rather) )*\w+\/v /;
const WISH =
  /\b(?:please|start by|begin by|start with|begin with|should|must|let 's|want|could you|can you) /;
// What a thing is used for may be about the code as it is, where another clause asks.
const OF_CODE =
  /\b(?:use of|use\/v|using\/g|keep|writing\/g|formatting\/g|building\/g|write\/v|format\/v|build\/v) /;
const RELATIVE =
  /(?:^| )(?:that|which|who|whose|what|where|wherever|when|whenever|if|because|since|as|so|while) .*$/;

/** "Add no docstrings", "convert no callbacks to promises", "add types to no function". */
const NONE = [
  /(?:^|\b(?:to|and|please|then|should|must|can|could|shall|will|you|we|i|just|'s|rather|better) )\w+\/v (?:(?:to|back) )?(?:no|zero|none|neither)(?! (?:longer|more|matter|later)\b)(?: |$)/,
  /\w+\/v .*\b(?:to|into|in|on|for|from|of) (?:no|none|neither)(?! (?:longer|more|matter|avail))(?: |$)/,
];
const NO_REASON = new RegExp(
  `\\b(?:no|not|never|without|little|hardly|zero|nor|less) (?:\\w+ ){0,2}?(?:need|reasons?|point|excuse|use|cause|call|sense|wish|desire|plans?|intention|value|benefit|gain|merit|obligation|justification|purpose|way|good|harm|grounds|hurry|rush)(?:/v)? (?:\\w+ )?(?:to|in|for|of) (?:(?:ever|start|go|keep|have) )?(?:${VERB}|${DOING})`,
);
const JUDGED = [
  new RegExp(
    `\\b(?:${AGAINST_WORDS})(?: (?:idea|thing|style|practice|habit|form|taste|upon|of time))?(?: for \\w+)? to ${VERB} [^ ]`,
  ),
  new RegExp(
    `\\b(?:not|never|no|neither|nor|less|too) (?:\\w+ ){0,3}?(?:good|great|nice|better|worth|wise|useful|sensible|reasonable|necessary|needed|required|idea|time|right|helpful|wanted|desirable|possible|early|late|allowed|permitted|style|policy) (?:\\w+ )?(?:to ${VERB} |${DOING})`,
  ),
];
const IT_IS = new RegExp(
  `\\b(?:it|this|that) (?:(?:would|will|might|may|could|can|must) )?(?:not )?${IS} (.+?) to ${VERB} [^ ]`,
);
const FOUND = new RegExp(
  `\\b(?:find|finds|found|consider|considers|think|thinks|deem|call|calls) it (.+?) to ${VERB} `,
);
const BEFORE = `(?:(?:honestly|personally|frankly|actually|i|we|think|believe|find|guess|feel|say|that|but|and|so|like|all this|always|just) )*`;
const ACTION = new RegExp(
  `^${BEFORE}(?:(?:use|addition|removal|introduction|adoption) of |(?:to )?${VERB} |${DOING} )(.+)$`,
);
const BARE_ACTION = new RegExp(`^${BEFORE}(?:please )?\\w+/v `);
const PREDICATE =
  /(?:^| )(?:is|are|was|were|'s|has|had|would|will|can|cannot|could|should|must|may|might|seems?|looks?|feels?|sounds?|makes?|does|do|did|helps?|hurts?|breaks?|costs?|leads?|comes?|happens|stinks|sucks|smells|got|used to|brings) (.*)$/;
const HELPS =
  /^(?:(?:be|really|surely|also|only|all|it|them|code|file|files|module|this|that|much|far|a lot) )*(?:be done|happen|help|improve|make|makes|readable|consistent|asked|wanted|needed|next|go|follow|come)\b/;
const TWICE = / (?:is|are|has|have|was) .* (?:is|was|has) /;
const GONE_BY = /(?:^| )(?:was|were|used to|had|got|did) /;
const DENYING = /\b(?:not|never|no|nobody|nothing|hardly|n't|against|avoided|stop|wait|already|too|as it)\b/;
const BAD_END = new RegExp(
  `(?:^| )${IS} (?:\\w+ ){0,3}?(?:${AGAINST_WORDS})(?: (?:idea|thing|style|practice|habit|form|taste|upon))?$`,
);
/** A verdict that stands alone: "bad idea", "that is wrong", "no need". */
const VERDICT = new RegExp(
  `^(?:(?:no|nope|never|not|or|do|but|and|that|this|it|which|what|how|such|would|be|is|was|'s|sounds?|seems?|feels?|like|very|so|quite|rather|really|just|simply|plain|too|i|we|think) )*(?:(?:${AGAINST_WORDS}|no|not|never|nope)(?: (?:idea|thing|style|practice|habit|form|taste|need|reason|point|way|good|thanks|wanted|needed|necessary))*|(?:no|not) (?:\\w+ )?(?:need|reason|point|use(?:/v)?|excuse|cause|call(?:/v)?|sense|desire|plans?|value|benefit|obligation|good|idea|wanted|needed|necessary|useful|nice|right|our style|worth it)|frowned upon|why|what for)$`,
);
/** Behind a request, what is said so of "it" is about the code: "sort the imports, it is a mess". */
const STATE = /^(?:(?:and|but|because|as) )?(?:it|this) (?:is|was|'s|looks|feels|seems) /;
const OF_ACT =
  /\b(?:idea|wrong|pointless|silly|stupid|foolish|needless|unnecessary|mistake|discouraged|forbidden|banned|nonsense|shame|sin|unwanted|unwise|overkill|superfluous|premature|waste|ridiculous|need|reason|point|no|not|never)\b/;
const GOAL =
  '(?:fstrings?|f strings?|(?:type )?hints?|annotations?|docstrings?|jsdoc|headers?|async|await|literals?|template|chaining|dataclass|dataclasses|const|let)';
const OF_GOAL = new RegExp(`\\b${GOAL}\\b`);
const NO_GOAL = new RegExp(
  `\\b(?:wants?|needs?|likes?|prefers?) (?:to have |to see |any )?no (?:\\w+ )?${GOAL}\\b`,
);
/** Who makes the change, if it is made, is not the reader; or it is made, imagined or regretted. */
const OF_OTHERS = [
  new RegExp(
    `^${BEFORE}(?:please )?(?:avoid|stop|quit|cease|no|not) (?!(?:using|writing|formatting|building)/g)${DOING}`,
  ),
  new RegExp(`^${BEFORE}(?:please )?(?:refrain from|skip|abstain from|forget|forgo) ${DOING}`),
  new RegExp(
    `^${BEFORE}(?:none|he|she|they|others|nobody|(?:some|any)?(?:one|body)(?: else)?|(?:no )?(?:one|linter|formatter|bot|ci|tool|agent|editor|colleagues?)|(?:my|our) \\w+) (?:(?:will|would|do|does|did|already|is|are|was|were|has|have|had|may|might|should) )+(?:to )?(?:${VERB}|${DOING})`,
  ),
  new RegExp(
    `^${BEFORE}(?:we|i|you|it) (?:(?:do|did|does|already|had to|would hate|hate|wanted|will|dislike|regret|oppose|once|were|was|going|wanted to once|hate to|dislike to|are done|are against|am against) )+(?:to )?(?:${VERB}|${DOING})`,
  ),
  new RegExp(`^(?:have|did|do|does|who) (?:we|you|they|would|will|did) ${VERB}`),
  new RegExp(
    `\\b(?:against|no more|sorry for|bother|abandoned|abandon|instead of ever|thanks for|regret|oppose|dislike|hates?) ${DOING}`,
  ),
  new RegExp(
    `\\b(?:by no means|imagine|suppose|pretend|in no case|on no account|under no circumstances) .*(?:${VERB}|${DOING})`,
  ),
];
/** What is said so of "it" behind a request is about the request. */
const TAKEN_BACK =
  /^(?:(?:and|but|because|as) )?(?:it|this|that) .*?\b(?:done|too early|too late|never right|hardly wise|out of scope|off table|no sense|not help|no option|not option|no use(?:\/v)?|helps? (?:nobody|no one)|nowhere|can wait|must wait|should wait|prohibited|not allowed|disallowed|is too much|not for us|against|breaks|would break(?:\/v)?|risky|what we do not do|never do|else|elsewhere|later|waste|not my job|harmful|no benefit|no value|costs too much|on hold|stop|gone|cancelled|not priority|unneeded|no fun|by nobody|as it was|used to be|good idea|evil|has been nice|was nice|not what|never happen|not happen|be avoided)\b/;
const BACK_AT_END =
  / (?:(?:is|was|has) (?:already )?(?:been )?(?:done|gone|nice)(?: already| by .*)?|(?:is|was) (?:not|no longer) (?:good|good idea|needed|necessary|wanted|required|useful|worth it)|(?:was|is) (?:good idea|wrong way|fine as it was|legacy)|got old|as it was|no|(?:should|must|has to|have to) stop|is (?:too much|habit)|has no value|used to be .*)$/;
const NOT_LABEL =
  /^(?:(?:no use(?:\/v)?|not our style|avoid|done|not now|later)|(?:please )?do not(?: do (?:this|that|it|so))?)$/;
/** "The imports have been sorted", "keep them in their order": nothing is left to do. */
const MADE = /(?<!\b(?:should|must|could|would|need to) )\b(?:have|has|had) been (?:\w+ly )?\w+(?:\/v)?$/;
const KEPT =
  /^(?:please )?keep\b.*\b(?:in (?:their|its|the (?:same|present|current|old|original)) |as (?:they|it|is)\b|where (?:they|it)\b|the way\b)/;
const PRESENT = new RegExp(`^(?:we|i) (?:are|am) ${DOING}`);
const PAST = new RegExp(
  `^(?:(?:and|but|once|formerly|previously|historically) )*(?:it|we|they|i|he|she|you|code|module|project|file|everyone|everybody|people|this|that|team|tool|script|\`) (?:all |always )?used to ${VERB}`,
);

/** Nobody writes longer clauses; what the patterns take grows with the square of it. */
const MAX_WORDS = 100;

type Clause = { readonly line: string; readonly end: string };

/** Whether a sentence judges against the change that it names, denies it by "no", or tells that it used to be made. */
export function isDeclined(sentence: string, words: readonly Word[]): boolean {
  const clauses = clausesOf(sentence, words);
  return clauses.some((clause, at) => {
    const { line } = clause;
    if (NONE.some((none) => none.test(line)) || NO_GOAL.test(line) || isVerdict(clauses, at)) return true;
    const isAgainst =
      NO_REASON.test(line) ||
      JUDGED.some((judged) => judged.test(line)) ||
      isJudgedBadly(line) ||
      isActionDeclined(line) ||
      OF_OTHERS.some((said) => said.test(line)) ||
      PRESENT.test(line) ||
      PAST.test(line) ||
      ([MADE, KEPT].some((said) => said.test(line)) && !clauses.some(isOrder)) ||
      (BAD_END.test(line) && OF_ACT.test(line) && !clauses.some(isOrder));
    return isAgainst && !(isOfCode(line) && clauses.some((other, index) => index !== at && isOrder(other)));
  });
}

function isOfCode(line: string): boolean {
  return PRESENT.test(line) || ((OF_CODE.test(line) || PAST.test(line)) && !OF_GOAL.test(line));
}

function isOrder({ line }: Clause): boolean {
  return ORDER.test(line) || WISH.test(line);
}

function isJudgedBadly(line: string): boolean {
  const said = [IT_IS.exec(line)?.[1], FOUND.exec(line)?.[1]];
  return said.some((judgement) => judgement !== undefined && !FOR_ONLY.test(judgement));
}

/** "Sorting imports is pointless", "to add types was a mistake": only a verdict for the action leaves it a request. */
function isActionDeclined(line: string): boolean {
  const rest = ACTION.exec(line)?.[1];
  if (rest === undefined) return false;
  if (BAD_END.test(line) && !RELATIVE.test(rest)) return true;
  if (BARE_ACTION.test(line)) return BACK_AT_END.test(line) && !RELATIVE.test(rest);
  if (TWICE.test(rest) && BACK_AT_END.test(line)) return true;
  if (GONE_BY.test(rest.replace(RELATIVE, ' '))) return true;
  const predicate = PREDICATE.exec(rest.replace(RELATIVE, ' '))?.[1];
  if (predicate === undefined) return false;
  return (
    DENYING.test(rest) ||
    !(HELPS.test(predicate) || FOR_ONLY.test(predicate.replace(/^(?:be|have|has) /, '')))
  );
}

function isVerdict(clauses: readonly Clause[], at: number): boolean {
  const [clause, before, next] = [clauses[at], clauses[at - 1], clauses[at + 1]];
  if (clause === undefined) return false;
  const { line, end } = clause;
  if (before === undefined) {
    const isLabel = end.includes(':') && next !== undefined && isOrder(next);
    return isLabel && (VERDICT.test(line) || NOT_LABEL.test(line));
  }
  if (before.end.includes('?') && ORDER.test(before.line) && isDoubt(line)) return true;
  if (ORDER.test(before.line) && TAKEN_BACK.test(line) && !isOrder(clause)) return true;
  return VERDICT.test(line) && (before.end.includes('?') || !STATE.test(line) || OF_ACT.test(line));
}

/** What follows "use f-strings?" and begins with "that" or "it" is for it or against it. */
function isDoubt(line: string): boolean {
  const [, said] =
    /^(?:it|this|that|which) (?:(?:would|will|might|could) )?(?:be|is|was|'s)? ?(.*)$/.exec(line) ?? [];
  return said !== undefined && !FOR_ONLY.test(said) && !HELPS.test(said);
}

/** The clauses of a sentence, each as a line of the keys of its words, and the mark behind it. */
function clausesOf(sentence: string, words: readonly Word[]): readonly Clause[] {
  const clauses: Clause[] = [];
  let line: string[] = [];
  for (const [at, word] of words.entries()) {
    line.push(saidOf(sentence, word));
    const gap = sentence.slice(word.end, words[at + 1]?.start ?? sentence.length).replace('()', '');
    if (at < words.length - 1 && line.length < MAX_WORDS && !MARK.test(gap)) continue;
    clauses.push({ line: line.join(' '), end: gap });
    line = [];
  }
  return clauses;
}

function saidOf(sentence: string, { key, kind, isQuoted, isAfterArticle, end }: Word): string {
  if (isQuoted || kind !== 'word') return '`';
  // "no-var" is a rule.
  if (key === 'no' && /^-\w/.test(sentence.slice(end, end + 2))) return '`';
  if (isAfterArticle) return key;
  if (key === 'use' || key === 'run' || isVerb(key)) return `${key}/v`;
  return key === 'using' || key === 'running' || (key.endsWith('ing') && verbOf(key) !== null)
    ? `${key}/g`
    : key;
}
