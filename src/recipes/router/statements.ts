// Clauses that tell and ask for nothing, whatever their words: "Node 22 is our baseline now". Where another clause of the
// sentence asks, their words can be passed over, but for names of code and paths, which the request may be about.
import { isLikeCode } from './looks.ts';
import { baseOf, isVerb } from './verbs.ts';
import type { Word } from './word.ts';

/** A run of words between two marks or joints; the end is exclusive. */
export type Saying = { readonly from: number; readonly to: number };

const MARK = /[.;:!?,()\n—]|\s[-–]+\s/;
const JOINT = /^(?:because|since|so|therefore|thus|hence|whereas|although|though)$/;
const OPENER =
  /^(?:please|and|then|so|just|also|but|therefore|kindly|hence|thus|simply|hi|hello|hey|ok|or|now|first|next)$/;
// What a clause has that tells: a verb with a subject.
const TOLD = new Set(
  `is are was were am 's has have had does do did can cannot gets got makes keeps takes means says looks sounds feels seems reads
  hates stumbles remembers knows understands shows computes calls runs moved dominates happens comes came wonders finds found tells told
  returns uses contains holds supports targets dropped decided agreed switched like prefer prefers confuses repeats works passes
  depends writes doubles clutters shouts grew grows ended went reports complains warns suggests recommends likes loves
  bites confuse annoys bothers hurts slows wastes costs lives sits hides appears exists survived stems dates started became broke
  breaks upgraded adopted settled chose landed merged shipped bumped introduced requires expects fails gives loads parses relies
  serves wants stopped tried saw noticed counted spent lost kept said forgot used needs existed flags marks insists drive drives bugs bite bother annoy hurt slow mislead clutter irritate scare puzzle trip cost waste deserve sucks suck smells smell fell broken hit`.split(
    /\s+/,
  ),
);
// What asks, forbids or limits; and faults, which a request may be to mend.
const ASKING =
  /^(?:should|must|shall|ought|needs?|wants?|wish|would|could|please|let|lets|let's|except|unless|besides|before|formerly|previously|if|when|whenever|until|without|instead|also|too|likewise|otherwise|both|separate(?:ly)?|another|different|tests?|docs?|documentation|comments?|readme|changelog|alias|crash(?:es|ed|ing)?|broken|wrong|bugs?|buggy|hangs?|leaks?|missing|lost|loses|throws?|raises?|forgets?|incorrect(?:ly)?|fault|faulty|slower|ones?|others?|rest|remaining|some|few|first|last|half|stay|stays|keep|leave|leaves|skip|ignore|exclude|excluded|excluding|apart|those|may|later|not)$/;
const DENIED = /^(?:do|does|did|is|are|was|were|can|could|has|have|will|would|am)$/;
const OCCASION =
  /^(?:as (?:a )?part of|in (?:the )?course of|for (?:the )?sake of|in preparation (?:for|of)|with regards? to|due to|because of|thanks to|in line with|ahead of|in view of|in light of|on (?:the )?way to|on behalf of|now that|given that|given how|considering|following up on|while (?:you|we|i) (?:are|'re)|while at it) /;
const LIMIT = /^(?:only|just)$/;
/** What may be a verb behind what does it: "load_rates parses the file". */
const DOES = /^[a-z]+[^su]s$/;
const SPAN =
  /^(?:week|weeks|month|months|year|years|sprint|sprints|release|releases|quarter|time|times|night|day|days|review|migration|refactoring|refactor|rewrite|upgrade|incident|friday|monday|summer|spring|autumn|winter|retro|standup|audit|one|commit|merge)$/;
const PEOPLE =
  /^(?:i|we|they|you|people|everyone|everybody|nobody|team|users|reviewers|readers|newcomers|teams|colleagues|developers|customers|engineers|juniors|interns|joiners|teammates|coworkers|folks|others|juniors|seniors|beginners|students|contributors)$/;
// What only a clause with a subject begins with: orders begin with their verbs.
const DETERMINED =
  /^(?:our|my|his|her|their|its|this|these|that|those|we|i|he|she|they|it|nobody|everyone|everybody|someone|somebody)$/;
const COUNTED = /^(?:most|many|new|two|three|four|five|several|some)$/;
const NOUNS =
  /^(?:its|alias|calls|types|names|methods|functions|files|modules|tests|params|parameters|arguments|args|props|strings|chains|callbacks|promises|users|variables|constants|lines|comments|hints|annotations|values|keys|fields|objects|usages|statements|imports|exports|expressions|literals|clauses|blocks|syntax|docstrings|headers)$/;
const DONE = /^(?:i|we|they|you|he|she|somebody|someone)$/;
const QUESTION = /^(?:why|how)$/;
/** "Never rename x". */
const NEGATED = /^(?:never|not|don't|dont|no)$/;
const INDIRECT = /^(?:how|whether|what|why|which|where|who|when)$/;
/** What a clause begins with that holds an indirect question and asks for no answer. */
const UNASKED =
  /^(?:i|we|it|they|he|she|you|nobody|people|not|no|that|this|which|unsure|unclear|curious|wondering|hence|and|but|so)$/;
const PURPOSE = /^(?:so|such)$/;
const THERE = /^(?:it|them|these|those|this|that|everything|all|each|so|both|everywhere)$/;
/** What language a request is about counts wherever it is said. */
export const LANGUAGE =
  /^(?:python|javascript|typescript|js|ts|py|java|kotlin|swift|rust|go|golang|ruby|php|scala|dart|bash|html|css|sql)$/;
const DETERMINER = /^(?:whole|entire|all|every|each|our|this|these|that|my|complete|of)$/;
const WHERE = /^(?:in|across|over|throughout|for|from|inside|within|through|top|beginning|start|head|above)$/;
const THEM = /^(?:it|them|these|those)$/;
const REASON = /^(?:because|since|as)$/;
const PLACED = /^(?:in|inside|within|under|at|from|among|on|of)$/;
const SCOPE =
  /^(?:code|codebase|file|files|module|modules|script|scripts|project|package|library|repo|repository|whole|entire|folder|directory|program|tree|source|sources)$/;

/** The clauses of a sentence. */
export function sayingsOf(sentence: string, words: readonly Word[]): readonly Saying[] {
  const starts = words.flatMap((_, at) => (begins(sentence, words, at) ? [at] : []));
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? words.length }));
}

/** The indexes of the words that can be passed over because their clause only tells. */
export function toldIn(words: readonly Word[], sayings: readonly Saying[]): ReadonlySet<number> {
  const facts = sayings.filter((saying) => isFact(words.slice(saying.from, saying.to)));
  if (facts.length === sayings.length) return new Set();
  return new Set(
    facts.flatMap(({ from, to }) => {
      const isReferredTo =
        !REASON.test(words[from]?.key ?? '') && words.slice(to).some(({ key }) => THEM.test(key));
      return words.slice(from, to).flatMap((word, index) => {
        const isPlace = isReferredTo && isPlaceSaid(words, from + index);
        return isThing(word) || isPlace || LANGUAGE.test(word.key) ? [] : [from + index];
      });
    }),
  );
}

/**
 * Whether a clause asks for a change of something: of a pronoun, or of what stands at an index that is known to belong to
 * the request. "Convert var to let and delete the file" has a clause that does not.
 */
export function isMeant(
  words: readonly Word[],
  { from, to }: Saying,
  isKnown: (at: number) => boolean,
): boolean {
  const clause = words.slice(from, to);
  if (isFact(clause)) return true;
  const verb = clause.findIndex(
    ({ key, base, isQuoted }) => !isQuoted && (isVerb(key) || base !== undefined),
  );
  if (verb === -1) return true;
  const objects = clause.flatMap((word, index) => (index === verb ? [] : [{ word, at: from + index }]));
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

/** "As part of the migration": what a clause is about that begins so is the occasion of a request. */
function isOccasion(words: readonly Word[], at: number): boolean {
  const line = words
    .slice(at, at + 4)
    .map(({ key }) => key)
    .join(' ');
  return OCCASION.test(`${line} `);
}

function begins(sentence: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (at === 0 || word === undefined) return at === 0;
  const gap = sentence.slice(words[at - 1]?.end ?? 0, word.start).replace('()', '');
  if (MARK.test(gap)) return true;
  if (word.isQuoted) return false;
  if (isOccasion(words, at)) return true;
  if (JOINT.test(word.key)) return !/^(?:so|and|but|not)$/.test(words[at - 1]?.key ?? '');
  if (word.key === 'as') return /^(?:it|they|we|nobody|this|i)$/.test(words[at + 1]?.key ?? '');
  const next = words[at + 1]?.key ?? '';
  return word.key === 'and' && (isVerb(next) || /^(?:i|we|it|they|nobody|please|then|also)$/.test(next));
}

/** Whether a clause tells: it has a verb with a subject, and nothing in it asks, forbids or limits. */
function isFact(clause: readonly Word[]): boolean {
  const start = clause.findIndex(({ key }) => !OPENER.test(key));
  const said = clause.slice(Math.max(start, 0));
  const first = said[0];
  if (PURPOSE.test(clause[0]?.key ?? '')) return false;
  if (
    first === undefined ||
    said.length < 2 ||
    said.some(({ isQuoted, kind }) => isQuoted && kind === 'phrase')
  )
    return false;
  if (isOccasion(clause, 0)) return !said.some((_, at) => asks(said, at));
  const isQuestion = QUESTION.test(first.key);
  const isNamed = first.isQuoted || first.isAfterArticle || said[1]?.key === 'of';
  const isCounted = PEOPLE.test(first.key) || (COUNTED.test(first.key) && PEOPLE.test(said[1]?.key ?? ''));
  const isSubject = first.isAfterArticle || isCounted || (DETERMINED.test(first.key) && !first.isQuoted);
  if (!isNamed && (isVerb(first.key) || /^(?:use|try|ensure|run|check)$/.test(first.key))) return false;
  // "Benchmark to remove x": an order that nobody knows, and no subject
  if (!isNamed && !isSubject && said[1]?.key === 'to' && isVerb(said[2]?.key ?? '')) return false;
  if (NEGATED.test(first.key) || (!isQuestion && asksToTell(said))) return false;
  const isSaid =
    isQuestion ||
    (isSubject && said.length > 2 && said.some((word, at) => at > 0 && isVerbal(said, at, word))) ||
    said.some((word, at) => at > 0 && tells(said, at, word)) ||
    /^(?:it|they)$/.test(first.key);
  return isSaid && !said.some((_, at) => asks(said, at));
}

/** What is a verb where a clause surely has a subject: "three teams import it", "our base image moved". */
function isVerbal(clause: readonly Word[], at: number, { key, isQuoted, kind }: Word): boolean {
  if (isQuoted || kind !== 'word') return false;
  return (
    /[a-z]{3}ed$/.test(key) ||
    (PEOPLE.test(clause[at - 1]?.key ?? '') && /^[a-z]+$/.test(key) && !JOINT.test(key)) ||
    /^(?:keeps|asks|trips|sends|lives|ships|costs|pays|went|began|forgot|thinks|thought|hides)$/.test(key)
  );
}

/** "Explain how we can …", "document what it does", "profile can we …": words that nobody knows may well ask for something. */
function asksToTell(clause: readonly Word[]): boolean {
  const keys = clause.map(({ key }) => key);
  const said = /^(?:me|us)$/.test(keys[1] ?? '') ? 2 : 1;
  if (INDIRECT.test(keys[said] ?? '')) return !UNASKED.test(keys[0] ?? '');
  return keys.some((key, at) => at > 0 && DENIED.test(key) && /^(?:we|you|i)$/.test(keys[at + 1] ?? ''));
}

function tells(clause: readonly Word[], at: number, { key, isQuoted }: Word): boolean {
  if (isQuoted) return false;
  const before = clause[at - 1];
  return TOLD.has(key) || (before !== undefined && isThing(before) && DOES.test(key) && !NOUNS.test(key));
}

function asks(clause: readonly Word[], at: number): boolean {
  const word = clause[at];
  if (word === undefined || word.isQuoted || isThing(word)) return false;
  const before = clause[at - 1]?.key ?? '';
  const isDenied = before === 'not' || before === 'never' || before === 'longer' || before === 'no';
  if (word.key === 'not') return !DENIED.test(before);
  if (/^(?:needs?|wants?)$/.test(word.key) && isDenied) return false;
  if (word.key === 'too') return at === clause.length - 1;
  if (isNoLimit(clause, at)) return false;
  if (LIMIT.test(word.key)) return !isDoing(clause, at + 1);
  if (word.key === 'bugs' && /^(?:me|us)$/.test(clause[at + 1]?.key ?? '')) return false;
  if (ASKING.test(word.key)) return true;
  if (/^(?:and|or)$/.test(before) && THEM.test(clause[at + 1]?.key ?? '') && !TOLD.has(word.key)) return true;
  if (isVerb(word.key))
    return (
      !/^(?:to|not|never|we|they|people|name|type|order|format|cache|class|export|import|build|call)$/.test(
        before,
      ) && !isNoun(word.key)
    );
  return DONE.test(before) && baseOf(word.key, 'ed') !== null;
}

/** "Last month", "they keep asking", "we stay on plain JS": such words limit elsewhere. */
function isNoLimit(clause: readonly Word[], at: number): boolean {
  const [before, word, next] = [clause[at - 1]?.key ?? '', clause[at]?.key ?? '', clause[at + 1]?.key ?? ''];
  if (word === 'lost') return /^(?:get|gets|got)$/.test(before);
  if (/^(?:last|first)$/.test(word))
    return SPAN.test(next) || /^(?:argument|parameter|param|arg)$/.test(next);
  if (/^(?:keep|keeps)$/.test(word)) return at > 0 && /[a-z]{2}ing$/.test(next);
  if (/^(?:stay|stays)$/.test(word)) return PEOPLE.test(before);
  return word === 'when' && PEOPLE.test(next) && at > 1;
}

/** Verbs that are nouns as well. */
function isNoun(key: string): boolean {
  return /^(?:type|name|order|format|cache|call|build|export|document|model|store|cut|port|change|switch|group|update|import|split|use|factor|infer|bundle)$/.test(
    key,
  );
}

function isDoing(clause: readonly Word[], at: number): boolean {
  const next = clause[at]?.key === 'ever' ? clause[at + 1] : clause[at];
  return next?.kind === 'word' && /^[a-z]{2,}s$/.test(next.key);
}

function isThing(word: Word): boolean {
  return word.kind === 'path' || isLikeCode(word);
}
