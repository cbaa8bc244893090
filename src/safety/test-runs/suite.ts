import type { TestRunner } from '../../domain/test-events.ts';

/** The tests of one part of a project, and how it runs them. */
export type Suite = {
  readonly runner: TestRunner;
  /** Relative to the root of the work tree; `.` for the root itself. */
  readonly folder: string;
  /** What the project itself hands to the runner; of a plain command the text for the shell. */
  readonly args: readonly string[];
  /** The variables that it sets for the runner; left out where there are none. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What a shell runs around the runner, for which `"$@"` stands; left out where it is called by itself. */
  readonly around?: string;
};

export type TestStatus = 'passed' | 'failed' | 'skipped';

/** The key of what stands for all tests of a run that failed before, or without, any of them. */
export const WHOLE_RUN = 'the run as a whole';

/** One test as its runner reports it. */
export type TestResult = {
  /**
   * The same in every run of the same test: file, titles, and a number where both occur again. What cannot be loaded or
   * compiled stands as one test under the name that the keys of its own tests begin with.
   */
  readonly key: string;
  /** Relative to the folder of the suite; null where the runner does not say. */
  readonly file: string | null;
  readonly status: TestStatus;
  /** Why it failed; empty otherwise. */
  readonly message: string;
};

/** What stands between the parts of a key. */
export const KEY_SEPARATOR = ' › ';

/** What a run of a suite showed. `unreadable`: it proves nothing. */
export type TestReport =
  | { readonly kind: 'report'; readonly tests: readonly TestResult[] }
  | { readonly kind: 'unreadable'; readonly reason: string };
