import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';

/** The environment of a thread. Without being told of the cache a thread compiles anew what the process has compiled before. */
export function withCompileCache(): NodeJS.ProcessEnv {
  // Inside of the folder that is asked for Node keeps one for each of its versions: it tells that one.
  const folder = getCompileCacheDir();
  return folder === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: dirname(folder) };
}
