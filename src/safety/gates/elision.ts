// The words that comments in place of left-out code are made of. A comment with words of its own says something else.
const FILLERS =
  'the a an all any of your my this that its is are and in to as it with for from here above below before after still goes go stay stays kept keep keeps leave left remain remains be should same no not change changes';
const NOUNS =
  'code file class classes function functions method methods implementation implementations module component body logic import imports content contents lines script program test tests definition definitions property properties fields cases handler handlers routes template section constructor declarations exports branch branches arm arms case clause clauses statement statements block blocks behaviour behavior variants members';
const LEFT_OUT = 'unchanged unmodified omitted elided truncated snip snipped brevity';
const WHICH = 'rest remainder existing previous original remaining other others more else everything';

const wordsOf = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const NOUN = wordsOf(NOUNS);
const GONE = wordsOf(LEFT_OUT);
const WHICH_CODE = wordsOf(WHICH);
const KNOWN = wordsOf([FILLERS, NOUNS, LEFT_OUT, WHICH].join(' '));

const MAX_LENGTH = 120;
/** How many words of its own a comment may hold that says outright that code was left out; names of things, mostly. */
const MAX_NAMES = 2;
const DOTS = /\.{3,}|…/;
const COMMENT =
  /(?:\/\*+|\/\/+|#+|<!--+|"{3}|'{3}|^(?:--+|;+|%+))\s*(.*?)\s*(?:\*+\/\s*\}?|--+>|"{3}|'{3})?$/;
/** A line without a comment sign, of words between dots. A spread (`...rest`) has no space after its dots. */
const DOTTED_LINE = /^[[(]?(?:\.{3,}|…) [\p{L}\p{N}_ ()'-]+(?:\.{3,}|…)?[\])]?$/u;
/** What a comment calls by the name that a pattern gives it. */
const SPREAD = /^,?\s*\.{3}\w+(?:\s*\*\/.*)?$/;
const STAYS =
  /\b(?:remains?|stays?|is|are|kept?|left) (?:exactly )?(?:the same|as is|as-is|as before|as it was|untouched|intact)\b/i;
const REST_OF = /\b(?:rest|remainder) of\b/i;
const GOES_HERE = /\b(?:rest|remaining|other|existing|original|your)\b.* (?:goe?s? )?here$/i;
/** Behind code the same words speak of it. */
const STANDS_ALONE = /^(?:\/[/*]|#|<!--|--|;|%)/;
/** A comment in an example of code that a comment shows. */
const IN_EXAMPLE = /^(?:\/\/+|#+|\*)\s+(?:\/\/|#)\s/;
/** All that a comment says, without a word of what it is about: nobody who writes code needs to say so. */
const ONLY_UNCHANGED =
  /^(?:(?:is|are|code|kept|left|remains?|stays?|still) )*(?:unchanged|unmodified|no changes?(?: here)?|(?:the )?same as before|as before)[.!]*$/i;
/** A line so long was broken for its length, unless a sentence ends there. */
const MIN_BROKEN_LENGTH = 60;
const GOES_ON = /[\w`'",)\]]$/;
/** "Truncated file" tells of a file; "file truncated" of what is not there. */
const IS_ADJECTIVE =
  /^(?:omitted|elided|truncated) (?:fields?|file|lines?|contents?|properties|property)\.?$/i;
const NO_CHANGE =
  /^(?:#|\/\/)\s*(?:no changes?|(?:the )?(?!(?:rest|remainder|existing|everything|others?|code|file|functions?|methods?|class|tests?|implementation|logic|body)\b)[a-z]+ (?:is|are|remains?|stays?|(?:should|must) (?:be|remain|stay)) (?:unchanged|unmodified))\.?$/i;
const BEGINS_ANEW =
  /^\s*(?:$|[@#})\]]|\/\/|(?:async|class|def|describe|end|export|fn|func|function|it|private|pub|public|static|test)\b)/;
const BETWEEN_DOTS = /^\W*(?:\.{3}|…).*(?:\.{3}|…)\W*$/;
const BEGINS_WITH_WHICH =
  /^\W*(?:(?:the|all|all the) )?(?:rest|remainder|everything else|existing|other|remaining|previous|original)\b/i;

/**
 * Whether a line stands in place of code: a comment, or words between dots, that say only that code was left out.
 * @param above the line before it: the comment may end a sentence that begins there
 */
export function isElision(line: string, above = ''): boolean {
  const trimmed = line.trim();
  if (trimmed.length < 6 || trimmed.length > MAX_LENGTH) return false;
  if (IN_EXAMPLE.test(trimmed)) return false;
  if (DOTTED_LINE.test(trimmed)) return saysLeftOut(trimmed);
  // Inside a block comment are sentences about the code: only dots make one of them a placeholder.
  const inBlock = /^\*\s/.test(trimmed) && DOTS.test(trimmed) ? trimmed.slice(1) : null;
  const comment = COMMENT.exec(trimmed)?.[1] ?? inBlock;
  if (comment === null || (!DOTS.test(comment) && isUnfinished(above))) return false;
  return (STANDS_ALONE.test(trimmed) && ONLY_UNCHANGED.test(comment)) || saysLeftOut(comment.trim());
}

/** A member whose key is no key, or an element: JSON has no comments. */
const NO_MEMBER = /^"(?:\W*(?:\.{3}|…)?\W*|_*comments?_*|\$comment|\/\/[^"]*)"\s*:\s*"([^"]*)",?$/i;
const OF_OLD =
  /\b(?:unchanged|unmodified|omitted|elided|truncated|rest|remaining|remainder|existing|previous|original|as before)\b/i;
const ELEMENT = /^"\W*((?:\.{3}|…)[^"]*)",?$/;

/** Whether a line of JSON stands in place of members or elements. */
export function isElidedJson(line: string): boolean {
  const trimmed = line.trim();
  if (trimmed.length > MAX_LENGTH) return false;
  const said = (NO_MEMBER.exec(trimmed) ?? ELEMENT.exec(trimmed))?.[1];
  if (said === undefined || !OF_OLD.test(said)) return false;
  return ONLY_UNCHANGED.test(said) || saysLeftOut(said);
}

const BRANCH = /\b(?:if|else|elif|case|default|when)\b.*[{:]\s*$/;

/** Whether a comment says that a branch has nothing to do. */
export function isEmptyBranch(line: string, above: string): boolean {
  return /^(?:#|\/\/|\/\*)\s*no change\.?\s*(?:\*\/)?$/i.test(line.trim()) && BRANCH.test(above);
}

/** Whether a comment says of the code below it, which begins no definition, that nothing changes there. */
export function isOfNoChange(line: string, below: string): boolean {
  return NO_CHANGE.test(line.trim()) && indentOf(line) === indentOf(below) && !BEGINS_ANEW.test(below);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Whether a line is a comment whose sentence, of something else than left-out code, goes on below. */
function isUnfinished(line: string): boolean {
  const trimmed = line.trim();
  const said = STANDS_ALONE.test(trimmed) ? (COMMENT.exec(trimmed)?.[1] ?? '') : '';
  return line.length >= MIN_BROKEN_LENGTH && GOES_ON.test(said) && !BEGINS_WITH_WHICH.test(said);
}

function saysLeftOut(comment: string): boolean {
  if (SPREAD.test(comment)) return false;
  const said: readonly string[] = comment.toLowerCase().match(/[\p{L}\p{N}_']+/gu) ?? [];
  const has = (words: ReadonlySet<string>): boolean => said.some((word) => words.has(word));
  const isGone = has(GONE) || STAYS.test(comment);
  const names = said.filter((word) => !KNOWN.has(word)).length;
  const isAboutCode = has(NOUN) || /\b(?:rest|remainder|everything)\b/i.test(comment);
  if (isGone && isAboutCode && names <= MAX_NAMES && BEGINS_WITH_WHICH.test(comment)) return true;
  if (names <= 1 && has(WHICH_CODE) && BETWEEN_DOTS.test(comment)) return true;
  if (names > 0 || IS_ADJECTIVE.test(comment)) return false;
  const isMarked = DOTS.test(comment) || /^[[(<].*[\])>]$/.test(comment);
  if (isMarked && (isGone || has(WHICH_CODE) || said.includes('same'))) return true;
  if (!has(NOUN)) return said.includes('brevity');
  const isOrder = /^(?:keep|leave)\b/i.test(comment) && has(WHICH_CODE);
  return isGone || REST_OF.test(comment) || GOES_HERE.test(comment) || isOrder;
}
