import { dirname } from 'node:path';
import * as z from 'zod';
import { decodeText } from '../domain/text.ts';
import { createNearestFinder, type ReadBytes } from './nearest-file.ts';

/** How JavaScript is read: `commonjs` is a script in which `return` may stand outside of functions. */
export type JavaScriptGoal = 'module' | 'script' | 'commonjs';

/** Tells what the nearest package.json above a `.js` file says of it; null for other files and where it says nothing. */
export type FindGoal = (path: string) => Promise<JavaScriptGoal | null>;

/**
 * Looks for the goal of files as Node does, remembering each folder ("Determining module system" in Node's manual).
 * @param read the bytes of a file, or null where there is none
 */
export function createGoalFinder(read: ReadBytes): FindGoal {
  const find = createNearestFinder<JavaScriptGoal>(async (fileIn) => {
    const bytes = await fileIn('package.json');
    return bytes === null ? null : (goalIn(bytes) ?? 'nothing');
  }, read);
  return async (path) => (path.endsWith('.js') ? find(dirname(path)) : null);
}

const manifest = z.object({ type: z.enum(['module', 'commonjs']) });

/** A package.json that cannot be read says nothing: that it is broken is found where it is judged itself. */
function goalIn(bytes: Uint8Array): JavaScriptGoal | null {
  const decoded = decodeText(bytes);
  if (decoded.kind !== 'text') return null;
  try {
    return manifest.safeParse(JSON.parse(decoded.text)).data?.type ?? null;
  } catch {
    return null;
  }
}
