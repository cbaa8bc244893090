import type { PythonHome } from '../sandbox/python-home.ts';
import type { Toolchains } from '../sandbox/toolchains.ts';
import type { TestReport } from './suite.ts';

/** Which tests of a suite are run. Runners that cannot choose run all of them. */
export type TestChoice =
  | { readonly kind: 'all' }
  /** Those that reach one of these source files, by absolute paths. */
  | { readonly kind: 'related'; readonly sources: readonly string[] }
  /** Those in these files, relative to the folder of the suite. */
  | { readonly kind: 'files'; readonly files: readonly string[] };

/** How a suite is run, and how its report is read; null where it has none. */
export type RunnerCommand = {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly read: ((text: string, folder: string) => TestReport) | null;
  /** The exit code that says that there was no test to run, besides 0. */
  readonly exitWithoutTests?: number;
  /** Why lines are not counted, though that was wished; left out where they are. */
  readonly unmeasured?: string;
  /** Whether a run that fails and leaves no report has come upon a file that cannot be loaded. */
  readonly failsWithoutReport?: true;
};

/** Files whose lines are to be counted, relative to the folder of the suite, and the folder that the report goes to. */
export type CoverageWish = { readonly paths: readonly string[]; readonly folder: string };

export type MissingRunner = { readonly kind: 'missing'; readonly reason: string };

export type RunnerPlace = {
  /** The folder of the suite, absolute. */
  readonly folder: string;
  /** Where a path that the suite sees lies: programs are looked for before it is run. */
  readonly onDisk: (path: string) => string;
  /** Where the runner writes its report. */
  readonly report: string;
  /** A folder that it may write to besides the copy. */
  readonly scratch: string;
  /** What is to be measured, where the runner can; null for nothing. */
  readonly coverage: CoverageWish | null;
  readonly python: PythonHome | null;
  readonly toolchains: Toolchains;
};

/** The files of a choice of files. */
export function filesOf(choice: TestChoice): readonly string[] {
  return choice.kind === 'files' ? choice.files : [];
}

/** A runner that is not to be had, and why. */
export function missing(reason: string): MissingRunner {
  return { kind: 'missing', reason };
}
