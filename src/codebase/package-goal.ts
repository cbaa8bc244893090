import { basename, dirname, join } from 'node:path';
import * as z from 'zod';
import { decodeText } from '../domain/text.ts';

/** How JavaScript is read: `commonjs` is a script in which `return` may stand outside of functions. */
export type JavaScriptGoal = 'module' | 'script' | 'commonjs';

/** Tells what the nearest package.json above a `.js` file says of it; null for other files and where it says nothing. */
export type FindGoal = (path: string) => Promise<JavaScriptGoal | null>;

/**
 * Looks for the goal of files as Node does, remembering each folder ("Determining module system" in Node's manual).
 * @param read the bytes of a file, or null where there is none
 */
export function createGoalFinder(read: (path: string) => Promise<Uint8Array | null>): FindGoal {
  const known = new Map<string, Promise<JavaScriptGoal | null>>();
  const search = async (folder: string): Promise<JavaScriptGoal | null> => {
    // An installed package that says nothing is not what the project around it is.
    if (basename(folder) === 'node_modules') return null;
    // What cannot be read says nothing: a folder of that name, or a link that leads out of the tree.
    const bytes = await read(join(folder, 'package.json')).catch(() => null);
    if (bytes !== null) return goalIn(bytes);
    const above = dirname(folder);
    return above === folder ? null : goalOf(above);
  };
  const goalOf = (folder: string): Promise<JavaScriptGoal | null> => {
    const goal = known.get(folder) ?? search(folder);
    known.set(folder, goal);
    return goal;
  };
  return async (path) => (path.endsWith('.js') ? goalOf(dirname(path)) : null);
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
