import type { Io } from '../../src/cli/io.ts';

/** What a command may assume of its reader, and all that it wrote. */
export type CapturedIo = Io & { readonly out: () => string; readonly err: () => string };

/** Where commands write in tests: plain and in no terminal, unless said otherwise. */
export function capturedIo(
  cwd: string,
  look: Partial<Pick<Io, 'isTerminal' | 'color' | 'columns'>> = {},
): CapturedIo {
  const out: string[] = [];
  const err: string[] = [];
  return {
    stdout: (line) => void out.push(line),
    stderr: (line) => void err.push(line),
    out: () => out.join('\n'),
    err: () => err.join('\n'),
    isInteractive: false,
    isTerminal: false,
    color: false,
    columns: 80,
    environment: {},
    cwd,
    placeOptions: '',
    isCi: true,
    isDebug: false,
    streams: process,
    signal: new AbortController().signal,
    readStdin: async () => '',
    ...look,
  };
}
