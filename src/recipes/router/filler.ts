import type { Word } from './word.ts';

// Words that neither ask for work nor limit it. None of direction ("to", "from", "with"), denial ("not", "without"),
// condition ("if", "unless") or part ("only", "some") is among them: these belong to phrases.
const FILLERS = new Set(
  `this that these those there here it they them its their our my us me who whom which
  is are was were be been being am has have having had do does did get gets got
  can could would should must shall may might will ought need needs
  thanks thx cheers hi hello hey folks team guys someone somebody anyone package library maybe perhaps really actually simply quickly finally now currently still
  already again today asap very quite pretty much far so completely entirely totally consistently always
  all any every each whole entire everything everywhere throughout across
  in on at of for inside within over and but because since ok okay well
  code codebase file files module modules script scripts place places thing things stuff
  happy nice great good kind moment`.split(/\s+/),
);
// "instead" at the end of a request; "instead of" says which way it goes.
const TURNING: ReadonlyMap<string, string> = new Map([
  ['instead', 'of'],
  ['rather', 'than'],
]);

// "Is it sorted?" asks to know.
const ASKS_TO_KNOW = /^(?:does|do|did|is|are|was|were|has|have|should|must|shall|may|might)$/;

/** Whether a word can be passed over wherever it stands. */
export function isFiller(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || word.isQuoted) return false;
  if (at === 0 && ASKS_TO_KNOW.test(word.key)) return false;
  const next = TURNING.get(word.key);
  return next === undefined ? FILLERS.has(word.key) : words[at + 1]?.key !== next;
}

const WISHING = `(want|wants|need|wish|prefer|hope|(would|'d) (like|love|prefer|rather)|should|must|have|are|ought|can|could|may|will)`;

/** Whether a word begins sentences and names nothing, although it is written large there. */
export function isPlain(key: string): boolean {
  return FILLERS.has(key) || TURNING.has(key);
}

/** What may be said around every request, in the form of patterns. */
export const ASIDES: readonly string[] = [
  `(i|we|you|everybody|everyone) [really|also|all|now|still] ${WISHING} [to] [(have|see|get)]`,
  '(i|we) (think|believe|feel|guess|suggest|propose) [that]',
  `(is it possible|any chance|any way|is there [any] (way|chance)|would it be possible) (to|that|of)`,
  `[(there|here|in {file}) (is|are|'s)] [still] (few|several|some|many|lot of|lots of|bunch of|tons of|number of|handful of)`,
  `(@tool|style guide|pydocstyle|legal|lead|boss|tsc) ['s] [--check|check|rule] [(keeps|keep|still|always|again)] (complains|complain|complaining|warns|warn|nags|nagging|
    fails|fail|failing|reports|report|flags|flag|found|finds|says|wants|want|demands|requires|asks|ask|asking|shows|marks|highlights|forbids|forbid|
    (is|are) [not] (red|happy|unhappy|green|failing|complaining)) [again|everywhere] [about|that|for|with|on|over|to have|to see|because of]`,
  `(as|like) [(we do|(is|it 's|it is) done|done)] [everywhere] (in rest of [our|this] @code|elsewhere|everywhere else)`,
  `(as|like) (@tool|pyupgrade|prettier) (does|do|wants|would) [it]`,
  '(going|from) forward|from now on|at the moment|at moment|as usual|by now|any more|anymore|any longer|at all|at last|of course|in first place|not here',
  "(it is|it 's) 20{number}",
  '(would|will) (be|look|read) (nice|great|good|lovely|cool|better|nicer|clearer|cleaner|helpful|welcome) [as]',
  'these days|nowadays|all time|every time|by hand|[we|you|i can] (complete|finish|fill in|fill) [them] [later|ourselves|myself|in]',
  '(do|does) [far|way] (too|so) (much|many things)|too much going on|[getting|too|far|way] too (big|long|large|complex|complicated)',
  'full of|code base|(any|some) (chance|way) to|[at|on] top [of]|(keep|keeps) (asking|complaining)',
  `do (it|this|that)|[that] (is|it is|it 's) all`,
  'after [our] (last|latest|recent|big) [big] (refactoring|refactor|cleanup|rewrite|release|upgrade|migration|change|merge|move)',
  '(before|for|until|by|with) [next|upcoming|our] [{version}] (release|sprint|demo|review|merge|version)',
  '[file|module|script] {file}',
  '@state',
  '(this|these|that|those) [old|legacy|whole] (component|components|script|class|helper|function|functions|package|folder|directory|library)',
];
