import { globSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { coveredByV8 } from '../../codebase/measured-coverage/covered-by-v8.ts';
import { linesToRun } from '../../codebase/measured-coverage/lines-to-run.ts';
import { parseCoveredLines, type CoveredLines } from '../../codebase/measured-coverage/parse-coverage.ts';
import { moduleIn, parseGoCoverage } from '../../codebase/measured-coverage/parse-go-coverage.ts';

/** The names that the runners give to their reports. */
const REPORTS = ['coverage-final.json', 'lcov.info', 'coverage.json'];
/** What the profile of go is written to. */
export const GO_PROFILE = 'cover.out';
const MAX_BYTES = 200_000_000;

/** A run whose coverage is read. */
type CoveragePlace = {
  /** The work tree as the run saw it. */
  readonly root: string;
  /** Where it lies now. */
  readonly copy: string;
  readonly suiteFolder: string;
  /** The files that were to be counted, from the root. */
  readonly measured: readonly string[];
};

type Covered = ReadonlyMap<string, CoveredLines>;

/** What a run measured, by path from the root of the work tree; empty where it measured nothing that can be read. */
export function readCoverage(folder: string, place: CoveragePlace): Covered {
  const suite = posix.join(place.root, place.suiteFolder);
  for (const name of REPORTS) {
    const text = textOf(join(folder, name));
    const found = text === null ? null : parseCoveredLines(name, text, suite);
    if (found !== null) return fromRoot(found, place);
  }
  const profile = textOf(join(folder, GO_PROFILE));
  return profile === null ? coverageOfV8(folder, place) : coverageOfGo(profile, place);
}

function fromRoot(found: Covered, { suiteFolder }: CoveragePlace): Covered {
  return new Map(
    [...found].map(([path, lines]) => [isAbsolute(path) ? path : posix.join(suiteFolder, path), lines]),
  );
}

/** Blocks of go reach from bracket to bracket. */
function coverageOfGo(profile: string, place: CoveragePlace): Covered {
  const { copy, suiteFolder, measured } = place;
  const module = moduleIn(textOf(join(copy, suiteFolder, 'go.mod')) ?? '');
  const found = module === null ? new Map() : fromRoot(parseGoCoverage(profile, module), place);
  const counted = measured.flatMap((path): readonly (readonly [string, CoveredLines])[] => {
    const lines = found.get(path);
    const toRun = linesToRun(textOf(join(copy, path)) ?? '');
    return lines === undefined
      ? []
      : [[path, { lines: lines.lines.intersection(toRun), covered: lines.covered }]];
  });
  return new Map(counted);
}

/** Each process leaves a report: a line is run where one of them ran it. */
function coverageOfV8(folder: string, { root, copy, measured }: CoveragePlace): Covered {
  const found = new Map<string, CoveredLines>();
  for (const name of globSync('coverage-*.json', { cwd: folder })) {
    const json = textOf(join(folder, name));
    if (json === null) continue;
    for (const path of measured) {
      const script = { url: pathToFileURL(join(root, path)).href, text: textOf(join(copy, path)) ?? '' };
      const one = coveredByV8(json, script);
      if (one !== null)
        found.set(path, { ...one, covered: new Set([...one.covered, ...(found.get(path)?.covered ?? [])]) });
    }
  }
  return found;
}

function textOf(path: string): string | null {
  try {
    return statSync(path).size > MAX_BYTES ? null : readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
