// The mood of each clause of a sentence. A recipe may run only where some clause asks, and none forbids: a sentence that
// names a change and asks for none runs nothing, whatever its words. People ask in few ways:
//   orders   what leads to an order, see lead-ins.ts, and a verb in its base form: "could you sort the imports"
//   wishes   a thing that should be, needs, lacks or could become something; "I want x", "x would be nice"
//   titles   no finite verb at all: "type hints for src/a.ts", "var -> let/const"
// All else tells: "the imports are sorted". What tells of a change, "it is wrong to sort them", judges the request before
// it, "that makes no sense", or conditions it, forbids. Which words the request is made of is for the patterns to say.
import { isCapable, isEnsuring, isOrder, isWish } from './asking.ts';
import { begins, gapBefore, isMarked, markBehind } from './clause-marks.ts';
import {
  isAgainst,
  isDeclined,
  isDenied,
  isDeniedOrder,
  isOfChange,
  isOther,
  type Gaps,
} from './forbidding.ts';
import { withoutLead } from './lead-ins.ts';
import {
  hasPredicateBehind,
  isContext,
  isStatement,
  isSubject,
  mainOf,
  questionIn,
  subjectIn,
} from './stating.ts';
import { isDone } from './telling.ts';
import { isVerb, verbOf } from './verbs.ts';
import type { Word } from './word.ts';

/** What judges a way to write code tells, too, but its words are no part of the request. */
type Mood = 'asks' | 'tells' | 'judges' | 'forbids';

/** A run of words between two marks or joints; the end is exclusive. */
export type Clause = { readonly from: number; readonly to: number; readonly mood: Mood };

/** Whether a clause ends in a question mark, the mark of its sentence, and whether another asks before it. */
type Around = {
  readonly isAsked: boolean;
  readonly mark: string;
  readonly isBehind: boolean;
  readonly gaps: Gaps;
};

/** An order with nothing before it. */
const BARE = /^\w+\/v /;
const MOODS_OF_SUBJECTS = { writing: 'judges', lack: 'tells', change: 'forbids' } as const;
/** Nobody writes longer clauses; what the patterns take grows with the square of it. */
const MAX_WORDS = 100;

/** What a sentence asks for, without what only judges how code is written; null where it asks for nothing. */
export function askedIn(sentence: string, words: readonly Word[]): string | null {
  const clauses = clausesOf(sentence, words);
  const moods = new Set(clauses.map(({ mood }) => mood));
  if (!moods.has('asks') || moods.has('forbids')) return null;
  if (!moods.has('judges')) return sentence;
  return clauses
    .filter(({ mood }) => mood !== 'judges')
    .map(({ from, to }) => sentence.slice(words[from]?.start, words[to]?.start))
    .join('');
}

/** The clauses of a sentence. What "and" joins to a verb before it, with no mark between them, shares its mood. */
export function clausesOf(sentence: string, words: readonly Word[]): readonly Clause[] {
  const said = words.map((_, at) => saidOf(sentence, words, at));
  const groups: number[][] = [];
  for (const at of words.keys()) {
    const group = groups.at(-1);
    if (!begins(sentence, words, at)) continue;
    const isJoined =
      group !== undefined &&
      at - (group[0] ?? 0) < MAX_WORDS &&
      !isMarked(sentence, words, at) &&
      isJoinedBy(said.slice(group[0], at), said.slice(at));
    if (isJoined) group.push(at);
    else groups.push([at]);
  }
  let isBehind = false;
  return groups.flatMap((starts, index) => {
    const end = groups[index + 1]?.[0] ?? words.length;
    const from = starts[0] ?? 0;
    const mood = moodOf(said.slice(from, Math.min(end, from + MAX_WORDS)), {
      isAsked: gapBefore(sentence, words, end).includes('?'),
      mark: markBehind(sentence, words, end),
      isBehind,
      gaps: [gapBefore(sentence, words, from), gapBefore(sentence, words, end)],
    });
    isBehind ||= mood === 'asks';
    return starts.map((start, at) => ({ from: start, to: starts[at + 1] ?? end, mood }));
  });
}

function isJoinedBy(before: readonly string[], said: readonly string[]): boolean {
  return said[0] === 'and' && said[1]?.endsWith('/v') === true && before.some((one) => /\/[vg]$/.test(one));
}

/** How a word stands in a line: verbs of change with their form, "add/v", "adding/g", "added/p", "adds/s"; a name or a path as "`". */
function saidOf(sentence: string, words: readonly Word[], at: number): string {
  const word = words[at];
  if (word === undefined) return '';
  const { key, kind, isQuoted, isAfterArticle, end } = word;
  if (isQuoted || kind !== 'word') return '`';
  // "no-var" is a rule, and to turn it on no change.
  if (key === 'no' && /^-\w/.test(sentence.slice(end, end + 2))) return '`';
  if (key === 'turn' && /^(?:on|off)$/.test(words[at + 1]?.key ?? '')) return key;
  if (key === 'to' && /please\s*$/i.test(gapBefore(sentence, words, at))) return 'please-to';
  if (isAfterArticle) return key;
  if (key === 'use' || key === 'run' || isVerb(key)) return `${key}/v`;
  if (key === 'using' || key === 'running') return `${key}/g`;
  if (verbOf(key) === null) return !isMarked(sentence, words, at) && isDone(words, at) ? `${key}/t` : key;
  return `${key}/${key.endsWith('ing') ? 'g' : key.endsWith('s') ? 's' : 'p'}`;
}

function moodOf(words: readonly string[], { isAsked, mark, isBehind, gaps }: Around): Mood {
  const whole = `${words.join(' ')} `;
  const line = withoutLead(whole);
  if (isOther(line)) return 'forbids';
  const question = mark.includes('?') ? questionIn(whole) : null;
  if (question !== null) return question === 'doubt' ? 'forbids' : 'tells';
  if (isDeclined(whole, gaps, isBehind)) return 'forbids';
  if (isContext(whole, line)) return 'tells';
  if (isAgainst(line, isBehind && !isWish(line))) return 'forbids';
  if (isOrder(mainOf(line))) return isAsked && BARE.test(whole) ? 'tells' : moodOfOrder(line);
  if (isCapable(line) || isCapable(whole)) return 'asks';
  if (isDenied(line)) return 'forbids';
  if (isWish(line)) return 'asks';
  if (isOfChange(line)) return 'forbids';
  return isStatement(line) ? 'tells' : 'asks';
}

/** What begins with a verb is an order, unless it has another that it is the subject of: "sorting them is wrong". */
function moodOfOrder(line: string): Mood {
  const main = mainOf(line);
  if (isEnsuring(line)) return 'asks';
  if (isDeniedOrder(line) || hasPredicateBehind(line)) return 'forbids';
  if (!isSubject(main) || isWish(main)) return 'asks';
  return MOODS_OF_SUBJECTS[subjectIn(main)];
}
