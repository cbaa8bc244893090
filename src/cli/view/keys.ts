import { on } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { OuroborosError } from '../../domain/errors.ts';

/** The part of a terminal's input that a prompt needs; `process.stdin` has it. */
export type InputStream = NodeJS.EventEmitter & {
  readonly isRaw?: boolean;
  setRawMode(isRaw: boolean): unknown;
  resume(): unknown;
  pause(): unknown;
};

/** The next key, in lower case; null when the input has ended or Ctrl-D was pressed. */
export type NextKey = () => Promise<string | null>;

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const ESCAPE = '\u001b';
/** Keys that were pressed before the question stood there are no answer to it. */
const SETTLE_MS = 50;

/**
 * Lends the keys of a terminal in raw mode to a task, and puts the terminal back as it was, however the task ends.
 * @throws OuroborosError `interrupted` on Ctrl-C, for raw mode keeps it from being a signal; else the signal's own reason.
 */
export async function withKeys<T>(
  stdin: InputStream,
  signal: AbortSignal,
  task: (nextKey: NextKey) => Promise<T>,
): Promise<T> {
  const wasRaw = stdin.isRaw ?? false;
  stdin.setRawMode(true);
  try {
    await dropEarlyKeys(stdin, signal);
    return await task(keyReader(stdin, signal));
  } finally {
    stdin.setRawMode(wasRaw);
    stdin.pause();
  }
}

async function dropEarlyKeys(stdin: InputStream, signal: AbortSignal): Promise<void> {
  let early = '';
  const keep = (chunk: unknown): void => {
    early += String(chunk);
  };
  stdin.on('data', keep);
  stdin.resume();
  await setTimeout(SETTLE_MS);
  stdin.off('data', keep);
  signal.throwIfAborted();
  if (early.includes(CTRL_C)) throw interrupted();
}

function keyReader(stdin: InputStream, signal: AbortSignal): NextKey {
  const chunks = on(stdin, 'data', { signal, close: ['end', 'close'] });
  const keys: string[] = [];
  return async () => {
    while (keys.length === 0) {
      const chunk = await nextChunk(chunks, signal);
      if (chunk === null) return null;
      // Arrows and other keys that send several characters answer nothing.
      if (!chunk.startsWith(ESCAPE)) keys.push(...chunk.toLowerCase().split(''));
    }
    const key = keys.shift() ?? CTRL_D;
    if (key === CTRL_C) throw interrupted();
    return key === CTRL_D ? null : key;
  };
}

async function nextChunk(chunks: AsyncIterator<unknown[]>, signal: AbortSignal): Promise<string | null> {
  try {
    const { value, done } = await chunks.next();
    return done === true ? null : String(value[0]);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

function interrupted(): OuroborosError {
  return new OuroborosError('interrupted', 'Interrupted at the question; nothing was written.');
}
