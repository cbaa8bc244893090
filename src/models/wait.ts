import { setTimeout as sleep } from 'node:timers/promises';

/** Waits; an abort ends the wait at once and throws the signal's reason. */
export async function wait(durationMs: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(durationMs, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}
