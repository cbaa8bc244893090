// What denies a request, conditions it, judges it or takes it back, in the lines of mood.ts.
import { GOOD } from './asking.ts';

const NO = '(?:no|none|neither|zero|nothing)(?! (?:longer|more|matter|hurry|rush)) ';
/** "Add no docstrings", "add types to no function", "remove a few imports". */
const DENIED_ORDER = new RegExp(
  `^\\S+ (?:to |back to )?(?:${NO}|(?:few|couple|handful|half|two|three|four|five) )| (?:to|into|in|on|for|from|of) ${NO}`,
);
/** "We want no types", "nobody should sort them". */
const DENIED: readonly RegExp[] = [
  /(?:want|wants|need|needs|like|love|prefer|see) (?:to have |to see )?no (?!longer|more|unused|dead|var )/,
  /^(?:nobody|no one|none|nothing|never|neither|nor) (?:\S+ )*(?:should|must|shall|ought|needs?) /,
];
/** "Cache it for a day": nothing that is done to code holds for a time. */
const FOR_TIME = / (?:for|every|each) (?:\w+ )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) /;
const UNDOING = /^(?:undo|revert|roll back|back out|cancel|take\/v back|reverse|un ?rename\S*|restore) /;
/** What is written is no change of the code. */
const WRITTEN =
  /^\w+\/v (?:ticket|issue|story|task|todo|note|notes|script|tool|codemod|rule|plan|proposal|email|mail) /;
const KNOWING =
  /^(?:show|tell|explain|list|report|find out|figure out|work out|check|see|point out|let (?:me|us) know)(?: me| us)? (?:which|what|where|who|how|why|if|whether) /;
/** "I have renamed it". */
const DID =
  /(?:^| )(?:i|we|they|he|she|somebody|someone) (?:(?:have|'ve|has|already|just|recently|finally) )*(?:removed|deleted|renamed|converted|extracted|inlined|sorted|memoized|annotated)\/p /;
const CONDITION =
  /^(?:if|unless|once|provided|assuming|when|in case|as long as|as soon as|depending on|until|except) \S+ \S/;
/** "Sort them, said the reviewer". */
const REPORTED =
  /^(?:said|says|wrote|writes|suggested|suggests|argued|claimed|claims|thought|thinks|according to) /;
// How code is written, rather than a change of it.
const PRACTICE =
  '(?:us(?:e|ing)|writ(?:e|ing)|format(?:ting)?|build(?:ing)?|call(?:ing)?|nam(?:e|ing)|run(?:ning)?|remember|type)/[vg]';
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
const STATE =
  '(?:used|called|needed|unused|named|misnamed|misspelled|shared|repeated|duplicated|hardcoded|coded|nested|typed|untyped|outdated|deprecated|cluttered|crowded|complicated|mixed|unsorted|computed|declared|defined|assigned|written|imported|exported|based)';
/** What is said so of "that" or "it" behind a request is about the request, and so is what one did: "we decided otherwise". */
const TAKEN_BACK = new RegExp(
  `^(?:\\S+ (?:did|does|is on it)(?= $)|did that|(?:i|we) (?:(?:have|'ve|had|just|already) )*(?:\\w+ed|\\w+/p|disagree|object|refuse|doubt|told|said|thought|chose|went|left|kept|gave|took|made|did)|(?:that|which) (?:\\w+/s|is|was|has|will|makes|should|must|can|may|'s|(?:\\S+ )+cannot|(?:we|i|they|you) (?:do |would )?(?:never|not|hardly))|(?:this|it) (?:has (?:\\w+ )?been|had|was|can|may|might|will|would|(?:should|must) (?:wait|stop|not)|(?:is|'s) (?:\\w+ )?(?:already|done|no|too (?:early|late|much)|out of|off|on hold|late|early|for later|not (?:\\w+ )?${GOOD}|(?!${STATE} )\\w+(?:ed|/p)))) `,
);
/** "Nobody has approved it", "it is too early for this", "everything above line 40 is vendored". */
const PUT_OFF =
  /\b(?:too early|yet to (?:decide|agree|discuss|approve)|(?:not|nobody|no one) (?:\w+ )?(?:approved|agreed|agree|decided)|undecided|rejected|turned down|voted against|out of (?:scope|question)|on hold|postponed|off (?:the )?(?:table|limits)|generated|vendored|frozen|finished|objections?|disagrees?|lost vote|answer (?:is|was) no|(?:nobody|no one|who) (?:wants?|needs?|asked for|requested) this|(?:would|could) (?:rather )?(?:wait|not do|do without)|(?:has|have) been \w+\/p|comes later|(?:is|are) (?:later|next|special|already fine|fine (?:already|as)|none of our)|only (?:care|talk|speak)\w*|(?:is|are) what (?:we care|matters|bothers|hurts|worries|(?:people|users|customers|readers|others) \w+))(?= )/;
/** What is said of the request that a colon announces: "this was the old task:", "here is what I did:". */
const QUOTING =
  /(?:^(?:the )?following | (?:this|following) (?:for (?:us|me) |as well )?$|^here (?:is|are|'s) (?:what|how) |^this (?:was|is) (?:the |our |my )?(?:old|previous|former|first) |\b(?:i|we|they|he|she|somebody|someone|intern) (?:wrote|said|did|tried|proposed) )/;
const WANTED = /\b(?:wants?|needs?|asked|asks?|please\S*|do\S*) (?:\S+ )*(?:this|following) $/;
export type Gaps = readonly [string, string];
const AFTER_MARK = /^\s*(?:[.:;,—(]|[-–]\s)/;
/** Behind a mark, a predicate without a subject is said of the request: "…: is planned for the next sprint". */
const PREDICATE = new RegExp(
  `^(?:(?:is|are|was|were|has|had|got|gets|will|can|cannot|did|stays?|remains?|belongs?|comes|goes|happens|happened|breaks(?:/s)?|broke|needs|would break(?:/v)?|(?:should|must) (?:wait|stop|not)|(?:to be )?(?:scheduled|planned|postponed|cancelled|rejected|blocked|deferred|declined)) )(?!(?:(?:only|just|still|also|never|not|no|really|much|so|too|more|far|all) )*(?:${GOOD}|${STATE}|old|ugly|confusing|misleading|wrong|longer|noisy|hard|i|we|you|it|they|that|this|someone|somebody|there|any|with|in|at|dead) )`,
);
const VERDICT_WORDS = `that this it is was 's what how such no not never nope rather do very so but or and just plain too really actually please idea thing way reason
  need point sense good great nice wanted needed necessary useful made/p now today yet use/v thanks taste upon worth help our style mind hold on`;
const AGAINST =
  'bad wrong terrible horrible awful dreadful silly stupid pointless mistake nonsense ridiculous no not never nope done later shame sin ugly unwanted discouraged frowned avoid stop cancel cancelled forget ignore kidding joking why';
const VERDICT = new RegExp(`^(?:(?:${anyOf(VERDICT_WORDS)}|${anyOf(AGAINST)}) )+$`);
const IS_AGAINST = new RegExp(`\\b(?:${anyOf(AGAINST)})\\b`);

/** Whether a clause asks for something else, or for the request only in some case or as another put it. */
export function isOther(line: string): boolean {
  return [CONDITION, UNDOING, WRITTEN, KNOWING, DID, REPORTED].some((other) => other.test(line));
}

/** Whether a clause puts the request off, or says that it is another's or not to be made; the gaps are the marks around it. */
export function isDeclined(whole: string, [before, behind]: Gaps, isBehind: boolean): boolean {
  if (PUT_OFF.test(whole)) return true;
  if (isBehind) return AFTER_MARK.test(before) && PREDICATE.test(whole);
  return behind.includes(':') && QUOTING.test(whole) && !WANTED.test(whole);
}

/** A verdict that stands alone, "bad idea", and behind a request what is said of it. */
export function isAgainst(line: string, isBehind: boolean): boolean {
  return (VERDICT.test(line) && IS_AGAINST.test(line)) || (isBehind && TAKEN_BACK.test(line));
}

/** "We want no types". */
export function isDenied(line: string): boolean {
  return DENIED.some((denied) => denied.test(line));
}

/** "Add no types". */
export function isDeniedOrder(line: string): boolean {
  return DENIED_ORDER.test(line) || FOR_TIME.test(line);
}

/** Whether a clause speaks of a change, and asks for none. */
export function isOfChange(line: string): boolean {
  return OF_CHANGE.some((change) => change.test(line));
}

function anyOf(words: string): string {
  return words.trim().split(/\s+/).join('|');
}
