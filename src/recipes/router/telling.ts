import { isLikeCode } from './looks.ts';
import { LANGUAGE } from './statements.ts';
import { isVerb } from './verbs.ts';
import type { Word } from './word.ts';

// Where a clause begins or ends.
const MARK = /[.;:!?,()\n—]|\s[-–]+\s/;
const JOINT = /^(?:because|since|as|given|seeing|considering)$/;
const OBJECT = /^(?:it|them|this|that|its|their|everything|all|any|each)$/;
const LIMIT = /^(?:only|just)$/;
const BEFORE_VERB = /^(?:and|or|to|please|but|so|then|let|we|i|you)$/;
// Verbs that nobody makes a request of a recipe with.
const ORDER =
  /^(?:keep|run|leave|skip|check|stop|ensure|get|call|do|try|read|test|log|return|raise|support|handle|allow|show|print|set|explain|be|check|build|deploy|drop)$/;
const LEADS = /^(?:to|into|as|with|from|by)$/;
const SUBJECT =
  /^(?:it|they|this|that|these|those|he|nobody|no|none|everyone|everybody|people|we|i|you|newcomers|readers|reviewers?|reviews?|linters?|lint|ci|build|eslint|ruff|flake8|pylint|mypy|pyright|tsc|editor|ide|team|name|main|colleagues?|coworkers?|teammates?|boss|lead|sonar|sonarqube|biome|prettier|profiling|users)$/;
const FACT =
  /^(?:is|are|was|were|am|'s|has|have|had|does|do|did|can|cannot|gets?|got|makes?|keeps?|takes?|means?|says?|looks?|sounds?|hates?|stumbles?|remembers?|knows?|understands?|shows?|computes?|calls?|runs?|reads?|moved|dominates?|happens|comes?|wonders?|finds?|tells?|returns?|uses?|contains?|holds?|supports?|targets?|dropped|decided|agreed|switched|stay|stays|run|check|like|prefer|confuses?|repeats?|works?|passes|stops?|depends?|writes?|doubles?|clutters?|belongs?)$/;
// Verbs that are nouns as well, and what does them.
const NOUN = /^(?:calls?|returns?|uses?|shows?|runs?|reads?|targets?|checks?|supports?|stops?|takes)$/;
const WHO =
  /^(?:which|that|who|actually|really|only|just|never|always|still|also|already|now|no|longer|not|code|module|file|script|function|method|class|package|service|app|library|[a-z]{3,}s)$/;
const TURN = /^(?:so|and|but|therefore|function|method|class|variable|constant|name|dict|dictionary)$/;
// What asks, limits, or tells of a fault: a clause with one of these is no mere reason.
const ASKING =
  /^(?:should|must|shall|ought|needs?|wants?|wish|would|except|unless|before|formerly|previously|if|when|whenever|until|without|instead|also|too|otherwise|then|both|separate(?:ly)?|another|different|tests?|docs?|documentation|comments?|readme|changelog|alias|crash(?:es|ed|ing)?|broken|wrong|bugs?|buggy|hangs?|leaks?|missing|lost|loses|throws?|raises?|ignores?|forgets?|incorrect(?:ly)?|fault|faulty|slower)$/;

/** Where clauses end that only tell, whatever their words, by the index of the word at which they begin. */
export function tellingIn(sentence: string, words: readonly Word[]): ReadonlyMap<number, readonly number[]> {
  const telling = new Map<number, readonly number[]>();
  let isStatement = false;
  for (const from of words.keys()) {
    const begins = isMarked(sentence, words, from);
    if (begins) isStatement = states(sentence, words, from);
    const isClause = begins || JOINT.test(words[from]?.key ?? '');
    const isTold = isClause ? SUBJECT.test(subjectOf(words, from)) : isStatement && isFact(words, from);
    const ends = isTold ? endsOf(sentence, words, from).filter((end) => tells(words.slice(from, end))) : [];
    if (ends.length > 0) telling.set(from, ends);
  }
  return telling;
}

function isMarked(sentence: string, words: readonly Word[], at: number): boolean {
  const gap = sentence.slice(words[at - 1]?.end ?? 0, words[at]?.start ?? sentence.length).replace('()', '');
  return at === 0 || at === words.length || MARK.test(gap);
}

/** Whether the words up to the next mark ask for nothing: of what they are about the rest tells, from its verb on. */
function states(sentence: string, words: readonly Word[], from: number): boolean {
  const end = words.findIndex((_, at) => at > from && isMarked(sentence, words, at));
  const clause = words.slice(from, end === -1 ? words.length : end);
  return clause.some((_, at) => isFact(clause, at)) && !clause.some((_, at) => asks(clause, at));
}

/** A verb of telling; behind a name that can only be code, any verb: "load_rates parses the file". */
function isFact(words: readonly Word[], at: number): boolean {
  const [word, next] = words.slice(at, at + 2);
  if (word === undefined || word.isQuoted || word.kind !== 'word') return false;
  const before = words[at - 1];
  if (NOUN.test(word.key) && !doesIt(before)) return false;
  if (FACT.test(word.key)) return true;
  const verb = LIMIT.test(word.key) ? next : word;
  return (
    before !== undefined && isThing(before) && /^[a-z]{2,}s$/.test(verb?.key ?? '') && verb?.key !== 'its'
  );
}

/** Whether a word before a noun that is a verb as well says who does it: "`.format()` calls" and "annotate returns" have none. */
function doesIt(before: Word | undefined): boolean {
  if (before === undefined || before.text.startsWith('.') || isVerb(before.key)) return false;
  return isThing(before) || before.isAfterArticle || SUBJECT.test(before.key) || WHO.test(before.key);
}

function subjectOf(words: readonly Word[], from: number): string {
  const first = words.slice(from, from + 3).find(({ key }) => !JOINT.test(key) && key !== 'that');
  const second = words[from + 1]?.key ?? '';
  if (words[from]?.isQuoted === true) return '';
  return /^(?:names?|code|editor|boss|checker)$/.test(second) ? 'name' : (first?.key ?? '');
}

/** What a recipe may have a slot for: nothing that only tells, but what it tells of. */
function isThing(word: Word): boolean {
  return word.kind === 'path' || isLikeCode(word);
}

function endsOf(sentence: string, words: readonly Word[], from: number): readonly number[] {
  const ends: number[] = [];
  for (let at = from + 1; at <= words.length; at++) {
    const isEnd = isMarked(sentence, words, at);
    const word = words[at];
    if (isEnd || (word !== undefined && (isThing(word) || TURN.test(word.key) || LANGUAGE.test(word.key))))
      ends.push(at);
    if (isEnd) return ends;
  }
  return ends;
}

/** Clauses have a verb by their subjects; one that ends before a name must not lead to it. */
function tells(words: readonly Word[]): boolean {
  return (
    words.length > 1 &&
    !LEADS.test(words.at(-1)?.key ?? '') &&
    !words.some(({ key }) => LANGUAGE.test(key)) &&
    !words.some(({ isQuoted }, at) => isQuoted || asks(words, at))
  );
}

/** Words that ask, and verbs of requests: at the beginning, behind a joint, and behind "we". */
function asks(words: readonly Word[], at: number): boolean {
  const [word, next] = words.slice(at, at + 2);
  if (word === undefined) return false;
  if (LIMIT.test(word.key)) return next?.key.endsWith('s') !== true || next?.kind !== 'word';
  const before = words[at - 1]?.key ?? 'and';
  if (ASKING.test(word.key)) return true;
  if (!BEFORE_VERB.test(before)) return false;
  const isDone =
    at > 0 && /^(?:and|or)$/.test(before) && OBJECT.test(next?.key ?? '') && !FACT.test(word.key);
  if (/^(?:we|i|you)$/.test(before)) return isVerb(word.key) && !FACT.test(word.key);
  return isDone || isVerb(word.key) || ORDER.test(word.key);
}
