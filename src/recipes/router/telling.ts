import { isLikeCode } from './looks.ts';
import type { Word } from './word.ts';

/** Verbs that a clause tells with. None is a noun as well, which titles may have: "calls to promises". */
const TELLING_WORDS = `
  asked lives shows fails keep drive calls gets got makes keeps means says looks sounds feels seems hates stumbles remembers knows understands computes moved dominates happens comes
  came wonders finds found tells told contains dropped decided agreed switched confuses repeats passes depends writes doubles clutters
  shouts grew grows ended went reports complains warns suggests recommends bites confuse annoys bothers hurts slows wastes sits hides appears
  exists survived stems dates started became broke breaks upgraded adopted settled chose landed merged shipped bumped introduced requires
  expects parses relies serves wants stopped tried saw noticed counted spent lost kept said forgot needs existed insists bite annoy hurt
  mislead clutter irritate scare puzzle trip deserve sucks suck smells smell fell forbids goes holds`;

/** The same, as one of several in a pattern. */
export const TELLING = TELLING_WORDS.trim().split(/\s+/).join('|');

const VERB = new RegExp(`^(?:is|are|was|were|am|'s|has|have|had|does|do|did|can|cannot|${TELLING})$`);
const DOES = /^[a-z]+[^su]s$/;
const NOUNS =
  /^(?:its|this|alias|calls|types|names|methods|functions|files|modules|tests|params|parameters|arguments|args|props|strings|chains|callbacks|promises|users|variables|constants|lines|comments|hints|annotations|values|keys|fields|objects|usages|statements|imports|exports|expressions|literals|clauses|blocks|syntax|docstrings|headers)$/;

const ADVERB = /^(?:only|just|still|never|always|also|now)$/;
const WISHING = /^(?:has|does|is|was|needs|wants|belongs|deserves|becomes|lacks)$/;

/** Whether a word can only be a verb by the name of code before it: "load_rates only parses the file". */
export function isDone(words: readonly Word[], at: number): boolean {
  const [far, before, word] = [words[at - 2], words[at - 1], words[at]];
  const subject = before !== undefined && ADVERB.test(before.key) ? far : before;
  if (word === undefined || word.isQuoted || subject === undefined || !isThing(subject)) return false;
  return DOES.test(word.key) && !NOUNS.test(word.key) && !WISHING.test(word.key);
}

/** Where the first verb of a clause stands, so that its subject ends. */
export function verbAt(clause: readonly Word[]): number {
  return clause.findIndex(({ key, isQuoted }, at) => (!isQuoted && VERB.test(key)) || isDone(clause, at));
}

/** What a request may be about: a path, or a name of code. */
export function isThing(word: Word): boolean {
  return word.kind === 'path' || isLikeCode(word);
}
