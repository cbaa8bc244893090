/** The programs whose own reports are read; a plain command tells by its exit code alone. */
export type Runner = 'vitest' | 'jest' | 'mocha' | 'node' | 'pytest' | 'unittest' | 'command';

/** The tests of one part of a project, and how it runs them. */
export type Suite = {
  readonly runner: Runner;
  /** Relative to the root of the work tree; `.` for the root itself. */
  readonly folder: string;
  /** What the project itself hands to the runner; of a plain command the text for the shell. */
  readonly args: readonly string[];
};

export type TestStatus = 'passed' | 'failed' | 'skipped';

/** One test as its runner reports it. */
export type TestResult = {
  /** The same in every run of the same test: file, titles, and a number where both occur again. */
  readonly key: string;
  /** Relative to the folder of the suite; null where the runner does not say. */
  readonly file: string | null;
  readonly status: TestStatus;
  /** Why it failed; empty otherwise. */
  readonly message: string;
};

/** What a run of a suite showed. `unreadable`: it proves nothing. */
export type TestReport =
  | { readonly kind: 'report'; readonly tests: readonly TestResult[] }
  | { readonly kind: 'unreadable'; readonly reason: string };
