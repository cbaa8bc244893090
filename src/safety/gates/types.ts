import type { TypeAnswer, TypeLimits } from '../../codebase/languages/type-check/type-thread.ts';
import type { TypeProblem, TypeReport, Unjudged } from '../../codebase/languages/type-check/type-report.ts';
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { digestOf } from '../../domain/digest.ts';
import type { Candidate, Gate, Verdict } from '../../domain/ports.ts';
import { textOf } from '../imports/added-imports.ts';
import { toldSuppressions, type Suppression } from '../suppressions/new-suppressions.ts';
import { unsilenced } from '../suppressions/unsilenced.ts';
import { diagnosticsOf } from '../syntax-findings.ts';
import type { TypesPlace } from '../types/script-types.ts';

const TYPED = /\.(?:[cm]?[jt]sx?|pyi?)$/;
const PYTHON = /\.pyi?$/;
const MAX_DIAGNOSTICS = 5;
const MAX_NAMED = 3;
const LIMITS: TypeLimits = { timeoutMs: 60_000, maxMemoryMb: 3_000 };

export type TypesGateOptions = { readonly root: string; readonly limits?: Partial<TypeLimits> };

/**
 * Refuses new type errors in changed files and in those that import them: by TypeScript 6 with the project's own
 * tsconfig, and by the project's own pyright where it is configured. What cannot be judged, as where dependencies are
 * not installed or a limit is reached, refuses nothing: the verdict says so, and the risk rises. New comments that silence
 * a checker do not count, unless the task asks for them.
 */
export function createTypesGate({ root, limits }: TypesGateOptions): Gate {
  return {
    id: 'types',
    checkType: 'types',
    isHealable: true,
    judges: 'whole-change',
    appliesTo: (path) => TYPED.test(path),
    check: async (candidate, signal) => {
      const heard = unsilenced(candidate, ['types']);
      const answers = await answersTo(heard.candidate, { root, limits: { ...LIMITS, ...limits }, signal });
      return verdictOf(candidate, { answers, suppressions: heard.suppressions });
    },
  };
}

/** What checkers say of some files: all of them are unjudged where a checker was to judge them and could not. */
type Answer = { readonly paths: readonly string[]; readonly answer: TypeAnswer };

async function answersTo(candidate: Candidate, place: TypesPlace): Promise<readonly Answer[]> {
  const typed = candidate.changes.map(({ path }) => path).filter((path) => TYPED.test(path));
  const python = typed.filter((path) => PYTHON.test(path));
  const scripts = typed.filter((path) => !PYTHON.test(path));
  const answers: Answer[] = [];
  const add = (paths: readonly string[], answer: TypeAnswer | null): unknown =>
    answer === null ? null : answers.push({ paths, answer });
  if (scripts.length > 0) {
    const { scriptTypes } = await import('../types/script-types.ts');
    add(scripts, await scriptTypes(candidate, place));
  }
  if (python.length > 0) {
    const { pythonTypes } = await import('../types/python-types.ts');
    add(python, await pythonTypes(candidate, place));
  }
  return answers;
}

async function verdictOf(
  candidate: Candidate,
  {
    answers,
    suppressions,
  }: { readonly answers: readonly Answer[]; readonly suppressions: readonly Suppression[] },
): Promise<Verdict> {
  const reports = answers.flatMap(({ answer }) => (answer.kind === 'judged' ? [answer.report] : []));
  const problems = reports.flatMap((report) => report.problems);
  const counts = reports.flatMap((report) => report.counts);
  const checked = new Set(reports.flatMap((report) => report.checked));
  const told = answers.map(({ answer }) => summaryOf(answer));
  const verdict = told.length === 0 ? ['The project checks no types of these files.'] : told;
  return {
    passed: problems.length === 0,
    summary: [...verdict, ...toldSuppressions(suppressions)].join(' '),
    diagnostics: await diagnosticsIn(candidate, problems),
    judged: candidate.changes.flatMap(({ path, after }) =>
      after === null || !checked.has(path) ? [] : [{ path, digest: digestOf(after), verifiedBy: [] }],
    ),
    unjudged: unjudgedOf(
      answers,
      suppressions.map(({ path }) => path),
    ).filter((path) => !checked.has(path)),
    ...(counts.length === 0 ? {} : { counts }),
  };
}

/** Where a checker was to judge and could not, or where a comment silences one that nobody asked. */
function unjudgedOf(answers: readonly Answer[], silenced: readonly string[]): readonly string[] {
  const unjudged = answers.flatMap(({ paths, answer }) =>
    answer.kind === 'judged' ? answer.report.unjudged.map(({ path }) => path) : paths,
  );
  return [...new Set([...unjudged, ...silenced])];
}

async function diagnosticsIn(
  candidate: Candidate,
  problems: readonly TypeProblem[],
): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const [path, some] of Map.groupBy(problems, (problem) => problem.path)) {
    const told = some.map(({ code, message, offset }) => ({
      parser: PYTHON.test(path) ? 'pyright' : 'typescript',
      problem: { kind: 'types', message: `${message} (${code})`, offset },
    }));
    const text = textOf(await candidate.read(path));
    found.push(...(await diagnosticsOf(told, { path, text, old: new Set() })));
  }
  return found.slice(0, MAX_DIAGNOSTICS);
}

function summaryOf(answer: TypeAnswer): string {
  return answer.kind === 'judged'
    ? summaryOfReport(answer.report)
    : `Types were not judged: ${answer.reason}.`;
}

function summaryOfReport({ checked, problems, unjudged }: TypeReport): string {
  const paths = [...new Set(problems.map(({ path }) => path))];
  const files = checked.length === 1 ? '1 file' : `${checked.length} files`;
  const verdict =
    paths.length > 0 ? `New type errors in ${paths.join(', ')}.` : `No new type errors in ${files}.`;
  const left = unjudged.length === 0 ? '' : ` Types were not judged in ${namedWith(unjudged)}.`;
  return checked.length === 0 && paths.length === 0 ? left.trim() : verdict + left;
}

function namedWith(unjudged: readonly Unjudged[]): string {
  const named = unjudged
    .slice(0, MAX_NAMED)
    .map(({ path, reason }) => `${path} (${reason.replace(/\.$/, '')})`);
  return named.join(', ') + (unjudged.length > MAX_NAMED ? ` and ${unjudged.length - MAX_NAMED} more` : '');
}
