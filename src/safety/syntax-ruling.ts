import type { LanguageId } from '../domain/language.ts';
import type { Judgement } from '../codebase/languages/judgement.ts';
import { ERROR_ROOT } from '../codebase/languages/tree-syntax.ts';
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

// Every text is valid by their standards, and templates bear their extensions: their grammars read only a part of them.
const FORGIVING: readonly LanguageId[] = ['html', 'css'];
const TEMPLATE_MARK = /\{\{|\{%|<%/;
const CSS_TEXT = /\/\*[^]*?\*\/|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'/g;

/** What a ruling may ask of the state before. */
export type StateBefore = {
  /** What the parsers had against it. */
  readonly findings: () => Promise<readonly Finding[]>;
  /** What the change brings in beside that, where the two can be told apart; see `errorsBesideOld`. */
  readonly broughtIn: () => Promise<readonly Finding[] | null>;
};

/**
 * The rules of the verdict: a breakdown rejects; else an authority that accepts decides; else only new findings count,
 * and a text that is nothing but an error.
 */
export async function rule(
  judgements: readonly Judgement[],
  found: readonly Finding[],
  before: StateBefore,
): Promise<Ruling> {
  const broken = found.filter(({ problem }) => problem.kind === 'not-judged');
  if (broken.length > 0) return { against: [...broken, ...found], aside: [], old: new Set() };
  if (found.length === 0) return { against: [], aside: [], old: new Set() };
  const baseline = await before.findings();
  const fresh = new Set(newFindings(found, baseline));
  const isExcused = ({ part }: Finding): boolean => isAcceptedByAuthority(part, judgements);
  const against = [...fresh].filter((finding) => !isExcused(finding));
  const excused = [...fresh].filter(isExcused);
  const known = found.filter((finding) => !fresh.has(finding) && !isExcused(finding));
  const broughtIn = baseline.length === 0 ? null : await before.broughtIn();
  if (broughtIn !== null) {
    const old = new Set(broughtIn.length === 0 ? [...known, ...against] : known);
    return { against: broughtIn, aside: [...excused, ...old], old };
  }
  const old = new Set(known);
  if (against.length > 0) return { against, aside: [...excused, ...known], old };
  const hopeless = known.filter(({ problem }) => problem.code === ERROR_ROOT);
  if (hopeless.length > 0) return { against: hopeless, aside: [], old };
  return { against: [], aside: [...excused, ...known], old };
}

/** The findings that count against a text: not those of a grammar where an authority accepts the part. */
export function countingFindings(
  judgements: readonly Judgement[],
  found: readonly Finding[],
): readonly Finding[] {
  return found.filter(({ part }) => !isAcceptedByAuthority(part, judgements));
}

/** Whether errors of the grammar say little: a new file of a forgiving language, or a template in it. */
export function mayMisread(
  { language, text }: { readonly language: LanguageId; readonly text: string },
  before: Uint8Array | null,
): boolean {
  if (!FORGIVING.includes(language)) return false;
  if (TEMPLATE_MARK.test(text)) return true;
  return before === null && (language === 'html' || hasBalancedBraces(text));
}

function hasBalancedBraces(css: string): boolean {
  let depth = 0;
  for (const brace of css.replace(CSS_TEXT, '').match(/[{}]/g) ?? []) {
    depth += brace === '{' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** A text that the grammar cannot read is not judged; only a breakdown rejects. */
export async function ruleForgiving(
  found: readonly Finding[],
  baseline: () => Promise<readonly Finding[]>,
): Promise<Ruling> {
  if (found.some(({ problem }) => problem.kind === 'not-judged'))
    return { against: found, aside: [], old: new Set() };
  const unread = found.map((finding) => ({ ...finding, problem: unreadable(finding) }));
  const fresh = newFindings(unread, await baseline());
  return { against: [], aside: fresh, old: new Set(), isUnread: found.length > 0 };
}

function unreadable({ problem }: Finding): Finding['problem'] {
  return {
    ...problem,
    kind: 'not-judged',
    message: `Not judged, the grammar cannot read it: ${problem.message}`,
  };
}

/** Whether authorities judged the file, or that embedded part of it, and none has anything against it. */
function isAcceptedByAuthority(part: number, judgements: readonly Judgement[]): boolean {
  const reports = judgements
    .filter((one) => one.isAuthority && one.part === part)
    .map(({ report }) => report)
    .filter((report) => report.kind === 'parsed');
  return reports.length > 0 && reports.every(({ problems }) => problems.length === 0);
}
