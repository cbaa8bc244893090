import * as z from 'zod';

const counts = z.object({
  passed: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  skipped: z.int().nonnegative(),
});

const changedCoverage = z.object({
  path: z.string(),
  /** Changed lines that can be run. */
  lines: z.int().positive(),
  /** Of them, those that a test ran. */
  covered: z.int().nonnegative(),
  /** The numbers of the others, after the change, from 1. */
  missed: z.array(z.int().positive()),
});

/** Of the lines that a change adds or alters in a file, those that can be run, and those that no test ran. */
export type ChangedCoverage = Readonly<z.infer<typeof changedCoverage>>;

/** The programs whose own reports are read; `command` tells by its exit code alone. */
export const TEST_RUNNERS = [
  'vitest',
  'jest',
  'mocha',
  'node',
  'pytest',
  'unittest',
  'go',
  'cargo',
  'command',
] as const;

export type TestRunner = (typeof TEST_RUNNERS)[number];

/** The package managers that packages are installed by for a run. */
export const INSTALL_PROGRAMS = ['npm', 'pnpm', 'yarn', 'pip', 'uv', 'poetry'] as const;

export type InstallProgram = (typeof INSTALL_PROGRAMS)[number];

/** What the project's own tests say of a change, by one runner. */
export const testsRan = z.object({
  type: z.literal('tests.ran'),
  runner: z.enum(TEST_RUNNERS),
  /** Where the runner was started, relative to the root of the work tree. */
  folder: z.string(),
  choice: z.enum(['all', 'related']),
  /** What kept the tests apart from the machine; null where the user allowed to run them without. */
  box: z.string().nullable(),
  /** Whether ouroboros was run by root; the tests in a box are not. */
  asRoot: z.boolean(),
  result: z.enum(['passed', 'failed', 'inconclusive']),
  before: counts,
  /** Null where the run with the change showed nothing. */
  after: counts.nullable(),
  /** Tests that fail with the change in each of several runs, and not without it. */
  newFailures: z.array(z.string()),
  /** Tests that passed before and do not run any more. */
  vanished: z.array(z.string()),
  /** Tests that failed with the change, and without it in one run and not in another. */
  flaky: z.array(z.string()),
  /** Tests that did so in one run with the change and not in another, and in none without it; left out where there are none. */
  flakyWithChange: z.array(z.string()).optional(),
  /** By file, where the runner counts lines; left out where it does not. */
  coverage: z.array(changedCoverage).optional(),
  /** Why the runner counts no lines; left out where it does. */
  unmeasured: z.string().optional(),
  /** What the tests tried with the change and the box kept them from; left out where nothing is known. */
  violations: z.array(z.string()).optional(),
  /** Large untracked files that the tests did not see; left out where there are none. */
  leftOut: z.array(z.string()).optional(),
  /** Packages that were installed for the run, with the network; left out where none were. */
  installs: z
    .array(
      z.object({ program: z.enum(INSTALL_PROGRAMS), lock: z.string(), durationMs: z.number().nonnegative() }),
    )
    .optional(),
  /** Of the lines of the changed files those that tests ran, 0 to 1; where both sides were measured. */
  shares: z.object({ before: z.number().min(0).max(1), after: z.number().min(0).max(1) }).optional(),
  beforeMs: z.number().nonnegative(),
  durationMs: z.number().nonnegative(),
});

/** The tests were to be run and could not be, or showed nothing. */
export const testsSkipped = z.object({
  type: z.literal('tests.skipped'),
  /** Whether they could be started, and showed nothing of the tree as it is: a change is not applied by itself then. */
  holds: z.boolean(),
  reason: z.string(),
  hint: z.string().nullable(),
});
