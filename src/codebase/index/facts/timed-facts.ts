import type { FileFacts, ReadFacts } from '../file-facts.ts';

/** Facts with the time that the thread computed for them: waiting does not count, so a busy machine makes no file slow. */
export type TimedFacts = { readonly facts: FileFacts | null; readonly computedMs: number };

/** Reads the facts of a text and says how long that took; calls may come before the one before them is answered. */
export type ReadTimedFacts = (path: string, text: string) => Promise<TimedFacts>;

/** Times a reader. What is asked at once is read one after another: else one text would count the time of another. */
export function timedFacts(readFacts: ReadFacts): ReadTimedFacts {
  let last: Promise<unknown> = Promise.resolve();
  return async (path, text) => {
    const timed = last.then(async () => timedRead(readFacts, path, text));
    last = timed.catch(() => null);
    return timed;
  };
}

async function timedRead(readFacts: ReadFacts, path: string, text: string): Promise<TimedFacts> {
  const before = process.threadCpuUsage();
  const facts = await readFacts(path, text);
  const { user, system } = process.threadCpuUsage(before);
  return { facts, computedMs: (user + system) / 1000 };
}
