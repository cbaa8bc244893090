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
  /** True where all tests pass whose path holds one of the texts; the first failure ends the run. */
  readonly isPassing: (tests: readonly string[]) => Promise<boolean>;
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
    isPassing: async (tests) => {
      const files = await vitest.globTestSpecifications([...tests]);
      const lacking = tests.find((test) => !files.some(({ moduleId }) => moduleId.includes(test)));
      if (lacking !== undefined) throw new Error(`There is no test at ${lacking}.`);
      const { unhandledErrors } = await vitest.runTestSpecifications(files);
      return (
        unhandledErrors.length === 0 && files.every(({ testModule }) => testModule?.state() === 'passed')
      );
    },
    forget: (file) => vitest.invalidateFile(file),
    close: () => vitest.close(),
  };
}
