// How people ask, in the lines of mood.ts: by orders, and by wishes.
/** Good enough to be asked for. */
export const GOOD = `(?:nice|good|great|cool|lovely|helpful|better|awesome|best|wonderful|nicer|clearer|cleaner|easier|simpler|shorter|tidier|neater|welcome|appreciated|ideal|fine|preferable|preferred|desirable|important|useful|sensible|wise|handy|necessary|needed|required|wanted|due|overdue|time|clear|readable|consistent|perfect|safer|modern|faster|enough)`;
const WISHES: readonly RegExp[] = [
  /(?:^| )(?:should|must|shall|ought to|has to|have to|(?<!\bno |\bnot )needs?(?: to)?|(?:is|are) to be|could (?:use\/v|be|become|have|do with)|can (?:go|be (?:removed|deleted|dropped|inlined)\/p|become|live|have|accept|take\/v|use\/v)|had better|belongs?|goes (?:to|into)|deserves?|wants?|becomes|becoming|->) /,
  /(?:^| )(?:i|we|everyone|everybody|lead|boss|team|legal|guide|ci) (?:\w+ )?(?:want|wants|need|wish|like|love|prefer|rather|demands?|requires?|expects?|asks?|says?) /,
  /\b(?:asked|told|wants|asks|expects) (?:me|us|you) to |^(?:lead|boss|team|legal|reviewer|reviewers|manager) asked for /,
  /^would (?:love|like|prefer) to |\b(?:grateful|glad|happy|thankful) if |\b(?:agreed|decided) (?:to|on|that we should) /,
  new RegExp(
    `(?:^| )(?:would|will|might) (?!have been )(?:\\w+ )*?(?:${GOOD}|\\w+/p) |(?:^| )(?:would|will) (?:help|do|read|look)(?: \\w+)? $`,
  ),
  /(?:^| )(?:is|are) (?:still |much )?(?:missing|wanted|required|needed|due|overdue|unused|desired|better|preferred|preferable|nicer|misspelt|typo) |(?:^| )(?:lacks?|missing (?:in|on|from|for|its|their)|(?:has|have|with) (?:no(?! business| place)|typo)) /,
];
const CAPABLE = /^(?:can|could|may) |^so (?:\S+ )+(?:may|can) /;
const ORDER =
  /^(?:(?:\w+ly )?\w+\/[vg]|get|kill|find|look|have|let|do|shorten|specify|describe|prefer|spell|promisify|hoist) /;
const ENSURE = /^(?:make\/v sure|do) /;

/** "It should be", "I want", "would be nice". */
export function isWish(line: string): boolean {
  return WISHES.some((wish) => wish.test(line));
}

/** "Could it be". */
export function isCapable(line: string): boolean {
  return CAPABLE.test(line);
}

/** What begins with a verb of change. */
export function isOrder(line: string): boolean {
  return ORDER.test(line);
}

/** An order about what is to be: "make sure that they are sorted". */
export function isEnsuring(line: string): boolean {
  return ENSURE.test(line);
}
