import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Io } from './io.ts';

/** The process as commands see it: the only place that reads its streams and environment. */
export function processIo(options: {
  readonly cwd: string | undefined;
  readonly color: boolean;
  readonly isDebug: boolean;
  readonly signal: AbortSignal;
}): Io {
  const { stdin, stdout, stderr, env } = process;
  const isCi = env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false';
  const isTerminal = stdout.isTTY && !isCi && env['TERM'] !== 'dumb';
  let input: Promise<string> | null = null;
  const noColor = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '';
  return {
    stdout: (line) => void stdout.write(`${line}\n`),
    stderr: (line) => void stderr.write(`${line}\n`),
    isInteractive: isTerminal && stdin.isTTY,
    isTerminal,
    color: isTerminal && options.color && !noColor,
    // A pseudo-terminal without a size says 0.
    columns: stdout.columns || 80,
    environment: env,
    cwd: resolve(options.cwd ?? '.'),
    placeOptions: '',
    isCi,
    isDebug: options.isDebug,
    streams: { stdin, stdout, stderr },
    signal: options.signal,
    // Once, however many roots the command is run in.
    readStdin: () => (input ??= stdin.isTTY ? Promise.resolve('') : text(stdin)),
  };
}
