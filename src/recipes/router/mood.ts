// The mood of each clause of a sentence. A recipe may run only where some clause asks, and none forbids: a sentence that
// names a change and asks for none runs nothing, whatever its words. People ask in few ways:
//   orders   what leads to an order, see lead-ins.ts, and a verb in its base form: "could you sort the imports"
//   wishes   a thing that should be, needs, lacks or could become something; "I want x", "x would be nice"
//   titles   no finite verb at all: "type hints for src/a.ts", "var -> let/const"
// All else tells: "the imports are sorted". What tells of a change, "it is wrong to sort them", judges the request before
// it, "that makes no sense", or conditions it, forbids. Which words the request is made of is for the patterns to say.
import { withoutLead } from './lead-ins.ts';
import { isDone, TELLING } from './telling.ts';
import { isVerb, verbOf } from './verbs.ts';
import type { Word } from './word.ts';

/** What judges a way to write code tells, too, but its words are no part of the request. */
export type Mood = 'asks' | 'tells' | 'judges' | 'forbids';

/** A run of words between two marks or joints; the end is exclusive. */
export type Clause = { readonly from: number; readonly to: number; readonly mood: Mood };

/** Whether a clause ends in a question mark, the mark of its sentence, and whether another asks before it. */
type Around = { readonly isAsked: boolean; readonly mark: string; readonly isBehind: boolean };

// In a line a verb of change carries its form: "add/v", "adding/g", "added/p", "adds/s"; a name or a path is "`".
const MARK = /[.;:!?,()\n—]|\s[-–]+\s/;
const JOINT = /^(?:because|since|so|therefore|thus|hence|whereas|although|though|but)$/;
const JOINED = /^(?:so|and|but|not|like|do|is|much|all|anything|everything|nothing|none)$/;
const GOES_ON = /^(?:not|never|then|no|have|do|does)$/;
const OCCASION =
  /^(?:as (?:a )?part of|in (?:the )?course of|for (?:the )?sake of|in preparation (?:for|of)|with regards? to|due to|because of|thanks to|in line with|ahead of|in view of|in light of|on (?:the )?way to|on behalf of|now that|given that|given how|considering|following up on|while (?:you|we|i) (?:are|'re)|while at it) /;
const SUBJECT = /^(?:i|we|it|they|nobody|please|then|also)$/;
/** Nobody writes longer clauses; what the patterns take grows with the square of it. */
const MAX_WORDS = 100;

const PRONOUN = '(?:i|we|you|it|they|he|she|nobody|everybody|somebody|no one|everyone|someone)';
// Where a part begins that belongs to a thing or to the reason, and is no verb of the clause itself.
const SUBORDINATE = new RegExp(
  `(?<=^ \\S.* )(?:that|which|who|whose|where|wherever|whenever|when|because|since|as|so|if|what|whatever|how|while|like|than|until|before|after|way|nothing uses|nothing references|${PRONOUN})(?= |$).*$`,
);
const MODAL = '(?:can|cannot|could|will|would|might|may|should|must|shall)';
const FINITE = new RegExp(
  ` (?:is|are|was|were|am|has|had|does|did|${MODAL}|seems?|looks?|feels?|sounds?|makes|made/p)(?= |$)`,
);
const PREDICATE = new RegExp(
  `^ ${PRONOUN} |${FINITE.source}|(?:^| )(?:${TELLING}|'s|have|do|ought|needs?|wants?|took|uses|used to|\\w+/[st]|complains?|buys)(?= |$)|(?<=\\S )(?!(?:for|to|of|with|from|by|let|about|on|at|than|like|tell|show|give) )[a-z]+ (?:me|us) `,
);
/** "Suppose we sort them". */
const SUPPOSED = /^[a-z]+ (?:i|we|they|he|she) \S/;

/** Good enough to be asked for. */
const GOOD = `(?:nice|good|great|cool|lovely|helpful|better|awesome|best|wonderful|nicer|clearer|cleaner|easier|simpler|shorter|tidier|neater|welcome|appreciated|ideal|fine|preferable|preferred|desirable|important|useful|sensible|wise|handy|necessary|needed|required|wanted|due|overdue|time|clear|readable|consistent|perfect|safer|modern|faster|enough)`;
const WISHES: readonly RegExp[] = [
  /(?:^| )(?:should|must|shall|ought to|has to|have to|(?<!\bno |\bnot )needs?(?: to)?|(?:is|are) to be|could (?:use\/v|be|become|have|do with)|can (?:go|be (?:removed|deleted|dropped|inlined)\/p|become|live|have|accept|take\/v|use\/v)|had better|belongs?|deserves?|wants?|becomes|becoming|->) /,
  /(?:^| )(?:i|we|everyone|everybody|lead|boss|team|legal|guide|ci) (?:\w+ )?(?:want|wants|need|wish|like|love|prefer|rather|demands?|requires?|expects?|asks?|says?) /,
  /^would (?:love|like|prefer) to |\b(?:grateful|glad|happy|thankful) if |\b(?:agreed|decided) (?:to|on|that we should) /,
  new RegExp(
    `(?:^| )(?:would|will|might) (?!have been )(?:\\w+ )*?(?:${GOOD}|\\w+/p) |(?:^| )(?:would|will) (?:help|do|read|look)(?: \\w+)? $`,
  ),
  /(?:^| )(?:is|are) (?:still |much )?(?:missing|wanted|required|needed|due|overdue|unused|desired|better|preferred|preferable|nicer|misspelt|typo) |(?:^| )(?:lacks?|missing (?:in|on|from|for|its|their)|(?:has|have|with) (?:no|typo)) /,
];
const CAPABLE = /^(?:can|could|may) |^so (?:\S+ )+(?:may|can) /;
const ORDER =
  /^(?:(?:\w+ly )?\w+\/[vg]|get|kill|find|look|have|let|do|shorten|specify|describe|prefer|spell|promisify|hoist) /;
const ENSURE = /^(?:make\/v sure|do) /;

const NO = '(?:no|none|neither|zero|nothing)(?! (?:longer|more|matter|hurry|rush)) ';
/** "Add no docstrings", "add types to no function", "remove a few imports". */
const DENIED_ORDER = new RegExp(
  `^\\S+ (?:to |back to )?(?:${NO}|(?:few|couple|handful|half) )| (?:to|into|in|on|for|from|of) ${NO}`,
);
/** "We want no types", "nobody should sort them". */
const DENIED: readonly RegExp[] = [
  /(?:want|wants|need|needs|like|love|prefer|see) (?:to have |to see )?no (?!longer|more|unused|dead|var )/,
  /^(?:nobody|no one|none|nothing|never|neither|nor) (?:\S+ )*(?:should|must|shall|ought|needs?) /,
];
const KEEPING = /^(?:keep|leave|stay|retain|preserve) /;
const UNDOING = /^(?:undo|revert|roll back|back out|cancel|take\/v back|reverse|un ?rename\S*|restore) /;
/** What is written is no change of the code. */
const WRITTEN =
  /^\w+\/v (?:ticket|issue|story|task|todo|note|notes|script|tool|codemod|rule|plan|proposal|email|mail) /;
const KNOWING =
  /^(?:show|tell|explain|list|report|find out|figure out|work out|check|see|point out|let (?:me|us) know)(?: me| us)? (?:which|what|where|who|how|why|if|whether) /;
/** "Is it sorted?"; what asks of "it" or of people doubts the request. */
const QUESTION = new RegExp(
  `^(?:who|which|what(?! about)|when|where|is(?! it possible)|are|was|were|does|do(?! not)|did|has|have|should|must|shall|might|will(?! (?:you|someone|somebody|anyone) )|would(?! (?:you|someone|somebody|anyone|love|like|prefer|be|it be (?:possible|ok|okay)) )) `,
);
const DOUBT =
  /^(?:(?:should|must|shall|may|do|does|did|is|are|was|were|has|have) (?:they|it|we|i|these|those|this|that|you) |(?:would|might|could) (?:it|that|this) be )/;
/** "I have renamed it". */
const DID =
  /(?:^| )(?:i|we|they|he|she|somebody|someone) (?:(?:have|'ve|has|already|just|recently|finally) )*(?:removed|deleted|renamed|converted|extracted|inlined|sorted|memoized|annotated)\/p /;
const CONDITION =
  /^(?:if|unless|once|provided|assuming|when|in case|as long as|as soon as|depending on|until|except) \S+ \S/;
/** "No functional change", "the output must stay the same", "nothing else should change": the recipes' patterns know which. */
const ASSURANCE =
  /^(?:(?:(?:it|this) is |with )?no (?:\w+ )?change(?:\/v|\/s)? |nothing else |without (?:changing\/g|altering|affecting|touching) |do not (?:touch|change\/v|alter|modify|break\/v) |(?:\S+ )+(?:stay|stays|remain|remains|be) (?:exactly )?(?:same|unchanged|intact|identical|as (?:is|it is)) )/;
/** "Nice that they are sorted". */
const PRAISE = /^(?:nice|good|great|glad|happy|cool|thanks|sad|pity|lucky) (?:that|for|to see) /;
const REASON = /^(?:because|since|as|so that|although|though|whereas) /;

// How code is written, rather than a change of it.
const PRACTICE =
  '(?:us(?:e|ing)|writ(?:e|ing)|format(?:ting)?|build(?:ing)?|call(?:ing)?|nam(?:e|ing)|run(?:ning)?|remember|type)/[vg]';
/** What may be judged without a word on the change: "using % formatting is a bad idea". */
const WRITING = /^(?:(?:using|writing|formatting|building|calling)\/g|use\/v of) /;
/** "normalize does not need self". */
const LACKS = / (?:does|do) not (?:need|use\/v|touch|access|read) /;
const STARTING = '(?:start|begin|try|consider|suggest|about|mind|enable)';
/** "It is wrong to sort them", "we decided against sorting them", "somebody else will sort them", "imagine sorting them". */
const OF_CHANGE: readonly RegExp[] = [
  new RegExp(
    `(?:^|(?:to|will|would|did|we|they|you|i|one|may|might|can|not|already|never|against|in|of|from|for|by|ever|nobody|always) )(?:\\w+ly )?(?!${PRACTICE})\\w+/[vg] \\S`,
  ),
  new RegExp(
    `^(?!${STARTING} |(?:stop|avoid|quit) ${PRACTICE}|\\S+ (?!using)${PRACTICE})\\S+ (?:from )?\\w+/g `,
  ),
];
/** "Deleting imports that are never used is wrong". */
const PREDICATE_BEHIND =
  / (?:that|which|who|nobody|we|it|they|i) (?:\S+ )*?(?:is|are|was|were|do|does|uses?(?:\/v)?) (?!.* (?:and|but|or) ).* (?:is|was|has|would|will|makes) /;

const STATE =
  '(?:used|called|needed|unused|named|misnamed|misspelled|shared|repeated|duplicated|hardcoded|coded|nested|typed|untyped|outdated|deprecated|cluttered|crowded|complicated|mixed|unsorted|computed|declared|defined|assigned|written|imported|exported|based)';
/** What is said so of "that" or "it" behind a request is about the request, and so is what one did: "we decided otherwise". */
const TAKEN_BACK = new RegExp(
  `^(?:(?:i|we) (?:(?:have|'ve|had|just|already) )*(?:\\w+ed|\\w+/p|disagree|object|refuse|doubt|told|said|thought|chose|went|left|kept|gave|took|made|did)|(?:that|which) (?:\\w+/s|is|was|has|will|makes|should|must|can|may|'s)|(?:this|it) (?:has (?:\\w+ )?been|had|was|can|may|might|will|would|(?:should|must) (?:wait|stop|not)|(?:is|'s) (?:\\w+ )?(?:already|done|no|too (?:early|late|much)|out of|off|on hold|late|early|for later|not (?:\\w+ )?${GOOD}|(?!${STATE} )\\w+(?:ed|/p)))) `,
);
/** "Sort them, said the reviewer". */
const REPORTED =
  /^(?:said|says|wrote|writes|suggested|suggests|argued|claimed|claims|thought|thinks|according to) /;
const VERDICT_WORDS = `that this it is was 's what how such no not never nope rather do very so but or and just plain too really actually please idea thing way reason
  need point sense good great nice wanted needed necessary useful made/p now today yet use/v thanks taste upon worth help our style mind hold on`;
const AGAINST =
  'bad wrong terrible horrible awful dreadful silly stupid pointless mistake nonsense ridiculous no not never nope done later shame sin ugly unwanted discouraged frowned avoid stop cancel cancelled forget ignore kidding joking why';
const VERDICT = new RegExp(`^(?:(?:${anyOf(VERDICT_WORDS)}|${anyOf(AGAINST)}) )+$`);
const IS_AGAINST = new RegExp(`\\b(?:${anyOf(AGAINST)})\\b`);

/** What a sentence asks for, without what only judges how code is written; null where it asks for nothing. */
export function askedIn(sentence: string, words: readonly Word[]): string | null {
  const clauses = clausesOf(sentence, words);
  const moods = new Set(clauses.map(({ mood }) => mood));
  if (!moods.has('asks') || moods.has('forbids')) return null;
  if (!moods.has('judges')) return sentence;
  return clauses
    .filter(({ mood }) => mood !== 'judges')
    .map(({ from, to }) => sentence.slice(words[from]?.start, words[to]?.start))
    .join('');
}

/** The clauses of a sentence. What "and" joins to a verb before it, with no mark between them, shares its mood. */
export function clausesOf(sentence: string, words: readonly Word[]): readonly Clause[] {
  const said = words.map((_, at) => saidOf(sentence, words, at));
  const groups: number[][] = [];
  for (const at of words.keys()) {
    const group = groups.at(-1);
    if (!begins(sentence, words, at)) continue;
    const isJoined =
      group !== undefined &&
      at - (group[0] ?? 0) < MAX_WORDS &&
      !isMarked(sentence, words, at) &&
      isJoinedBy(said.slice(group[0], at), said.slice(at));
    if (isJoined) group.push(at);
    else groups.push([at]);
  }
  let isBehind = false;
  return groups.flatMap((starts, index) => {
    const end = groups[index + 1]?.[0] ?? words.length;
    const from = starts[0] ?? 0;
    const mood = moodOf(said.slice(from, Math.min(end, from + MAX_WORDS)), {
      isAsked: gapBefore(sentence, words, end).includes('?'),
      mark: markBehind(sentence, words, end),
      isBehind,
    });
    isBehind ||= mood === 'asks';
    return starts.map((start, at) => ({ from: start, to: starts[at + 1] ?? end, mood }));
  });
}

function isJoinedBy(before: readonly string[], said: readonly string[]): boolean {
  return said[0] === 'and' && said[1]?.endsWith('/v') === true && before.some((one) => /\/[vg]$/.test(one));
}

function begins(sentence: string, words: readonly Word[], at: number): boolean {
  const [word, next] = words.slice(at, at + 2);
  if (word === undefined || isMarked(sentence, words, at)) return word !== undefined;
  if (word.isQuoted) return false;
  const line = words
    .slice(at, at + 4)
    .map(({ key }) => key)
    .join(' ');
  if (OCCASION.test(`${line} `)) return true;
  const before = words[at - 1]?.key ?? '';
  if (JOINT.test(word.key))
    return !JOINED.test(before) && !(word.key === 'but' && GOES_ON.test(next?.key ?? ''));
  if (word.key === 'as')
    return SUBJECT.test(next?.key ?? '') && !/^(?:long|soon|far|much|same)$/.test(before);
  return word.key === 'and' && (isVerb(next?.key ?? '') || SUBJECT.test(next?.key ?? ''));
}

function isMarked(sentence: string, words: readonly Word[], at: number): boolean {
  return at === 0 || MARK.test(gapBefore(sentence, words, at));
}

function gapBefore(sentence: string, words: readonly Word[], at: number): string {
  return sentence.slice(words[at - 1]?.end ?? 0, words[at]?.start ?? sentence.length).replace('()', '');
}

/** The mark at the end of a sentence that goes on behind commas. */
function markBehind(sentence: string, words: readonly Word[], end: number): string {
  const gaps = words.slice(end).map((_, at) => gapBefore(sentence, words, end + at));
  return [...gaps, gapBefore(sentence, words, words.length)].find((gap) => /[.;!?\n]/.test(gap)) ?? '';
}

function saidOf(sentence: string, words: readonly Word[], at: number): string {
  const word = words[at];
  if (word === undefined) return '';
  const { key, kind, isQuoted, isAfterArticle, end } = word;
  if (isQuoted || kind !== 'word') return '`';
  // "no-var" is a rule.
  if (key === 'no' && /^-\w/.test(sentence.slice(end, end + 2))) return '`';
  if (isAfterArticle) return key;
  if (key === 'use' || key === 'run' || isVerb(key)) return `${key}/v`;
  if (key === 'using' || key === 'running') return `${key}/g`;
  if (verbOf(key) === null) return !isMarked(sentence, words, at) && isDone(words, at) ? `${key}/t` : key;
  return `${key}/${key.endsWith('ing') ? 'g' : key.endsWith('s') ? 's' : 'p'}`;
}

function moodOf(words: readonly string[], { isAsked, mark, isBehind }: Around): Mood {
  const whole = `${words.join(' ')} `;
  const line = withoutLead(whole);
  const main = `${` ${line}`.replace(SUBORDINATE, '').trim()} `;
  if ([CONDITION, UNDOING, WRITTEN, KNOWING, DID].some((one) => one.test(line))) return 'forbids';
  if (mark.includes('?') && QUESTION.test(whole)) return DOUBT.test(whole) ? 'forbids' : 'tells';
  if (REASON.test(whole) || [KEEPING, ASSURANCE, PRAISE].some((one) => one.test(line))) return 'tells';
  if (REPORTED.test(line)) return 'forbids';
  const isWish = WISHES.some((wish) => wish.test(line));
  if (isVerdict(line) || (isBehind && TAKEN_BACK.test(line) && !isWish)) return 'forbids';
  if (ORDER.test(main)) return isAsked && /^\w+\/v /.test(whole) ? 'tells' : moodOfOrder(line, main);
  if (CAPABLE.test(line) || CAPABLE.test(whole)) return 'asks';
  if (DENIED.some((denied) => denied.test(line))) return 'forbids';
  if (isWish) return 'asks';
  if (OF_CHANGE.some((change) => change.test(line))) return 'forbids';
  return PREDICATE.test(` ${main}`) || SUPPOSED.test(line) || main === ' ' ? 'tells' : 'asks';
}

const IS_DOING = /^\w+\/g /;
/** What begins with a verb is an order, unless it has another that it is the subject of: "sorting them is wrong". */
function moodOfOrder(line: string, main: string): Mood {
  if (ENSURE.test(line)) return 'asks';
  if (DENIED_ORDER.test(line) || PREDICATE_BEHIND.test(line)) return 'forbids';
  if (!FINITE.test(` ${main}`) && !(IS_DOING.test(main) && PREDICATE.test(` ${main}`))) return 'asks';
  if (WISHES.some((wish) => wish.test(main))) return 'asks';
  if (LACKS.test(main)) return 'tells';
  return WRITING.test(main) ? 'judges' : 'forbids';
}

function isVerdict(line: string): boolean {
  return VERDICT.test(line) && IS_AGAINST.test(line);
}

function anyOf(words: string): string {
  return words.trim().split(/\s+/).join('|');
}
