import { Option, type Command } from 'commander';
import { addCommand, type Act } from './command-parts.ts';
import type { TestOptions } from './commands/test.ts';
import { parseDuration } from './option-values.ts';

/** How the project's tests are run, in words that `refactor` and `test` share. */
export function addTestLimits(command: Command): Command {
  return command
    .option(
      '--test-timeout <duration>',
      'limit of one run of the tests (default: 5m)',
      parseDuration('--test-timeout'),
    )
    .option('--install', 'install missing packages from the lock file for the run', false)
    .option('--allow-unsandboxed-tests', 'run tests even without a sandbox, with all in reach', false);
}

/** Adds the command that runs the tests of a stored run again. */
export function addTest(program: Command, act: Act): void {
  const command = addCommand(program, 'test')
    .description("run the project's tests again on what a run stored or applied; nothing is written")
    .argument('<run>', 'run id, or the start of one')
    .addOption(new Option('--tests <which>', 'which of them').choices(['related', 'all']).default('all'));
  addTestLimits(command)
    .option('--json', 'events as NDJSON', false)
    .action(
      act(async (own, io) => {
        const { runTest } = await import('./commands/test.ts');
        return runTest({ ...own.opts<Omit<TestOptions, 'run'>>(), run: own.args[0] ?? '' }, io);
      }),
    );
}
