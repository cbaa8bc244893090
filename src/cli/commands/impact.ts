import { blastRadius, type Touched } from '../../codebase/index/graph/blast-radius.ts';
import { cyclesOf } from '../../codebase/index/graph/cycles.ts';
import { graphOfIndex } from '../../codebase/index/graph/graph-of-index.ts';
import { testCoverageOf, type TestCoverage } from '../../codebase/index/graph/test-coverage.ts';
import {
  describeCoverage,
  openMeasuredCoverage,
  type LineCoverage,
} from '../../codebase/measured-coverage/measured-coverage.ts';
import { printableLine } from '../../domain/terminal-text.ts';
import { withCodeIndex } from '../code-index.ts';
import { drawnIndexUse } from '../index-use.ts';
import type { Io } from '../io.ts';
import { openProject } from '../project.ts';
import { counted } from '../view/wording.ts';
import { followedName, readImpactPlace, whyNotIndexed } from './impact-place.ts';

export type ImpactOptions = { readonly place: string; readonly depth: number; readonly json: boolean };

type Impact = {
  readonly path: string;
  /** `*` for the whole file. */
  readonly symbols: readonly string[];
  readonly tests: TestCoverage;
  /** What a coverage report of the project says of the file: more than imports and names can. */
  readonly measured: LineCoverage | null;
  /** The other files of its import cycle: each of them and this one depend on each other. */
  readonly cycle: readonly string[];
  readonly touched: readonly Touched[];
  /** Of a file that the index did not read, only who imports it by its own name is known. */
  readonly is_indexed: boolean;
  readonly not_indexed_because: string | null;
};

/** Lists the files that a change of a file, or of one symbol of it, may touch, nearest first. Gives 0. */
export async function runImpact(options: ImpactOptions, io: Io): Promise<number> {
  const project = await openProject(io.cwd);
  const { path, symbol } = await readImpactPlace(options.place, project);
  const measured = await openMeasuredCoverage(project.root).of(path);
  const impact = await withCodeIndex(project, drawnIndexUse(io), (queries): Impact => {
    const graph = graphOfIndex(queries);
    const unread = whyNotIndexed(queries, path);
    const symbols = [symbol === null ? '*' : followedName(graph, { path, unread }, symbol)];
    const touched = blastRadius(graph, { path, symbols, maxDepth: options.depth });
    const circle = cyclesOf(graph).find((paths) => paths.includes(path)) ?? [];
    const cycle = circle.filter((other) => other !== path);
    const tests = testCoverageOf(graph, path);
    const reading = { is_indexed: unread === null, not_indexed_because: unread };
    return { path, symbols, tests, measured, cycle, touched, ...reading };
  });
  if (options.json) io.stdout(JSON.stringify(impact));
  else for (const line of linesOf(impact)) io.stdout(printableLine(line));
  return 0;
}

const TESTS: Readonly<Record<TestCoverage, string>> = {
  direct: 'tests import it or are named after it',
  'via-api': 'tests reach it over the interface of its package',
  none: 'no test is known to reach it',
};

const MOST_IN_CYCLE = 5;

function cycleLines(cycle: readonly string[]): readonly string[] {
  const more = cycle.length - MOST_IN_CYCLE;
  const shown = cycle.slice(0, MOST_IN_CYCLE).join(', ');
  return cycle.length === 0 ? [] : [`in a cycle with ${shown}${more > 0 ? `, and ${more} more` : ''}`];
}

function summaryOf({ path, symbols, touched, is_indexed: isIndexed }: Impact): string {
  const what = symbols.includes('*') ? path : `${symbols.join(', ')} of ${path}`;
  if (touched.length > 0) return `${counted(touched.length, 'file')} may feel a change of ${what}`;
  return isIndexed ? `nothing else uses ${what}` : `nothing is known to use ${what}`;
}

function linesOf(impact: Impact): readonly string[] {
  const { tests, measured, cycle, touched, not_indexed_because: unread } = impact;
  return [
    `${summaryOf(impact)}; ${measured === null ? TESTS[tests] : describeCoverage(measured)}`,
    ...(unread === null ? [] : [`the index did not read it: ${unread}; only imports that name it are known`]),
    ...cycleLines(cycle),
    ...touched.map(
      (file) =>
        `${file.weight.toFixed(2)}  ${file.path}${file.depth === 1 ? `  (${file.symbols.join(', ')})` : ''}`,
    ),
  ];
}
