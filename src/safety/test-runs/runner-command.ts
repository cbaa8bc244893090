import { compiledCommand } from './compiled-command.ts';
import { pythonCommand } from './python-command.ts';
import type { MissingRunner, RunnerCommand, RunnerPlace, TestChoice } from './runner-call.ts';
import { scriptCommand } from './script-command.ts';
import type { Suite } from './suite.ts';

/** The command line of a suite, or why there is none. */
export function runnerCommand(
  { runner, args, around }: Suite,
  choice: TestChoice,
  place: RunnerPlace,
): RunnerCommand | MissingRunner {
  switch (runner) {
    case 'vitest':
    case 'jest':
    case 'mocha':
    case 'node':
      return inShell(scriptCommand({ runner, args, choice }, place), around);
    case 'pytest':
    case 'unittest':
      return pythonCommand({ runner, choice }, place);
    case 'go':
    case 'cargo':
      return compiledCommand({ runner, choice }, place);
    case 'command':
      return { command: ['sh', '-c', args.join(' ')], environment: {}, read: null };
  }
}

/** What stands before the runner may fail before there is a report. */
function inShell(
  call: RunnerCommand | MissingRunner,
  around: string | undefined,
): RunnerCommand | MissingRunner {
  if (around === undefined || 'kind' in call) return call;
  return { ...call, command: ['sh', '-c', around, 'sh', ...call.command], failsWithoutReport: true };
}
