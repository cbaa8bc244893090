import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { OuroborosError } from '../domain/errors.ts';
import type { ApplyOptions } from './commands/apply.ts';
import type { CheckOptions } from './commands/check.ts';
import type { UndoOptions } from './commands/undo.ts';
import { placeOptionsOf } from './command-name.ts';
import { addCommand, addCommonOptions, baseCommand, type Act } from './command-parts.ts';
import { addGitOptions } from './git-options.ts';
import type { Io } from './io.ts';
import { parseCount, parseDuration, parseSize } from './option-values.ts';
import { processIo } from './process-io.ts';
import { addKnowledge } from './program-knowledge.ts';
import { addRefactor } from './program-refactor.ts';
import { addTest } from './program-test.ts';
import { toolVersion } from './tool-version.ts';

/** Options that every command takes. */
type GlobalOptions = {
  readonly cwd?: string;
  /** One, or several that the command is run in, one after the other. */
  readonly root?: readonly string[];
  readonly color: boolean;
  readonly debug?: boolean;
};

type Program = {
  run(args: readonly string[]): Promise<number>;
  /** The options that led the command to another folder, as far as they are read; see {@link placeOptionsOf}. */
  placeOptions(): string;
};

/** The command line: every action loads its command on demand and gives an exit code. */
export function createProgram(signal: AbortSignal): Program {
  const state = { exitCode: 0, placeOptions: '' };
  const program = baseCommand(new Command('ouroboros'))
    .description(
      'Changes code by proven recipes or a language model, gates every patch, and records what it did.',
    )
    .version(toolVersion(), '-V, --version')
    .showHelpAfterError('(--help lists every option)');
  const act = (run: (command: Command, io: Io) => Promise<number>) =>
    async function action(this: Command): Promise<void> {
      const given = this.optsWithGlobals<GlobalOptions>();
      const io = processIo({ cwd: given.cwd, color: given.color, signal, isDebug: given.debug ?? false });
      for (const place of await placesOf(given, io.cwd)) {
        signal.throwIfAborted();
        state.placeOptions = placeOptionsOf(place);
        if (given.root !== undefined && given.root.length > 1)
          io.stderr(`root ${place.root ?? ''}: ${place.folder}`);
        const exitCode = await run(this, { ...io, cwd: place.folder, placeOptions: state.placeOptions });
        state.exitCode = state.exitCode === 0 ? exitCode : state.exitCode;
      }
    };
  addRefactor(program, act);
  addRunCommands(program, act);
  addTest(program, act);
  addReports(program, act);
  addKnowledge(program, act);
  addTools(program, act);
  for (const command of [program, ...program.commands]) addCommonOptions(command);
  return {
    placeOptions: () => state.placeOptions,
    run: async (args) => {
      try {
        await program.parseAsync([...args], { from: 'user' });
        return state.exitCode;
      } catch (error) {
        return exitCodeOfCommander(error);
      }
    },
  };
}

type Place = { readonly cwd?: string; readonly root?: string; readonly folder: string };

/** Where the command is run: in every root that is named, or where the user stands. All are found before the first is. */
async function placesOf({ cwd, root = [] }: GlobalOptions, folder: string): Promise<readonly Place[]> {
  const given = cwd === undefined ? {} : { cwd };
  if (root.length === 0) return [{ ...given, folder }];
  // On demand, like every command: most command lines name no root.
  const { folderOfRoot } = await import('./roots.ts');
  const names = [...new Set(root)];
  return Promise.all(
    names.map(async (name) => ({ ...given, root: name, folder: await folderOfRoot(name, folder) })),
  );
}

function addRunCommands(program: Command, act: Act): void {
  const apply = addCommand(program, 'apply')
    .description('apply the stored patches of a held or previewed run, if its files are as they were')
    .argument('<run>', 'run id, or the start of one');
  addGitOptions(apply)
    .option('--json', 'events as NDJSON', false)
    .action(
      act(async (command, io) => {
        const { runApply } = await import('./commands/apply.ts');
        return runApply({ ...command.opts<Omit<ApplyOptions, 'run'>>(), run: command.args[0] ?? '' }, io);
      }),
    );
  addCommand(program, 'undo')
    .description('restore exactly what a run wrote, and only that')
    .argument('[runs...]', 'run ids, or the starts of them; several are undone newest first')
    .option('--latest', 'the newest run that changed something and was not undone', false)
    .option('--revert', 'take a commit back by another commit, where the branch has gone on', false)
    .option('--json', 'events as NDJSON', false)
    .action(
      act(async (command, io) => {
        const { runUndo } = await import('./commands/undo.ts');
        return runUndo({ ...command.opts<Omit<UndoOptions, 'runs'>>(), runs: command.args }, io);
      }),
    );
}

function addReports(program: Command, act: Act): void {
  addCommand(program, 'status')
    .description('what a run did: models, checks, files, risk, who approved, where the record is')
    .option('--run-id <id>', 'run id, or the start of one')
    .option('--latest', 'the newest run', false)
    .addOption(formatOption())
    .option('--json', 'the same as --format json', false)
    .action(
      act(async (command, io) => {
        const { runStatus } = await import('./commands/status.ts');
        return runStatus(command.opts(), io);
      }),
    );
  addCommand(program, 'list-runs')
    .description('past runs, newest first')
    .option('--limit <n>', 'how many', parseCount('--limit'), 20)
    .option('--status <outcome>', 'only runs that ended so, e.g. applied')
    .option('--since <date>', 'only runs since a date, or 24h, 7d')
    .addOption(formatOption())
    .option('--json', 'the same as --format json', false)
    .action(
      act(async (command, io) => {
        const { runListRuns } = await import('./commands/list-runs.ts');
        return runListRuns(command.opts(), io);
      }),
    );
}

function addTools(program: Command, act: Act): void {
  addCheck(program, act);
  addCommand(program, 'recipes')
    .description('what works without a model; `recipes show ID` says all about one')
    .argument('[action]', 'show')
    .argument('[id]', 'the recipe to show')
    .option('--json', 'as JSON', false)
    .action(
      act(async (command, io) => {
        const { recipesHere, runRecipes } = await import('./commands/recipes.ts');
        const [action, id] = command.args;
        const recipes = await recipesHere(io.cwd);
        return runRecipes({ ...command.opts<{ json: boolean }>(), action, id }, recipes, io);
      }),
    );
  addCommand(program, 'doctor')
    .description('what is present, and what each missing thing costs')
    .option('--json', 'as JSON', false)
    .action(
      act(async (command, io) => {
        const { runDoctor } = await import('./commands/doctor.ts');
        return runDoctor(command.opts(), io);
      }),
    );
}

function addCheck(program: Command, act: Act): void {
  addCommand(program, 'check')
    .description('the syntax gate alone, for hooks and CI: 0 all valid, 1 any invalid, 2 usage')
    .argument('[paths...]', 'files, or folders for the sources in them (default: the current folder)')
    .addOption(
      new Option(
        '--changed [commit]',
        'only what differs from a commit (default: HEAD), untracked files too',
      ).conflicts('stdinFiles'),
    )
    .option('--stdin-files', 'read file names from standard input, one a line')
    .addOption(
      new Option('--format <format>', 'text; or for programs, code scanning, GitHub Actions').choices([
        'text',
        'json',
        'sarif',
        'github',
      ]),
    )
    .addOption(new Option('--json', 'the same as --format json: one object a file').conflicts('format'))
    .addOption(
      new Option(
        '--goal <goal>',
        'how JavaScript is read (default: by .mjs or .cjs, package.json, content)',
      ).choices(['module', 'script']),
    )
    .option('--max-size <size>', 'reject larger files (default: 4M)', parseSize('--max-size'))
    .option(
      '--max-parse-time <duration>',
      'reject a file that takes a parser longer (default: 10s)',
      parseDuration('--max-parse-time'),
    )
    .option(
      '--max-file-time <duration>',
      'reject a file that takes all parsers together longer (default: 30s)',
      parseDuration('--max-file-time'),
    )
    .action(
      act(async (command, io) => {
        const { runCheck } = await import('./commands/check.ts');
        return runCheck({ ...command.opts<Omit<CheckOptions, 'paths'>>(), paths: command.args }, io);
      }),
    );
}

function formatOption(): Option {
  return new Option('--format <format>', 'table on a terminal, plain text elsewhere').choices([
    'table',
    'json',
    'ndjson',
    'markdown',
  ]);
}

function exitCodeOfCommander(error: unknown): number {
  if (error instanceof InvalidArgumentError)
    throw new OuroborosError('usage', error.message, { cause: error });
  if (!(error instanceof CommanderError)) throw error;
  return error.exitCode === 0 ? 0 : 2;
}
