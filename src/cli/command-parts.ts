import { type Command, Option } from 'commander';
import type { Io } from './io.ts';

/** Makes the action of a command from what it does: the exit code it gives is that of the process. */
export type Act = (run: (command: Command, io: Io) => Promise<number>) => (this: Command) => Promise<void>;

/** Adds a command whose errors are thrown and not printed. */
export function addCommand(program: Command, name: string): Command {
  return baseCommand(program.command(name));
}

/** Makes a command throw instead of ending the process. */
export function baseCommand(command: Command): Command {
  return command
    .exitOverride()
    .addHelpOption(new Option('-h, --help', 'show this help').helpGroup(COMMON_GROUP));
}

const COMMON_GROUP = 'Everywhere:';

/** What every command takes: added last, so that help shows a command's own options first. */
export function addCommonOptions(command: Command): void {
  const options = [
    new Option('--cwd <folder>', 'work as if started in this folder'),
    new Option('--root <name>', 'work in this root of the config, or in this folder; repeatable').argParser(
      collect,
    ),
    new Option('--no-color', 'no colours (NO_COLOR does the same)'),
    new Option('--debug', 'show where an error comes from'),
  ];
  for (const option of options) command.addOption(option.helpGroup(COMMON_GROUP));
}

/** Gathers the values of an option that may be repeated. */
export function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}
