import { setImmediate as nextTurn } from 'node:timers/promises';

/** Lets the events of other code in, and throws the reason of the signal when there is one. */
export async function turnOrStop(signal: AbortSignal | undefined): Promise<void> {
  await nextTurn();
  signal?.throwIfAborted();
}
