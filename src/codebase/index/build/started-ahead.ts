/**
 * Gives the results of work in its order, so many pieces of it begun ahead of the one that is given. When nobody asks for
 * more, it waits until what has begun is over.
 */
export async function* startedAhead<T>(work: Iterable<Promise<T>>, count: number): AsyncGenerator<T> {
  const begun: Promise<T>[] = [];
  try {
    for (const piece of work) {
      // That it failed is told in its turn.
      piece.catch(() => null);
      begun.push(piece);
      const next = begun.length > count ? begun.shift() : undefined;
      if (next !== undefined) yield await next;
    }
    for (const piece of begun) yield await piece;
  } finally {
    await Promise.allSettled(begun);
  }
}
