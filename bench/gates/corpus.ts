import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

const NO_SOURCES = new Set(['.git', 'node_modules', '__pycache__', 'dist', 'build', 'out', 'vendor']);

/** Paths of the files below a folder that the pattern fits, sorted; installed and built code is left out. */
export function filesBelow(folder: string, pattern: RegExp): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return NO_SOURCES.has(entry.name) ? [] : filesBelow(path, pattern);
      return entry.isFile() && pattern.test(entry.name) ? [path] : [];
    });
}

/** Gives numbers in [0, 1), the same ones for the same seed (mulberry32). */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** So many of the items, drawn without putting back; all of them where there are fewer. */
export function sampleOf<T>(items: readonly T[], count: number, random: Random): readonly T[] {
  const drawn = items.map((item) => ({ item, key: random() })).toSorted((a, b) => a.key - b.key);
  return drawn.slice(0, count).map(({ item }) => item);
}

/** What the launcher sets V8 to: see bin/ouroboros.js. */
export const LAUNCHER_FLAG = '--wasm-tier-up-filter=0';

/** Sets V8 to the same, so that the figures are those of the tool; gives the mode's name for the report. */
export function useLauncherMode(): string {
  setFlagsFromString(LAUNCHER_FLAG);
  return `V8 with ${LAUNCHER_FLAG}, as the launcher sets it`;
}
