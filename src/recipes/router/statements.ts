// Clauses that tell and ask for nothing, whatever their words: "Node 22 is our baseline now". Where another clause of the
// sentence asks, their words can be passed over, but for names of code and paths, which the request may be about.
import type { Clause } from './mood.ts';
import { isThing, verbAt } from './telling.ts';
import { isVerb } from './verbs.ts';
import type { Word } from './word.ts';

// What asks, forbids or limits; and faults, which a request may be to mend.
const ASKING =
  /^(?:should|must|shall|ought|needs?|wants?|wish|would|could|please|let|lets|let's|except|unless|besides|before|formerly|previously|if|when|whenever|until|without|instead|also|too|likewise|otherwise|both|separate(?:ly)?|another|different|tests?|docs?|documentation|comments?|readme|changelog|alias|crash(?:es|ed|ing)?|broken|wrong|bugs?|buggy|hangs?|leaks?|missing|lost|loses|throws?|raises?|forgets?|incorrect(?:ly)?|fault|faulty|slower|ones?|others?|rest|remaining|some|few|first|last|half|stay|stays|keep|leave|leaves|skip|retain|preserve|ignore|exclude|excluded|excluding|apart|those|may|later|not)$/;
/** What limits no request that follows: "the last interpreter", "to await these later". */
const UNLIMITING = /^(?:just|want|later|could|last \S+) /;
const PART = /^(?:folders?|director(?:y|ies)|pages?|side|examples?|scope)$/;
const DENIED = /^(?:'s|do|does|did|is|are|was|were|can|could|has|have|will|would|am)$/;
const LIMIT = /^(?:only|just)$/;
const SPAN =
  /^(?:week|weeks|month|months|year|years|sprint|sprints|release|releases|quarter|time|times|night|day|days|review|migration|refactoring|refactor|rewrite|upgrade|incident|friday|monday|summer|spring|autumn|winter|retro|standup|audit|one|commit|merge)$/;
const PEOPLE =
  /^(?:i|we|they|you|people|everyone|everybody|nobody|team|users|reviewers|readers|newcomers|teams|colleagues|developers|customers|engineers|juniors|interns|joiners|teammates|coworkers|folks|others|juniors|seniors|beginners|students|contributors)$/;
const PURPOSE = /^(?:so|such)$/;
const THERE = /^(?:it|them|these|those|this|that|everything|all|each|so|both|everywhere)$/;
/** What language a request is about counts wherever it is said. */
const LANGUAGE =
  /^(?:python|javascript|typescript|js|ts|py|java|kotlin|swift|rust|go|golang|ruby|php|scala|dart|bash|html|css|sql|numpy|google|sphinx)$/;
const DETERMINER = /^(?:whole|entire|all|every|each|our|this|these|that|my|complete|of)$/;
const WHERE = /^(?:in|across|over|throughout|for|from|inside|within|through|top|beginning|start|head|above)$/;
const THEM = /^(?:it|them|these|those)$/;
const REASON = /^(?:because|since|as)$/;
const PLACED = /^(?:in|inside|within|under|at|from|among|on|of)$/;
const SCOPE =
  /^(?:code|codebase|file|files|module|modules|script|scripts|project|package|library|repo|repository|whole|entire|folder|directory|program|tree|source|sources)$/;

/** The indexes of the words that can be passed over because their clause only tells. */
export function toldIn(words: readonly Word[], clauses: readonly Clause[]): ReadonlySet<number> {
  const order = clauses.findIndex(({ mood }) => mood === 'asks');
  const facts = clauses.filter(
    (clause, at) =>
      isFact(words, clause, at < order) && (!isSince(words, clause) || isFact(words, clauses[at - 1])),
  );
  if (facts.length === clauses.length) return new Set();
  return new Set(
    facts.flatMap(({ from, to }) => {
      const isReferredTo =
        !REASON.test(words[from]?.key ?? '') && words.slice(to).some(({ key }) => THEM.test(key));
      const clause = words.slice(from, to);
      const verb = verbAt(clause);
      const isAbout = (index: number): boolean => index < verb || PEOPLE.test(clause[0]?.key ?? '');
      return clause.flatMap((word, index) => {
        const isPlace = isReferredTo && isAbout(index) && isPlaceSaid(words, from + index);
        return isThing(word) || isPlace || LANGUAGE.test(word.key) ? [] : [from + index];
      });
    }),
  );
}

/**
 * Whether a clause asks for a change of something: of a pronoun, or of what stands at an index that is known to belong to
 * the request. "Convert var to let and delete the file" has a clause that does not.
 */
export function isMeant(words: readonly Word[], clause: Clause, isKnown: (at: number) => boolean): boolean {
  if (isFact(words, clause)) return true;
  const { from, to } = clause;
  const said = words.slice(from, to);
  const verb = said.findIndex(({ key, base, isQuoted }) => !isQuoted && (isVerb(key) || base !== undefined));
  if (verb === -1) return true;
  const objects = said.flatMap((word, index) => (index === verb ? [] : [{ word, at: from + index }]));
  const isVague = objects.some(({ at }) => isObject(words, at));
  if (!isVague) return true;
  return objects.some(
    ({ word, at }) =>
      isThing(word) || isKnown(at) || (THERE.test(word.key) && !SCOPE.test(words[at + 1]?.key ?? '')),
  );
}

/** Whether a word for the whole of the code is what a verb is about, "clean up the file", and not where it is to be done. */
function isObject(words: readonly Word[], at: number): boolean {
  if (!SCOPE.test(words[at]?.key ?? '')) return false;
  let before = at - 1;
  while (DETERMINER.test(words[before]?.key ?? '')) before--;
  return !WHERE.test(words[before]?.key ?? '');
}

/** "The imports in the menu are unused, remove them": where they are narrows what is meant. */
function isPlaceSaid(words: readonly Word[], at: number): boolean {
  return PLACED.test(words[at - 1]?.key ?? '');
}

const WHY = /^(?:because|since|given|seeing|considering) |^as (?:it|they|we|nobody|no) /;
/** Whether a clause only tells why. */
export function isReason(words: readonly Word[], clause: Clause): boolean {
  const [first, second] = words.slice(clause.from, clause.from + 2).map(({ key }) => key);
  const hasRule = words.slice(clause.from, clause.to).some(({ text }) => /\d/.test(text));
  return WHY.test(`${first} ${second} `) && !hasRule && isFact(words, clause) && !isSince(words, clause);
}

/** "Since the last release": no reason, but a part of what stands before it. */
function isSince(words: readonly Word[], { from, to }: Clause): boolean {
  const [first, subject] = words.slice(from, to);
  const isReason = /^(?:since|as)$/.test(first?.key ?? '') && !PEOPLE.test(subject?.key ?? '');
  return isReason && verbAt(words.slice(from, to)) === -1;
}

/** Whether a clause tells, and nothing in it asks, forbids or limits. */
function isFact(words: readonly Word[], clause: Clause | undefined, isBefore = false): boolean {
  if (clause?.mood !== 'tells' && clause?.mood !== 'judges') return false;
  const { from, to } = clause;
  const said = words.slice(from, to);
  if (!isBefore && PURPOSE.test(said[0]?.key ?? '') && !said.some(({ key }) => key === 'not')) return false;
  return !said.some((word, at) => (word.isQuoted && word.kind === 'phrase') || asks(said, at, isBefore));
}

function asks(clause: readonly Word[], at: number, isBefore: boolean): boolean {
  const word = clause[at];
  if (word === undefined || word.isQuoted || isThing(word)) return false;
  const before = clause[at - 1]?.key ?? '';
  const isDenied = before === 'not' || before === 'never' || before === 'longer' || before === 'no';
  if (word.key === 'not') return !DENIED.test(before);
  if (/^(?:needs?|wants?)$/.test(word.key) && isDenied) return false;
  if (word.key === 'too') return at === clause.length - 1;
  if (isNoLimit(clause, at)) return false;
  if (isBefore && at > 0 && UNLIMITING.test(`${word.key} ${clause[at + 1]?.key ?? ''} `)) return false;
  if (LIMIT.test(word.key)) return !PEOPLE.test(before) && !isDoing(clause, at + 1);
  if (word.key === 'bugs' && /^(?:me|us)$/.test(clause[at + 1]?.key ?? '')) return false;
  if (ASKING.test(word.key) || (isBefore && PART.test(word.key))) return true;
  if (/^(?:and|or)$/.test(before) && THEM.test(clause[at + 1]?.key ?? '')) return true;
  return (
    isVerb(word.key) &&
    !word.isAfterArticle &&
    !/^(?:to|not|never|can|cannot|we|they|people|name|type|order|format|cache|class|export|import|build|call)$/.test(
      before,
    ) &&
    !isNoun(word.key)
  );
}

/** "Last month", "they keep asking", "we stay on plain JS": such words limit elsewhere. */
function isNoLimit(clause: readonly Word[], at: number): boolean {
  const [before, word, next] = [clause[at - 1]?.key ?? '', clause[at]?.key ?? '', clause[at + 1]?.key ?? ''];
  if (word === 'lost') return /^(?:get|gets|got)$/.test(before);
  if (/^(?:last|first)$/.test(word))
    return SPAN.test(next) || /^(?:argument|parameter|param|arg)$/.test(next);
  if (/^(?:keep|keeps)$/.test(word)) return at > 0 && /[a-z]{2}ing$/.test(next);
  if (/^(?:stay|stays)$/.test(word)) return PEOPLE.test(before);
  if (word === 'half')
    return /^(?:team|time|people|us)$/.test(clause[at + 1 + Number(next === 'of')]?.key ?? '');
  if (word === 'without') return THEM.test(next);
  if (/^(?:wants|before)$/.test(word)) return [before, next].includes('this');
  if (word === 'other') return before === 'every';
  if (word === 'want') return clause[0]?.key === 'because' && PEOPLE.test(before);
  if (word === 'later') return /^(?:and|or)$/.test(before);
  return (
    word === 'when' && (PEOPLE.test(next) || clause.slice(0, at).some(({ key }) => key === 'what')) && at > 1
  );
}

/** Verbs that are nouns as well. */
function isNoun(key: string): boolean {
  return /^(?:type|name|order|format|cache|call|build|export|document|model|store|cut|port|change|switch|group|update|import|split|use|factor|infer|bundle|inline)$/.test(
    key,
  );
}

function isDoing(clause: readonly Word[], at: number): boolean {
  const next = clause[at]?.key === 'ever' ? clause[at + 1] : clause[at];
  return next?.kind === 'word' && /^[a-z]{2,}s$/.test(next.key);
}
