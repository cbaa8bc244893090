import type { TypeAnswer, TypeLimits } from '../../codebase/languages/type-check/type-thread.ts';
import type { TypeProblem, TypeReport, Unjudged } from '../../codebase/languages/type-check/type-report.ts';
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { digestOf } from '../../domain/digest.ts';
import type { Candidate, Gate, Verdict } from '../../domain/ports.ts';
import { textOf } from '../imports/added-imports.ts';
import { diagnosticsOf } from '../syntax-findings.ts';

const TYPED = /\.(?:[cm]?[jt]sx?|pyi?)$/;
const PYTHON = /\.pyi?$/;
const MAX_DIAGNOSTICS = 5;
const MAX_NAMED = 3;
const LIMITS: TypeLimits = { timeoutMs: 60_000, maxMemoryMb: 3_000 };

export type TypesGateOptions = { readonly root: string; readonly limits?: Partial<TypeLimits> };

/**
 * Refuses new type errors in changed files and in those that import them: by TypeScript 6 with the project's own
 * tsconfig, and by the project's own pyright where it is configured. What cannot be judged, as where dependencies are
 * not installed or a limit is reached, refuses nothing: the verdict says so.
 */
export function createTypesGate({ root, limits }: TypesGateOptions): Gate {
  return {
    id: 'types',
    checkType: 'types',
    isHealable: true,
    judges: 'whole-change',
    appliesTo: (path) => TYPED.test(path),
    check: async (candidate, signal) => {
      const place = { root, limits: { ...LIMITS, ...limits }, signal };
      const paths = candidate.changes.map(({ path }) => path).filter((path) => TYPED.test(path));
      const answers: (TypeAnswer | null)[] = [];
      if (!paths.every((path) => PYTHON.test(path))) {
        const { scriptTypes } = await import('../types/script-types.ts');
        answers.push(await scriptTypes(candidate, place));
      }
      if (paths.some((path) => PYTHON.test(path))) {
        const { pythonTypes } = await import('../types/python-types.ts');
        answers.push(await pythonTypes(candidate, place));
      }
      return verdictOf(
        candidate,
        answers.filter((answer) => answer !== null),
      );
    },
  };
}

async function verdictOf(candidate: Candidate, answers: readonly TypeAnswer[]): Promise<Verdict> {
  const reports = answers.flatMap((answer) => (answer.kind === 'judged' ? [answer.report] : []));
  const problems = reports.flatMap((report) => report.problems);
  const checked = new Set(reports.flatMap((report) => report.checked));
  return {
    passed: problems.length === 0,
    summary:
      answers.length === 0 ? 'The project checks no types of these files.' : answers.map(summaryOf).join(' '),
    diagnostics: await diagnosticsIn(candidate, problems),
    judged: candidate.changes.flatMap(({ path, after }) =>
      after === null || !checked.has(path) ? [] : [{ path, digest: digestOf(after), verifiedBy: [] }],
    ),
  };
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
