import { OuroborosError, exitCodeOfError, messageOf, systemCodeOf } from '../domain/errors.ts';
import { printable } from '../domain/terminal-text.ts';
import { spellCommands } from './command-name.ts';
import { createProgram } from './program.ts';

/** Runs one command line and sets the exit code of the process; nothing else does. */
export async function main(args: readonly string[]): Promise<void> {
  const stopped = listenForSignals();
  const output = watchOutput();
  const signal = AbortSignal.any([stopped, output.signal]);
  const program = createProgram(signal);
  try {
    process.exitCode = await program.run(args);
  } catch (caught) {
    const error = stopped.aborted && isStop(caught) ? stopped.reason : caught;
    process.exitCode = exitCodeOfError(error);
    const placeOptions = program.placeOptions();
    process.stderr.write(`${describe(error, { isDebug: args.includes('--debug'), placeOptions })}\n`);
  }
  output.end();
}

/** Whether a signal ended the run, or a program that it had started. */
function isStop(error: unknown): boolean {
  return error instanceof OuroborosError && ['interrupted', 'terminated'].includes(error.code);
}

/** One press of Ctrl-C may arrive twice: from the terminal, and passed on by the program that started this one. */
const SAME_SIGNAL_MS = 500;

/** The first signal lets the run end in order, also one that has ended already; a later one ends the process at once. */
function listenForSignals(): AbortSignal {
  const controller = new AbortController();
  const listen = (names: readonly NodeJS.Signals[], reason: OuroborosError): void => {
    let firstMs: number | null = null;
    const onSignal = (): void => {
      const nowMs = performance.now();
      if (firstMs !== null && nowMs - firstMs > SAME_SIGNAL_MS) process.exit(exitCodeOfError(reason));
      firstMs ??= nowMs;
      controller.abort(reason);
    };
    for (const name of names) process.on(name, onSignal);
  };
  listen(['SIGINT'], new OuroborosError('interrupted', 'Interrupted.'));
  listen(['SIGTERM', 'SIGHUP'], new OuroborosError('terminated', 'Terminated.'));
  return controller.signal;
}

/** Output that cannot be written (a full disk) stops the run like any other missing part of the environment. */
function watchOutput(): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  let hasEnded = false;
  const settle = (): void => {
    if (controller.signal.aborted && (process.exitCode ?? 0) === 0) process.exitCode = 5;
  };
  process.stdout.on('error', (error) => {
    // A reader that went away (`ouroboros … | head`) is no error of ours.
    if (systemCodeOf(error) === 'EPIPE' || controller.signal.aborted) return;
    const failure = new OuroborosError('disk', `Standard output cannot be written: ${error.message}.`);
    controller.abort(failure);
    process.stderr.write(`${describe(failure, { isDebug: false, placeOptions: '' })}\n`);
    if (hasEnded) settle();
  });
  const end = (): void => {
    hasEnded = true;
    settle();
  };
  return { signal: controller.signal, end };
}

function describe(
  error: unknown,
  { isDebug, placeOptions }: { readonly isDebug: boolean; readonly placeOptions: string },
): string {
  const stack = error instanceof Error && isDebug ? `\n${error.stack ?? ''}` : '';
  if (!(error instanceof OuroborosError)) {
    return `error: ${printable(messageOf(error))}\n  This is a defect of ouroboros; --debug shows where.${stack}`;
  }
  const spelled = spellCommands(printable(error.hint ?? ''), { environment: process.env, placeOptions });
  const hint = spelled === '' ? '' : `\n  ${spelled.replaceAll('\n', '\n  ')}`;
  return `error: ${printable(error.message)}${hint}${stack}`;
}
