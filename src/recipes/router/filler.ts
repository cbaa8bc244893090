import { isNeutral } from './neutral-words.ts';
import { isVerb } from './verbs.ts';
import type { Word } from './word.ts';

// "instead" at the end of a request; "instead of" says which way it goes.
const TURNING: ReadonlyMap<string, string> = new Map([
  ['instead', 'of'],
  ['rather', 'than'],
]);

// "just rename it", "only rename it": before another word it limits.
const BEFORE_VERBS = /^(?:just|only)$/;
const ENDINGS = /^(?:should|could|must|would|can|please)$/;
// What a linter calls a rule. Some ask for a recipe themselves.
const CODE_OF_RULE = /^[A-Z]{1,4}\d{3,5}$/;
const OWN_CODES = /^(?:F401|F841|I001|UP\d+|D10\d)$/;
const WHOLE = /^(?:everything|all|anything|every|any|none|nothing|everybody|them|each)$/;
const SUBJECT =
  /^(?:it|they|we|i|this|that|these|nobody|nothing|there|please|still|is|are|has|have|do|does|never|could|would|should|can|you|want|need)$/;
// How something is done, unless that limits it.
const MANNER = /^[a-z]{4,}ly$/;
const PARTLY =
  /^(?:only|recursively|partially|partly|mostly|mainly|exclusively|solely|selectively|randomly|conditionally|lazily|early|daily|weekly|monthly|readonly|apply|reply|supply|imply|comply|multiply|assembly|family|anomaly|asynchronously|synchronously|concurrently|privately|publicly|internally|externally|locally|temporarily|hardly|barely|rarely|seldom|initially|firstly|lastly|optionally|separately|individually|differently|alternatively|additionally|secondly|relatively|deeply|manually)$/;
const YEAR = /^(?:19|20)\d\d$/;
const SINCE = /^(?:is|'s|from|since|like|so|very|was|of)$/;
const COUNT = /^\d+$/;
const COUNTED = /^(?:hits?|findings|warnings|complaints|times|occurrences|places|spots|years|months|weeks)$/;

// "Is it sorted?" asks to know.
const ASKS_TO_KNOW = /^(?:does|do|did|is|are|was|were|has|have|should|must|shall|may|might)$/;

/** Whether a word can be passed over wherever it stands. */
export function isFiller(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || word.isQuoted || word.text.startsWith('@')) return false;
  if (at === 0 && ASKS_TO_KNOW.test(word.key)) return false;
  if (BEFORE_VERBS.test(word.key))
    return isVerb(words[at + 1]?.key ?? '') || ENDINGS.test(words[at - 1]?.key ?? '');
  if (at < 4 && CODE_OF_RULE.test(word.text) && !OWN_CODES.test(word.text)) return true;
  if (word.key === 'again') return OWN_CODES.test(words[at - 1]?.text ?? '');
  if (COUNTED.test(word.key) && COUNT.test(words[at - 1]?.key ?? '')) return true;
  if (YEAR.test(word.key) && SINCE.test(words[at - 1]?.key ?? '')) return true;
  if (COUNT.test(word.key)) return COUNTED.test(words[at + 1]?.key ?? '');
  if (word.key === 'but') return isTurn(words, at);
  const next = TURNING.get(word.key);
  if (MANNER.test(word.key) && !PARTLY.test(word.key)) return true;
  return next === undefined ? isNeutral(word.key) : words[at + 1]?.key !== next;
}

/** ", but it is old" goes on with another clause; "all but the first" leaves something out. */
function isTurn(words: readonly Word[], at: number): boolean {
  const [before, word, next] = [words[at - 1], words[at], words[at + 1]];
  if (before === undefined || word === undefined || next === undefined) return true;
  const isMarked = word.start - before.end > 1;
  return !WHOLE.test(before.key) && (isMarked || SUBJECT.test(next.key));
}

const WISHING = `(want|wants|need|wish|prefer|hope|(would|'d) (like|love|prefer|rather)|should|must|have|are|ought|can|could|may|will)`;

/** Whether a word begins sentences and names nothing, although it is written large there. */
export function isPlain(key: string): boolean {
  return isNeutral(key) || TURNING.has(key);
}

/** What may be said around every request, in the form of patterns. */
export const ASIDES: readonly string[] = [
  `(i|we|you|everybody|everyone) [really|also|all|now|still] ${WISHING} [to] [(have|see|get)]`,
  '(i|we) (think|believe|feel|guess|suggest|propose) [that]',
  `(is it possible|any chance|any way|is there [any] (way|chance)|would it be possible) (to|that|of)`,
  `[(there|here|in {file}) (is|are|'s)] [still] (few|several|some|many|lot of|lots of|bunch of|tons of|number of|handful of)`,
  `(@tool|style guide|pydocstyle|legal|lead|boss|tsc) ['s] [--check|check|rule] [(keeps|keep|still|always|again)] (complains|complain|complaining|warns|warn|nags|nagging|
    fails|fail|failing|reports|report|flags|flag|found|finds|says|wants|want|demands|requires|asks|asked|ask|asking|shows|marks|highlights|forbids|forbid|
    (is|are) [not] (red|happy|unhappy|green|failing|complaining)) [again|everywhere] [about|that|for|with|on|over|to have|to see|because of]`,
  `(as|like) [(we do|(is|it 's|it is) done|done)] [everywhere] (in rest of [our|this] @code|elsewhere|everywhere else)`,
  `(as|like) (@tool|pyupgrade|prettier) (does|do|wants|would) [it]`,
  '(going|from) forward|from now on|at the moment|at moment|as usual|by now|any more|anymore|any longer|at all|at last|of course|in first place',
  '(would|will) (be|look|read) (nice|great|good|lovely|cool|better|nicer|clearer|cleaner|helpful|welcome) [as]',
  'these days|nowadays|all time|every time|by hand|[we|you|i can] (complete|finish|fill in|fill) [them] [later|ourselves|myself|in]',
  '(do|does) [far|way] (too|so) (much|many things)|too much going on|[getting|too|far|way] too (big|long|large|complex|complicated)',
  'full of|code base|(any|some) (chance|way) to|[at|on] top [of]|(keep|keeps) (asking|complaining)',
  'where (it|they) (belongs|belong)',
  `do (it|this|that)|[that] (is|it is|it 's) all`,
  "(after|left over from|left by|left behind by) [our|the] (last|latest|recent|big|this|previous|old) [big|week|month|sprint] ['s] (changes|refactorings|updates|refactoring|refactor|cleanup|rewrite|release|upgrade|migration|change|merge|move)",
  '(before|for|until|by|with) [next|upcoming|our] [{version}] (release|sprint|demo|review|merge|version)',
  '[file|module|script] {file}',
  '[(it|that|this|i) (would|will)] [be] [much|so|very] (nicer|better|great|nice|good|cool|lovely|cleaner|glad|happy|grateful|appreciate it|appreciated|thankful) if [you could|we could|someone could]',
  '@state',
  '@tool (strict|strict mode|--strict|settings|config|rules)',
  '(this|that) [whole] (handler|loop|block|endpoint|reducer|hook|service|controller|view|page|routine|thing|one|method|module) [is|has|gets|keeps] [getting|become|became|grown|growing] [way|far|much|too] [too] [long|big|large|complex|complicated|much]',
  '[that] (last|only) [remaining] [one|ones|piece|bit] [that] (we|i) have [is|are|left] [in] [here]|(case|spelling|name|rename|typo|file name) (only|change [only])',
  '[because|since|as|so that] (i|we) [would] (want|like|need) (@tool|compiler|checker|editor) to (check|understand|help|see|read|catch|cover) [@code|it|them|this|us|more|things] [@code]',
  '[so] what (i|we) (want|need|would like|wish) is [that]|(and the like|and so on|etc)',
  '(this|these|that|those) [old|legacy|whole] (component|components|script|class|helper|function|functions|package|folder|directory|library)',
];
