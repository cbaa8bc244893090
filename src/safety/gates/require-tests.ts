import type { Candidate, Gate } from '../../domain/ports.ts';
import { testsOfFile, type TestsQuestion } from '../tests-of-file.ts';

export type RequireTestsOptions = Pick<TestsQuestion, 'coverage' | 'index'> & {
  readonly isRequired: boolean;
};

/** Refuses changes of source files that no test is near to, where that is asked for; tests may come with the change. */
export function createRequireTestsGate({ isRequired, ...known }: RequireTestsOptions): Gate {
  return {
    id: 'require-tests',
    checkType: 'require-tests',
    isHealable: true,
    judges: 'whole-change',
    appliesTo: () => isRequired,
    check: async (candidate) => {
      const untested = isRequired ? await untestedIn(candidate, known) : [];
      const summary =
        untested.length === 0
          ? 'Every changed source file has tests.'
          : `No tests were found for ${untested.join(', ')}; --require-tests allows only files with tests.`;
      return { passed: untested.length === 0, summary, diagnostics: [], refused: untested, judged: [] };
    },
  };
}

async function untestedIn(
  candidate: Candidate,
  known: Pick<TestsQuestion, 'coverage' | 'index'>,
): Promise<readonly string[]> {
  const untested: string[] = [];
  for (const { path } of candidate.changes) {
    const tests = await testsOfFile({ path, tree: candidate, ...known });
    const isMeasuredAsNone = tests !== null && typeof tests !== 'string' && tests.covered === 0;
    if (tests === 'none' || tests === 'unnamed' || isMeasuredAsNone) untested.push(path);
  }
  return untested;
}
