import { OuroborosError, exitCodeOfError, messageOf } from '../domain/errors.ts';
import { printable } from '../domain/terminal-text.ts';
import { spellCommands } from './command-name.ts';
import { createProgram } from './program.ts';

/** Runs one command line and sets the exit code of the process; nothing else does. */
export async function main(args: readonly string[]): Promise<void> {
  const interruption = listenForSignals();
  try {
    process.exitCode = await createProgram(interruption.signal).run(args);
  } catch (error) {
    process.exitCode = exitCodeOfError(error);
    process.stderr.write(`${describe(error, args.includes('--debug'))}\n`);
  } finally {
    interruption.stop();
  }
}

/** The first signal lets the run end in order; a second one ends the process at once. */
function listenForSignals(): { readonly signal: AbortSignal; readonly stop: () => void } {
  const controller = new AbortController();
  const onInterrupt = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new OuroborosError('interrupted', 'Interrupted.'));
  };
  const onTerminate = (): void => {
    if (controller.signal.aborted) process.exit(143);
    controller.abort(new OuroborosError('terminated', 'Terminated.'));
  };
  process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate).on('SIGHUP', onTerminate);
  // A reader that went away (`ouroboros … | head`) is no error of ours.
  const ignoreClosedPipe = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') throw error;
  };
  process.stdout.on('error', ignoreClosedPipe);
  const stop = (): void => {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate).off('SIGHUP', onTerminate);
  };
  return { signal: controller.signal, stop };
}

function describe(error: unknown, isDebug: boolean): string {
  const stack = error instanceof Error && isDebug ? `\n${error.stack ?? ''}` : '';
  if (!(error instanceof OuroborosError)) {
    return `error: ${printable(messageOf(error))}\n  This is a defect of ouroboros; --debug shows where.${stack}`;
  }
  const spelled = spellCommands(printable(error.hint ?? ''), process.env);
  const hint = spelled === '' ? '' : `\n  ${spelled.replaceAll('\n', '\n  ')}`;
  return `error: ${printable(error.message)}${hint}${stack}`;
}
