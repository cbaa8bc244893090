import { relative } from 'node:path';
import { createVitest, type TestUserConfig } from 'vitest/node';

/** One process for all files of a run, which loads the parsers once; every run has a new one. */
export const ONE_PROCESS: TestUserConfig = {
  include: ['test/**/*.test.ts'],
  exclude: ['test/fixtures/**'],
  watch: false,
  silent: true,
  reporters: [{}],
  pool: 'forks',
  isolate: false,
  maxWorkers: 1,
};

/** One vitest that stays up between runs: what did not change is read and stripped of its types once. */
export type KeptVitest = {
  /** Of the tests whose path holds one of the texts: the first file that fails, which ends the run, or null. */
  readonly failing: (tests: readonly string[]) => Promise<string | null>;
  /** Reads a file again that was written to. */
  readonly forget: (file: string) => void;
  readonly close: () => Promise<void>;
};

/** Starts vitest over the tests below `root`; it prints nothing. */
export async function keepVitest(root: string): Promise<KeptVitest> {
  const vitest = await createVitest({
    root,
    config: false,
    ...ONE_PROCESS,
    bail: 1,
    testTimeout: 60_000,
  });
  return {
    failing: async (tests) => {
      if (tests.length === 0) return null;
      const files = await vitest.globTestSpecifications([...tests]);
      const lacking = tests.find((test) => !files.some(({ moduleId }) => moduleId.includes(test)));
      if (lacking !== undefined) throw new Error(`There is no test at ${lacking}.`);
      const { unhandledErrors } = await vitest.runTestSpecifications(files);
      const failed = files.find(({ testModule }) => testModule?.state() === 'failed');
      // Those after a failure are not run, and a process that ends leaves all as they were.
      const unfinished = files.find(({ testModule }) => testModule?.state() !== 'passed');
      const first = failed ?? unfinished ?? (unhandledErrors.length > 0 ? files[0] : undefined);
      return first === undefined ? null : relative(root, first.moduleId);
    },
    forget: (file) => vitest.invalidateFile(file),
    close: () => vitest.close(),
  };
}
