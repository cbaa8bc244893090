import { resolveTargets } from '../../codebase/targets.ts';
import { blastRadius, type Touched } from '../../codebase/index/graph/blast-radius.ts';
import { cyclesOf } from '../../codebase/index/graph/cycles.ts';
import { graphOfIndex } from '../../codebase/index/graph/graph-of-index.ts';
import { testCoverageOf, type TestCoverage } from '../../codebase/index/graph/test-coverage.ts';
import {
  openMeasuredCoverage,
  type LineCoverage,
} from '../../codebase/measured-coverage/measured-coverage.ts';
import type { IndexQueries } from '../../codebase/index/store/queries.ts';
import { nearestTo } from '../../domain/nearest.ts';
import { OuroborosError } from '../../domain/errors.ts';
import { isNamedBy } from '../../domain/symbol-name.ts';
import { withCodeIndex } from '../code-index.ts';
import { drawnIndexUse } from '../index-use.ts';
import type { Io } from '../io.ts';
import { openProject } from '../project.ts';

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
};

/** Lists the files that a change of a file, or of one symbol of it, may touch, nearest first. Gives 0. */
export async function runImpact(options: ImpactOptions, io: Io): Promise<number> {
  const project = await openProject(io.cwd);
  const [, file = '', symbol = null] = /^(.+?)(?::([^:/\\]+))?$/.exec(options.place) ?? [];
  const { targets } = await resolveTargets([file], project);
  const [path] = targets;
  if (path === undefined || targets.length > 1) {
    throw new OuroborosError('usage', `${file} is not one file.`, { hint: 'Write FILE or FILE:SYMBOL.' });
  }
  const measured = await openMeasuredCoverage(project.root).of(path);
  const impact = await withCodeIndex(project, drawnIndexUse(io), (queries): Impact => {
    const symbols = symbol === null ? ['*'] : [symbolIn(queries, path, symbol)];
    const graph = graphOfIndex(queries);
    const touched = blastRadius(graph, { path, symbols, maxDepth: options.depth });
    const circle = cyclesOf(graph).find((paths) => paths.includes(path)) ?? [];
    const cycle = circle.filter((other) => other !== path);
    return { path, symbols, tests: testCoverageOf(graph, path), measured, cycle, touched };
  });
  if (options.json) io.stdout(JSON.stringify(impact));
  else for (const line of linesOf(impact)) io.stdout(line);
  return 0;
}

/** The qualified name of a symbol of the file. @throws OuroborosError `not-found` with the nearest names */
function symbolIn(queries: IndexQueries, path: string, wanted: string): string {
  const symbols = queries.symbolsOf(path);
  const found = symbols.find(({ qualifiedName }) => isNamedBy(qualifiedName, wanted));
  if (found !== undefined) return found.qualifiedName;
  const near = nearestTo(
    wanted,
    symbols.flatMap(({ name, qualifiedName }) => [qualifiedName, name]),
  );
  throw new OuroborosError('not-found', `${path} defines no ${wanted}.`, {
    hint:
      near.length === 0
        ? 'Names are written as `name` or `Class.name`.'
        : `Did you mean ${near.join(' or ')}?`,
  });
}

const TESTS: Readonly<Record<TestCoverage, string>> = {
  direct: 'tests import it or are named after it',
  'via-api': 'tests reach it over the interface of its package',
  none: 'no test is known to reach it',
};

function measuredText({ covered, lines, report }: LineCoverage): string {
  return `tests run ${covered} of its ${lines} lines, says ${report}`;
}

const MOST_IN_CYCLE = 5;

function cycleLines(cycle: readonly string[]): readonly string[] {
  const more = cycle.length - MOST_IN_CYCLE;
  const shown = cycle.slice(0, MOST_IN_CYCLE).join(', ');
  return cycle.length === 0 ? [] : [`in a cycle with ${shown}${more > 0 ? `, and ${more} more` : ''}`];
}

function linesOf({ path, symbols, tests, measured, cycle, touched }: Impact): readonly string[] {
  const what = symbols.includes('*') ? path : `${symbols.join(', ')} of ${path}`;
  const summary =
    touched.length === 0
      ? `nothing else uses ${what}`
      : `${touched.length} files may feel a change of ${what}`;
  return [
    `${summary}; ${measured === null ? TESTS[tests] : measuredText(measured)}`,
    ...cycleLines(cycle),
    ...touched.map(
      (file) =>
        `${file.weight.toFixed(2)}  ${file.path}${file.depth === 1 ? `  (${file.symbols.join(', ')})` : ''}`,
    ),
  ];
}
