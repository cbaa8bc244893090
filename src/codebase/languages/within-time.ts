import { createContext, Script } from 'node:vm';

type Outcome<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'stopped' };

/** Only a script can be given a time: this one runs what the stage holds. */
type Stage = { readonly script: Script; readonly context: { run: () => void } };

// Making one takes two milliseconds, and it is as good as new after each use.
let stage: Stage | null = null;

/**
 * Runs JavaScript that never awaits, and stops it in the midst of its work when it takes longer: what it leaves behind
 * may be half done. Native code is not stopped. What `run` throws is passed on.
 */
export function withinTime<T>(limitMs: number, run: () => T): Outcome<T> {
  if (!Number.isFinite(limitMs)) return { kind: 'done', value: run() };
  let done: Outcome<T> = { kind: 'stopped' };
  const { script, context } = (stage ??= createStage());
  context.run = () => {
    done = { kind: 'done', value: run() };
  };
  try {
    script.runInContext(context, { timeout: Math.max(1, Math.ceil(limitMs)) });
  } catch (error) {
    if (!isTimeout(error)) throw error;
  } finally {
    context.run = nothing;
  }
  return done;
}

function createStage(): Stage {
  const context = { run: nothing };
  createContext(context);
  return { script: new Script('run()'), context };
}

function nothing(): void {
  // What ran last is not kept.
}

/** It is an `Error` of the other context, and so no instance of this one's. */
function isTimeout(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
