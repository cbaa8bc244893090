// What makes a clause of a line of mood.ts a statement: a finite verb of its own.
import { TELLING } from './telling.ts';

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
/** "Suppose we sort them", "which nobody can remember". */
const SUPPOSED = /^[a-z]+ (?:i|we|they|he|she) \S|^(?:which|who) /;
const IS_DOING = /^\w+\/g /;
/** "Deleting imports that are never used is wrong". */
const PREDICATE_BEHIND =
  / (?:that|which|who|nobody|we|it|they|i) (?:\S+ )*?(?:is|are|was|were|do|does|uses?(?:\/v)?) (?!.* (?:and|but|or) ).* (?:is|was|has|would|will|makes) /;
const KEEPING = /^(?:keep|leave|stay|retain|preserve) /;
/** "No functional change", "the output must stay the same", "nothing else should change": the recipes' patterns know which. */
const ASSURANCE =
  /^(?:(?:(?:it|this) is |with )?no (?:\w+ )?change(?:\/v|\/s)? |nothing (?:else|more) |without (?:changing\/g|altering|affecting|touching|any change(?:\/v|\/s)?) |(?:behavior|logic|output|result|results|api) (?:must|should|may) not change\/v |(?:all |existing |our )*tests (?:\S+ )*(?:pass|passing|green) |do not (?:touch|change\/v|alter|modify|break\/v) |(?:\S+ )+(?:stay|stays|remain|remains|be) (?:exactly )?(?:same|unchanged|intact|identical|as (?:is|it is)) )/;
/** "Nice that they are sorted". */
const PRAISE = /^(?:nice|good|great|glad|happy|cool|thanks|sad|pity|lucky) (?:that|for|to see) /;
const WISH_FOR_THIS =
  /^(?:\S+ ){1,3}(?:wants?|needs?|asked for|requested|requires?) (?:this|it|that) (?:$|(?:before|by|today|soon|done) )(?!.*(?:for|in|on|nothing) )/;
const REASON =
  /^(?:because|since|as(?! (?:(?:first|next)(?: best)? (?:step|thing)) )|so that|although|though|whereas|in order(?:\/v)? to|to(?! be)) /;
/** "Is it sorted?"; what asks of "it" or of people doubts the request. */
const QUESTION = new RegExp(
  `^(?:who|which|what(?! about)|when|where|is(?! it possible)|are|was|were|does|do(?! not)|did|has|have|should|must|shall|might|will(?! (?:you|someone|somebody|anyone) )|would(?! (?:you|someone|somebody|anyone|love|like|prefer|be|it be (?:possible|ok|okay)) )) `,
);
const DOUBT =
  /^(?:(?:should|must|shall|may|do|does|did|is|are|was|were|has|have) (?:they|it|we|i|these|those|this|that|you) |(?:would|might|could) (?:it|that|this) be )/;
/** What may be judged without a word on the change: "using % formatting is a bad idea". */
const WRITING = /^(?:(?:using|writing|formatting|building|calling)\/g|use\/v of) /;
/** "normalize does not need self". */
const LACKS = / (?:does|do) not (?:need|use\/v|touch|access|read) /;

/** A line without what belongs to a thing or to a reason: "remove imports that are unused" is "remove imports". */
export function mainOf(line: string): string {
  return `${` ${line}`.replace(SUBORDINATE, '').trim()} `;
}

/** Whether the main part of a line has a verb that its beginning is the subject of; what begins with a verb has few. */
export function isSubject(main: string): boolean {
  return FINITE.test(` ${main}`) || (IS_DOING.test(main) && PREDICATE.test(` ${main}`));
}

/** Whether a line has a verb that tells. */
export function isStatement(line: string): boolean {
  const main = mainOf(line);
  return main === ' ' || PREDICATE.test(` ${main}`) || SUPPOSED.test(line);
}

/** Reasons, what is to stay as it is, and promises that nothing else changes. */
export function isContext(whole: string, line: string): boolean {
  return (
    REASON.test(whole) || [KEEPING, ASSURANCE, PRAISE, WISH_FOR_THIS].some((context) => context.test(line))
  );
}

/** What asks to know, or doubts what it asks about. */
export function questionIn(whole: string): 'question' | 'doubt' | null {
  if (!QUESTION.test(whole)) return null;
  return DOUBT.test(whole) ? 'doubt' : 'question';
}

/** Whether "sorting them" as a subject is a way to write code, is said to lack something, or is a change. */
export function subjectIn(main: string): 'writing' | 'lack' | 'change' {
  if (LACKS.test(main)) return 'lack';
  return WRITING.test(main) ? 'writing' : 'change';
}

/** "Deleting imports that are never used is wrong". */
export function hasPredicateBehind(line: string): boolean {
  return PREDICATE_BEHIND.test(line);
}
