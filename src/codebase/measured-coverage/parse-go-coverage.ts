import type { CoveredLines } from './parse-coverage.ts';

const BLOCK = /^(?<file>.+):(?<start>\d+)\.\d+,(?<end>\d+)\.\d+ \d+ (?<count>\d+)$/gm;

/**
 * The lines of a profile of `go test -coverprofile`, by path from the folder of the module. A line is run where one of
 * the blocks on it is; files of other modules are left out.
 */
export function parseGoCoverage(profile: string, module: string): ReadonlyMap<string, CoveredLines> {
  const files = new Map<string, { readonly lines: Set<number>; readonly covered: Set<number> }>();
  for (const { groups = {} } of profile.matchAll(BLOCK)) {
    const { file = '', start, end, count } = groups;
    if (!file.startsWith(`${module}/`)) continue;
    const path = file.slice(module.length + 1);
    const found = files.get(path) ?? { lines: new Set(), covered: new Set() };
    files.set(path, found);
    for (let line = Number(start); line <= Number(end); line++) {
      found.lines.add(line);
      if (count !== '0') found.covered.add(line);
    }
  }
  return files;
}

/** The name of a module, by its go.mod. */
export function moduleIn(goMod: string): string | null {
  return /^module\s+"?([^\s"]+)/m.exec(goMod)?.[1] ?? null;
}
