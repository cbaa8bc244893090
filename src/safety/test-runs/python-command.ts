import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PythonHome } from '../sandbox/python-home.ts';
import { readUnittestReport } from './read-json-report.ts';
import { readJunitReport } from './read-junit-report.ts';
import {
  filesOf,
  missing,
  type CoverageWish,
  type MissingRunner,
  type RunnerCommand,
  type RunnerPlace,
  type TestChoice,
} from './runner-call.ts';
import { UNITTEST_PROGRAM } from './unittest-program.ts';

type PythonRun = { readonly runner: 'pytest' | 'unittest'; readonly choice: TestChoice };

const NO_TESTS_COLLECTED = 5;

/** The command line of the runners of Python. */
export function pythonCommand(
  { runner, choice }: PythonRun,
  { folder, report, coverage, python }: RunnerPlace,
): RunnerCommand | MissingRunner {
  if (python === null) return missing('there is no Python here');
  const environment = pythonEnvironment(folder);
  if (runner === 'unittest') {
    const command = [python.command, '-c', UNITTEST_PROGRAM, report];
    const isCounted = coverage !== null && python.hasCoverage;
    const wish = isCounted ? wishFor(coverage) : {};
    return {
      command,
      environment: { ...environment, ...wish },
      read: readUnittestReport,
      ...unmeasured(python),
    };
  }
  if (!python.hasPytest) return missing('pytest is not installed for the Python of the project');
  const options = ['-q', '-p', 'no:cacheprovider', '--continue-on-collection-errors'];
  const reporting = ['-o', 'junit_family=xunit1', `--junitxml=${report}`];
  const pytest = ['-m', 'pytest', ...options, ...reporting, ...filesOf(choice)];
  const isMeasured = coverage !== null && python.hasCoverage;
  const command = isMeasured ? measured(python.command, pytest, coverage) : [python.command, ...pytest];
  const exitWithoutTests = NO_TESTS_COLLECTED;
  return { command, environment, read: readJunitReport, exitWithoutTests, ...unmeasured(python) };
}

function unmeasured({ hasCoverage }: PythonHome): Pick<RunnerCommand, 'unmeasured'> {
  return hasCoverage ? {} : { unmeasured: 'lines are counted by coverage.py, which is not installed' };
}

/** What the program for `unittest` reads. */
function wishFor({ folder, paths }: CoverageWish): RunnerCommand['environment'] {
  return { COVERAGE_JSON: join(folder, 'coverage.json'), COVERAGE_FILES: JSON.stringify(paths) };
}

/** The lines are counted by coverage.py, and written down whatever the tests say. */
function measured(
  python: string,
  program: readonly string[],
  { folder, paths }: CoverageWish,
): readonly string[] {
  const script =
    '"$0" -m coverage run "$@"; code=$?; "$0" -m coverage json -q -o "$COVERAGE_JSON"; exit $code';
  const run = [`--include=${paths.join(',')}`, ...program];
  const environment = [
    `COVERAGE_FILE=${join(folder, 'data')}`,
    `COVERAGE_JSON=${join(folder, 'coverage.json')}`,
  ];
  return ['env', ...environment, 'sh', '-c', script, python, ...run];
}

/** Sources below `src` come before what is installed of the same project: else the tests would see that, and no change. */
function pythonEnvironment(folder: string): RunnerCommand['environment'] {
  const always = { PYTHONDONTWRITEBYTECODE: '1', PYTHONHASHSEED: '0' };
  return existsSync(join(folder, 'src')) ? { ...always, PYTHONPATH: 'src' } : always;
}
