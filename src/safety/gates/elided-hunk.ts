import { lineChanges, type LineChange } from '../../domain/line-diff.ts';
import { isCodeLine } from '../lost-code/hunk-losses.ts';

const OLD = '(?:old|original|existing|previous|current|present|earlier|former|prior|first)';
const REST =
  '(?:rest|remainder|remaining|others?|further|everything(?: (?:else|below|above|here))?|existing|previous|original)';
const NOUN =
  '(?:code|logic|body|loops?|blocks?|branch(?:es)?|cases?|steps?|lines?|parts?|half|sections?|functions?|methods?|class(?:es)?|handlers?|implementations?|statements?|definitions?|members?|fields?|entries|keys|settings|options|props|rules|jobs|tests?|imports|setup|file|version|contents?|calls?|checks?)';
const GONE =
  '(?:unchanged|unmodified|untouched|unaltered|preserved|retained|kept|elided|omitted|skipped|snipped|truncated|intact|left out|left as is|left alone|not shown|not repeated)';
const BE =
  '(?:(?:is|are|was|were|stays?|remains?|continues?|left|kept|be|to be|goes?|exactly|all|still|here) )*';
/** As code was at another time or stands in another place. */
const AS_OLD = `(?:(?:just |exactly )?(?:as|like) (?:(?:it|they|this|these) (?:was|were|is|are)(?: (?:before|now|already))?|before|above|earlier|previously|originally|now|was|were|is|already there|(?:in|with) (?:the |your )?${OLD}(?: ${NOUN})?)|(?:identical|equal|same) (?:to|as|with) (?:the |your )?${OLD}(?: ${NOUN})?|the way (?:it|they) (?:is|are|was|were)(?: before)?)`;
const END = '(?: (?:here|below|above|from here(?: on| down)?|for brevity))*';
const only = (...said: readonly string[]): RegExp => new RegExp(`^(?:${said.join('|')})$`);

/** What is said of old code and of keeping it or leaving it out, by nobody who writes code out. */
const CERTAIN = only(
  // "Keep your existing loop here", "leave the remaining part untouched".
  `(?:please )?(?:keep|leave|retain|preserve|insert|paste|copy) (?:(?:the|your|all|all the|all of the) )?${REST}(?: of(?: the| your)?)?(?: [\\w-]+){0,2}?(?: (?:here|as is|as-is|in place|alone|${GONE}|${AS_OLD}))+`,
  // "Previous code here", "the rest of the steps is as it was".
  `(?:the |your |all )?${REST}(?: of(?: the| your)?)?(?: [\\w-]+){0,2}? ${BE}(?:${GONE}|${AS_OLD}|as-is|as is|the same|stays?|remains?|in place)${END}`,
  `(?:the |your |all )?(?:${REST}|${OLD})(?: of(?: the| your)?)?(?: [\\w-]+)?(?: ${NOUN}) (?:goes |stays |remains |is |are )?(?:here|below)`,
  `(?:there (?:is|are) )?(?:no|without) (?:further )?(?:modifications?|changes?|edits?|alterations?|updates?)(?: (?:needed|required|made|necessary))? (?:past|beyond|below|after|behind|from|under)(?: (?:this|that|the))?(?: (?:point|line|here|comment|on|onwards?))*`,
  `nothing (?:else )?(?:changes|changed|to change|is changed) (?:past|beyond|below|after|from|under|here)(?: (?:this|that))?(?: (?:point|line|here|comment|on|onwards?))*`,
);
/** The same without a word of which code it is: in brackets. */
const IN_BRACKETS = only(
  `(?:[\\w$-]+ (?:and )?){1,4}?${BE}(?:${GONE}|${AS_OLD})${END}|(?:${GONE}|${AS_OLD})${END}|(?:the |your )?${REST}(?: of(?: the| your)?)?(?: [\\w-]+){0,2}`,
);
/** What people may say of code that they do write out. */
const WEAK = only(
  `(?:the |exactly |exact )*(?:same|identical|equal)(?: [\\w-]+)? (?:as|like|to) (?:above|before|earlier|previously|below|(?:the )?${OLD}(?: ${NOUN})?)`,
  `(?:and )?(?:so on )?(?:all )?${AS_OLD}`,
  `(?:the |this |your )?(?:[\\w-]+ )?${NOUN} ${BE}(?:${GONE}|${AS_OLD})${END}`,
  `(?:[\\w$-]+ ){1,3}(?:etc )?${AS_OLD}`,
  // "See above", "refer to the original version".
  `(?:see|refer to|cf) (?:the |your )?(?:(?:${NOUN} )?(?:above|below|before|earlier)|${OLD}(?: ${NOUN}| one)?)`,
  // "Your loop goes here", "put the logic here".
  `(?:put |add |insert |write |place )?(?:the |your )?(?:[\\w-]+ )?(?:${NOUN}|${REST}) (?:goes |comes |belongs )?here`,
  `(?:put |add |insert |write |place )?your(?: [\\w-]+){1,2} (?:goes |comes |belongs )?here`,
  `${GONE} (?:from|since) (?:before|above|earlier|(?:the )?${OLD}(?: ${NOUN})?)`,
  '(?:the )?same|ditto|idem|etc|and so (?:on|forth)',
);
const COMMENT = /^[^\w"']*?(?:\/\*+|\/\/+|#+|<!--+|^\s*(?:--+|;+|%+))\s*(.*?)\s*(?:\*+\/\s*\}?|--+>)?\s*$/;
const MEMBER = /^\s*"(?:\W*|_*comments?_*|\$comment|\/\/[^"]*)"\s*:\s*"([^"]*)",?\s*$/;
const BRACKETED = /^\W*[[(<{].*[\])>}]\W*$/;
const ONLY_DOTS = /^\W*[[(<]\s*(?:\.{3,}|…)\s*[\])>]\W*$|^(?:\.{3,}|…)$/;
const MAX_LENGTH = 120;
const MIN_LOST = 2;

/**
 * The lines, from 0, of comments that speak of code as it was or of leaving it out, where code went in the same place:
 * beside code that stays, people write some of them too.
 * @param isNew whether a line is none of the file as it was
 */
export function elidedInHunks(
  before: readonly string[],
  after: readonly string[],
  isNew: (index: number) => boolean,
): ReadonlySet<number> {
  const suspects = after.flatMap((line, index) => {
    const force = forceOf(line);
    return force === null || !isNew(index) ? [] : [{ index, force }];
  });
  if (suspects.length === 0) return new Set();
  const [old, now] = [trimmed(before), trimmed(after)];
  const kept = new Set(now);
  const changes = lineChanges(old, now);
  const found = suspects.filter(({ index, force }) => {
    const hunk = changes.find(({ afterStart, afterEnd }) => afterStart <= index && index < afterEnd);
    return hunk !== undefined && isTooLittle({ old, now, kept }, hunk, force);
  });
  return new Set(found.map(({ index }) => index));
}

type Sides = {
  readonly old: readonly string[];
  readonly now: readonly string[];
  readonly kept: ReadonlySet<string>;
};
type Force = 'certain' | 'weak';

function isTooLittle({ old, now, kept }: Sides, hunk: LineChange, force: Force): boolean {
  const removed = old.slice(hunk.beforeStart, hunk.beforeEnd).filter(isCodeLine);
  const lost = removed.filter((line) => !kept.has(line)).length;
  const added = now
    .slice(hunk.afterStart, hunk.afterEnd)
    .filter((line) => isCodeLine(line) && !MEMBER.test(line));
  return lost >= MIN_LOST && (force === 'certain' || added.length < lost);
}

function forceOf(line: string): Force | null {
  if (line.length > MAX_LENGTH) return null;
  const comment = (MEMBER.exec(line) ?? COMMENT.exec(line))?.[1];
  if (comment === undefined) return null;
  if (ONLY_DOTS.test(comment)) return 'weak';
  const said = (comment.toLowerCase().match(/[\p{L}\p{N}_$'-]*[\p{L}\p{N}_$]/gu) ?? []).join(' ');
  if (CERTAIN.test(said)) return 'certain';
  if (BRACKETED.test(comment) && IN_BRACKETS.test(said)) return 'certain';
  return WEAK.test(said) ? 'weak' : null;
}

function trimmed(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.trim());
}
