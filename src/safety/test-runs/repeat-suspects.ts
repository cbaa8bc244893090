import type { FileChange } from '../../domain/patch.ts';
import { baselineOf } from './baseline.ts';
import { isAsBefore, isBad, type Suspect } from './compare-runs.ts';
import { runSuite, type SuiteRun } from './run-suite.ts';
import type { TestBench } from './test-bench.ts';
import type { TestChoice } from './runner-call.ts';
import type { Suite } from './suite.ts';

/** What became of tests that seemed worse in one run. */
export type Repeated = {
  /** Bad in every run with the change and in none without it. */
  readonly regressions: readonly Suspect[];
  /** Bad in some runs with the change, and in none without it: the change brought that in. */
  readonly flakyWithChange: readonly Suspect[];
  /** Bad without the change, too. */
  readonly flaky: readonly Suspect[];
};

type Repetition = {
  readonly suite: Suite;
  readonly changes: readonly FileChange[];
  /** What the first run counted the lines of: to count them can fail a test by itself. */
  readonly measured: readonly string[];
};

const REPEATS = 3;

/** Repeats the tests of suspects on both sides. One side is run no more once it has nothing left to say. */
export async function repeatSuspects(
  suspects: readonly Suspect[],
  { suite, changes, measured }: Repetition,
  run: { readonly bench: TestBench; readonly signal: AbortSignal },
): Promise<Repeated> {
  const choice = choiceOf(suspects);
  const again = async (side: readonly FileChange[], counted: readonly string[] = []): Promise<SuiteRun> =>
    runSuite({ suite, choice, changes: side, measured: counted }, run.bench, run.signal);
  let alwaysBad = suspects;
  for (let repeat = 0; repeat < REPEATS && alwaysBad.length > 0; repeat++) {
    const repeated = await again(changes);
    alwaysBad = alwaysBad.filter((suspect) => isBad(suspect, repeated));
  }
  const base = baselineOf(changes);
  let steady = suspects;
  for (let repeat = 0; repeat < REPEATS && steady.length > 0; repeat++) {
    const repeated = await again(base);
    steady = steady.filter((suspect) => isAsBefore(suspect, repeated));
  }
  const regressions = steady.filter((suspect) => alwaysBad.includes(suspect));
  const mixed = steady.filter((suspect) => !alwaysBad.includes(suspect));
  const alike = mixed.length > 0 && measured.length > 0 ? await again(base, measured) : null;
  const flakyWithChange = mixed.filter((suspect) => alike === null || isAsBefore(suspect, alike));
  const counted = new Set([...regressions, ...flakyWithChange]);
  return {
    regressions,
    flakyWithChange,
    flaky: suspects.filter((suspect) => suspect.how === 'fails' && !counted.has(suspect)),
  };
}

/** The files of the suspects, or everything where the runner did not name them. */
function choiceOf(suspects: readonly Suspect[]): TestChoice {
  const files = suspects.flatMap(({ test }) => (test.file === null ? [] : [test.file]));
  return files.length < suspects.length ? { kind: 'all' } : { kind: 'files', files: [...new Set(files)] };
}
