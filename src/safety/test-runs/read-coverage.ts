import { readFileSync } from 'node:fs';
import { isAbsolute, join, posix } from 'node:path';
import { parseCoveredLines, type CoveredLines } from '../../codebase/measured-coverage/parse-coverage.ts';

/** The names that the runners give to their reports. */
const REPORTS = ['coverage-final.json', 'lcov.info', 'coverage.json'];

/** The work tree as the run saw it, and the folder of the suite in it. */
type CoveragePlace = { readonly root: string; readonly suiteFolder: string };

/** What a run measured, by path from the root of the work tree; empty where it measured nothing that can be read. */
export function readCoverage(
  folder: string,
  { root, suiteFolder }: CoveragePlace,
): ReadonlyMap<string, CoveredLines> {
  const suite = posix.join(root, suiteFolder);
  for (const name of REPORTS) {
    const text = textOf(join(folder, name));
    const found = text === null ? null : parseCoveredLines(name, text, suite);
    if (found === null) continue;
    return new Map([...found].map(([path, lines]) => [fromRoot(path, suiteFolder), lines]));
  }
  return new Map();
}

function fromRoot(path: string, suiteFolder: string): string {
  return isAbsolute(path) ? path : posix.join(suiteFolder, path);
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
