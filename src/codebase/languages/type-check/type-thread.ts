import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { messageOf } from '../../../domain/errors.ts';
import { shortMessage } from '../syntax-problem.ts';
import { withCompileCache } from '../thread-environment.ts';
import type { TypeCheckRequest, TypeReport } from './type-report.ts';

export type TypeLimits = { readonly timeoutMs: number; readonly maxMemoryMb: number };

export type TypeAnswer =
  | { readonly kind: 'judged'; readonly report: TypeReport }
  | { readonly kind: 'not-judged'; readonly reason: string };

// The checker recurses as deep as expressions are nested.
const STACK_MB = 16;

/** Checks types in a thread of its own, so that a project too large for the limits ends the thread alone. @throws the signal's reason */
export async function checkTypesInThread(
  request: TypeCheckRequest,
  { timeoutMs, maxMemoryMb, signal }: TypeLimits & { readonly signal: AbortSignal },
): Promise<TypeAnswer> {
  signal.throwIfAborted();
  const entry = new URL(`./type-thread-entry${extname(import.meta.filename)}`, import.meta.url);
  const worker = new Worker(entry, {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb, stackSizeMb: STACK_MB },
    env: withCompileCache(),
  });
  const { promise, resolve } = Promise.withResolvers<TypeAnswer>();
  const notJudged = (reason: string): void => resolve({ kind: 'not-judged', reason });
  const timer = setTimeout(() => notJudged(`it takes longer than ${timeoutMs / 1000} s`), timeoutMs);
  const stop = (): void => notJudged('it was interrupted');
  signal.addEventListener('abort', stop, { once: true });
  worker.on('message', (report: TypeReport) => resolve({ kind: 'judged', report }));
  worker.on('error', (error) => notJudged(`the compiler broke down: ${shortMessage(messageOf(error))}`));
  worker.on('exit', () => notJudged('the compiler ended'));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    await worker.terminate();
    signal.throwIfAborted();
  }
}
