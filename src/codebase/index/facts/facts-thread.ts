import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { withCompileCache } from '../../languages/thread-environment.ts';
import type { ReadTimedFacts, TimedFacts } from './timed-facts.ts';

/** What a thread is asked, and what it answers. */
export type FactsQuestion = { readonly id: number; readonly path: string; readonly text: string };
export type FactsAnswer =
  | ({ readonly id: number; readonly kind: 'facts' } & TimedFacts)
  | { readonly id: number; readonly kind: 'failed'; readonly error: unknown };

/** A second thread that reads facts while the first one writes. Until it is closed, it keeps the process alive. */
export interface FactsThread {
  readonly read: ReadTimedFacts;
  close(): Promise<void>;
}

type Waiting = { readonly resolve: (timed: TimedFacts) => void; readonly reject: (error: unknown) => void };

// Native parsers need the stack of a main thread.
const LIMITS = { stackSizeMb: 8 };

/** Starts a thread that reads facts as `readFacts` does. A read is rejected when the thread breaks down or is closed. */
export function startFactsThread(): FactsThread {
  const entry = new URL(`./facts-thread-entry${extname(import.meta.filename)}`, import.meta.url);
  const worker = new Worker(entry, { resourceLimits: LIMITS, env: withCompileCache() });
  const waiting = new Map<number, Waiting>();
  const rejectAll = (error: unknown): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (answer: FactsAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.kind === 'facts') asked?.resolve(answer);
    else asked?.reject(answer.error);
  });
  worker.on('error', rejectAll);
  worker.on('exit', () => rejectAll(new Error('The thread that reads facts has ended.')));
  let asked = 0;
  return {
    read: async (path, text) => {
      const { promise, resolve, reject } = Promise.withResolvers<TimedFacts>();
      const question: FactsQuestion = { id: asked++, path, text };
      waiting.set(question.id, { resolve, reject });
      worker.postMessage(question, []);
      return promise;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
