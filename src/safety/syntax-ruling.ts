import type { LanguageId } from '../domain/language.ts';
import type { Judgement } from '../codebase/languages/judgement.ts';
import { ERROR_ROOT } from '../codebase/languages/tree-syntax.ts';
import {
  certainFindings,
  hasMacros,
  hasOldGrammar,
  hasSameTemplateLines,
  isSureOfAnyGrammar,
} from './certain-findings.ts';
import { newFindings, type Finding } from './syntax-findings.ts';

/** What speaks against a file, and what was found but does not. */
export type Ruling = {
  readonly against: readonly Finding[];
  readonly aside: readonly Finding[];
  /** What was there before. */
  readonly old: ReadonlySet<Finding>;
  /** Whether the grammar cannot read the text, so that nobody judged it. */
  readonly isUnread?: boolean;
};

/** A text with what its parsers said of it. */
export type JudgedText = {
  readonly language: LanguageId;
  readonly text: string;
  readonly judgements: readonly Judgement[];
  readonly findings: readonly Finding[];
};

/** What a ruling may ask of the state before. */
export type StateBefore = {
  /** It and what the parsers had against it; null where there was none that they could read. */
  readonly judged: () => Promise<JudgedText | null>;
  /** What the change brings in beside that, where the two can be told apart; see `errorsBesideOld`. */
  readonly broughtIn: () => Promise<readonly Finding[] | null>;
};

/**
 * The verdict on a text. Where the grammar may only have been unable to read it, that is told and decides nothing: see
 * `certainFindings`.
 */
export async function rule(now: JudgedText, before: StateBefore): Promise<Ruling> {
  const certain = await certainNow(now, before);
  const ruling = await ruleCertain({ ...now, findings: certain }, before);
  const unsure = now.findings.filter((finding) => !certain.includes(finding)).map(asUnread);
  if (unsure.length === 0) return ruling;
  const old = (await before.judged())?.findings.map(asUnread) ?? [];
  const isUnread = ruling.against.length === 0;
  return { ...ruling, aside: [...ruling.aside, ...newFindings(unsure, old)], isUnread };
}

/**
 * A template that was read without an error before can be read still, unless the change brings more of a template. In a
 * language with macros only the file before shows what its grammar makes of them, if anything, and a grammar that is behind its
 * language is believed in a file that it read before.
 */
async function certainNow(now: JudgedText, before: StateBefore): Promise<readonly Finding[]> {
  if (hasMacros(now.language) && !wasRead(await before.judged()))
    return now.findings.filter(isSureOfAnyGrammar);
  if (hasOldGrammar(now.language) && (await before.judged())?.findings.length !== 0)
    return now.findings.filter(isSureOfAnyGrammar);
  const certain = certainFindings(now, now.findings);
  if (certain.length === now.findings.length || now.language !== 'yaml') return certain;
  const old = await before.judged();
  return old?.findings.length === 0 && hasSameTemplateLines(old, now) ? now.findings : certain;
}

/** Whether there was a state before, and its grammar made something of it. */
function wasRead(old: JudgedText | null): boolean {
  return old !== null && old.findings.every(({ problem }) => problem.code !== ERROR_ROOT);
}

function asUnread(finding: Finding): Finding {
  const message = `Not judged, the grammar cannot read it: ${finding.problem.message}`;
  return { ...finding, problem: { ...finding.problem, kind: 'not-judged', message } };
}

/**
 * The rules of the verdict: a breakdown rejects; else an authority that accepts decides; else only new findings count,
 * and a text that is nothing but an error.
 */
async function ruleCertain(now: JudgedText, before: StateBefore): Promise<Ruling> {
  const { judgements, findings: found } = now;
  const broken = found.filter(({ problem }) => problem.kind === 'not-judged');
  if (broken.length > 0) return { against: [...broken, ...found], aside: [], old: new Set() };
  if (found.length === 0) return { against: [], aside: [], old: new Set() };
  const old = await before.judged();
  const baseline = old === null ? [] : certainFindings(old, old.findings);
  const fresh = new Set(newFindings(found, baseline));
  const isExcused = ({ part }: Finding): boolean => isAcceptedByAuthority(part, judgements);
  const against = [...fresh].filter((finding) => !isExcused(finding));
  const excused = [...fresh].filter(isExcused);
  const known = found.filter((finding) => !fresh.has(finding) && !isExcused(finding));
  const broughtIn = baseline.length === 0 ? null : await before.broughtIn();
  if (broughtIn !== null) {
    const covered = broughtIn.length === 0 ? [...known, ...against] : known;
    return { against: broughtIn, aside: [...excused, ...covered], old: new Set(covered) };
  }
  const seen = new Set(known);
  if (against.length > 0) return { against, aside: [...excused, ...known], old: seen };
  const hopeless = known.filter(({ problem }) => problem.code === ERROR_ROOT);
  if (hopeless.length > 0) return { against: hopeless, aside: [], old: seen };
  return { against: [], aside: [...excused, ...known], old: seen };
}

/** The findings that count against a text: not those of a grammar where an authority accepts the part. */
export function countingFindings(
  judgements: readonly Judgement[],
  found: readonly Finding[],
): readonly Finding[] {
  return found.filter(({ part }) => !isAcceptedByAuthority(part, judgements));
}

/** Whether authorities judged the file, or that embedded part of it, and none has anything against it. */
function isAcceptedByAuthority(part: number, judgements: readonly Judgement[]): boolean {
  const reports = judgements
    .filter((one) => one.isAuthority && one.part === part)
    .map(({ report }) => report)
    .filter((report) => report.kind === 'parsed');
  return reports.length > 0 && reports.every(({ problems }) => problems.length === 0);
}
