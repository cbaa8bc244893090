const WORKERS = 3;

/** Runs all cases, a few at a time, each worker in a folder of its own; the results are in the order of the cases. */
export async function inParallel<C, T>(
  cases: readonly C[],
  makeFolder: () => string,
  run: (one: C, folder: string) => Promise<T>,
): Promise<readonly T[]> {
  const results: T[] = [];
  const waiting = [...cases.entries()];
  const work = async (folder: string): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results[next[0]] = await run(next[1], folder);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, () => work(makeFolder())));
  return results;
}
