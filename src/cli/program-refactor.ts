import { Option, type Command } from 'commander';
import type { RefactorOptions } from './commands/refactor.ts';
import { addCommand, collect, type Act } from './command-parts.ts';
import { addGitOptions } from './git-options.ts';
import { parseCount, parseDollars, parseDuration, parseRisk } from './option-values.ts';
import { addTestLimits } from './program-test.ts';

/** `ouroboros refactor` with its options. */
export function addRefactor(program: Command, act: Act): void {
  addRefactorOptions(
    addGitOptions(addTestOptions(addRecipeOptions(addTaskOptions(addCommand(program, 'refactor'))))),
  ).action(
    act(async (command, io) => {
      const { runRefactor } = await import('./commands/refactor.ts');
      return runRefactor({ ...command.opts<Omit<RefactorOptions, 'words'>>(), words: command.args }, io);
    }),
  );
}

/** What is to be done, and how far it may go. */
function addTaskOptions(command: Command): Command {
  return command
    .description('change code: plan, gate, score, then apply or hold; everything is recorded and undoable')
    .argument('[task...]', 'what to do, in a sentence; - reads it from standard input; slots with --recipe')
    .option('-t, --target <path>', 'file, folder or glob to work on; repeatable', collect, [])
    .option('-f, --function <name>', 'only this function or method; repeatable', collect, [])
    .option('--task-file <file>', 'read the task from a file')
    .addOption(
      new Option('-c, --config <profile>', 'models and context (default: balanced)').choices([
        'fast',
        'balanced',
        'quality',
      ]),
    )
    .addOption(
      new Option('--engine <engine>', 'recipes, the model, or recipes first (default: auto)').choices([
        'auto',
        'recipe',
        'model',
      ]),
    )
    .option('--safe-mode', 'refuse what a gate refuses (default)')
    .option('--no-safe-mode', 'record what the gates say but go on; a failed gate adds 0.5 to the risk')
    .option(
      '--max-risk <risk>',
      'highest risk that is applied without a person, 0 to 1 (default: 0.3)',
      parseRisk,
    )
    .option(
      '--max-attempts <n>',
      'attempts of the builder for each step (default: 3)',
      parseCount('--max-attempts'),
    )
    .option('--dry-run', 'show what would be done; write nothing but the record', false)
    .option('--auto-apply', 'apply by itself when every patch is within --max-risk', false);
}

/** What only recipes understand. */
function addRecipeOptions(command: Command): Command {
  return command
    .option('--recipe <id>', 'run this recipe, with slots as arguments: from=load to=loadUser')
    .option('--at <place>', 'the symbol that is declared at file:line')
    .option('--range <lines>', 'the lines 10-20 of the target')
    .option('--all', 'at every place of the targets (default: the whole tree) that the recipe fits', false);
}

/** Whether the project's own tests judge the change. */
function addTestOptions(command: Command): Command {
  const whichTests = "run the project's tests in a sandbox (default: all with --auto-apply if declared)";
  const withChoice = command.addOption(
    new Option('--tests <which>', whichTests).choices(['related', 'all', 'none']),
  );
  return addTestLimits(withChoice)
    .option('--require-tests', 'change only files that have tests', false)
    .option('--revert-if-worse', 'check again when applied; take back what is worse', false);
}

/** Who does it, and what it may cost. */
function addRefactorOptions(command: Command): Command {
  return command
    .option('--mock', 'a scripted model: deterministic, no key, a harmless visible change', false)
    .option('--mock-script <file>', 'play the replies in this file as the model')
    .option('--keep-api', 'let nothing change that other files can use', false)
    .option('--snippets', 'show the model related code of this and the other roots of the config', false)
    .option(
      '--model <name>',
      'model of the builder, or ROLE=NAME for reasoner, compressor, builder',
      collect,
      [],
    )
    .option('--timeout <duration>', 'stop the run after 90s, 5m, …', parseDuration('--timeout'))
    .option('--max-tokens <n>', 'stop before the run uses more tokens', parseCount('--max-tokens'))
    .option('--max-cost-usd <amount>', 'stop before the run costs more', parseDollars)
    .option('--yes', 'answer every question with yes; never lifts --max-risk', false)
    .option('--json', 'events as NDJSON on standard output, and nothing else', false);
}
