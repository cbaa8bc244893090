import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PythonHome } from '../sandbox/python-home.ts';
import { readJestReport, readMochaReport, readUnittestReport } from './read-json-report.ts';
import { readJunitReport } from './read-junit-report.ts';
import type { Suite, TestReport } from './suite.ts';
import { UNITTEST_PROGRAM } from './unittest-program.ts';

/** Which tests of a suite are run. Runners that cannot choose run all of them. */
export type TestChoice =
  | { readonly kind: 'all' }
  /** Those that reach one of these source files, by absolute paths. */
  | { readonly kind: 'related'; readonly sources: readonly string[] }
  /** Those in these files, relative to the folder of the suite. */
  | { readonly kind: 'files'; readonly files: readonly string[] };

/** How a suite is run, and how its report is read; null where it has none. */
export type RunnerCommand = {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly read: ((text: string, folder: string) => TestReport) | null;
};

export type RunnerPlace = {
  /** The folder of the suite, absolute. */
  readonly folder: string;
  /** Where the runner writes its report. */
  readonly report: string;
  readonly python: PythonHome | null;
};

/** The command line of a suite, or why there is none. */
export function runnerCommand(
  { runner, args }: Suite,
  choice: TestChoice,
  { folder, report, python }: RunnerPlace,
): RunnerCommand | { readonly kind: 'missing'; readonly reason: string } {
  switch (runner) {
    case 'vitest':
    case 'jest':
    case 'mocha': {
      const program = findProgram(PROGRAMS[runner], folder);
      if (program === null) return missing(`${runner} is not installed in node_modules`);
      const command = [
        process.execPath,
        program,
        ...SCRIPT_ARGUMENTS[runner]({ args, choice, report, folder, program }),
      ];
      return { command, environment: {}, read: runner === 'mocha' ? readMochaReport : readJestReport };
    }
    case 'node': {
      const reporter = ['--test-reporter=junit', `--test-reporter-destination=${report}`];
      return { command: [process.execPath, ...reporter, ...args], environment: {}, read: readJunitReport };
    }
    case 'pytest': {
      if (python === null) return missing('there is no Python here');
      if (!python.hasPytest) return missing('pytest is not installed for the Python of the project');
      const options = [
        '-q',
        '-p',
        'no:cacheprovider',
        '--continue-on-collection-errors',
        '-o',
        'junit_family=xunit1',
      ];
      const command = [
        python.command,
        '-m',
        'pytest',
        ...options,
        `--junitxml=${report}`,
        ...filesOf(choice),
      ];
      return { command, environment: pythonEnvironment(folder), read: readJunitReport };
    }
    case 'unittest': {
      if (python === null) return missing('there is no Python here');
      return {
        command: [python.command, '-c', UNITTEST_PROGRAM, report],
        environment: pythonEnvironment(folder),
        read: readUnittestReport,
      };
    }
    case 'command':
      return { command: ['sh', '-c', args.join(' ')], environment: {}, read: null };
  }
}

/** Sources below `src` come before what is installed of the same project: else the tests would see that, and no change. */
function pythonEnvironment(folder: string): RunnerCommand['environment'] {
  const always = { PYTHONDONTWRITEBYTECODE: '1', PYTHONHASHSEED: '0' };
  return existsSync(join(folder, 'src')) ? { ...always, PYTHONPATH: 'src' } : always;
}

const PROGRAMS = {
  vitest: 'vitest/vitest.mjs',
  jest: 'jest/bin/jest.js',
  mocha: 'mocha/bin/mocha.js',
} as const;

type ScriptCall = {
  readonly args: readonly string[];
  readonly choice: TestChoice;
  readonly report: string;
  readonly folder: string;
  readonly program: string;
};

const SCRIPT_ARGUMENTS: Readonly<Record<keyof typeof PROGRAMS, (call: ScriptCall) => readonly string[]>> = {
  vitest: ({ args, choice, report, folder, program }) => [
    ...(choice.kind === 'related' ? ['related', '--run', ...choice.sources] : ['run', ...filesOf(choice)]),
    ...args,
    '--reporter=json',
    `--outputFile=${report}`,
    '--coverage.enabled=false',
    '--passWithNoTests',
    ...configLoader(folder, program),
  ],
  jest: ({ args, choice, report }) => [
    ...args,
    '--ci',
    '--json',
    `--outputFile=${report}`,
    '--coverage=false',
    '--passWithNoTests',
    ...(choice.kind === 'related' ? ['--findRelatedTests', ...choice.sources] : []),
    ...(choice.kind === 'files' ? ['--runTestsByPath', ...choice.files] : []),
  ],
  mocha: ({ args, report }) => [...args, '--reporter', 'json', '--reporter-option', `output=${report}`],
};

/** The bundled config is written among the packages, which are there to read only: without that folder it is not bundled. */
function configLoader(folder: string, program: string): readonly string[] {
  if (existsSync(join(folder, 'node_modules', '.vite-temp'))) return [];
  const manifest = join(dirname(program), 'package.json');
  const major = existsSync(manifest)
    ? /"version":\s*"(\d+)/.exec(readFileSync(manifest, 'utf8'))?.[1]
    : undefined;
  return Number(major ?? 0) >= FIRST_WITH_LOADERS ? ['--configLoader=runner'] : [];
}

const FIRST_WITH_LOADERS = 4;

function filesOf(choice: TestChoice): readonly string[] {
  return choice.kind === 'files' ? choice.files : [];
}

/** Packages are looked for as Node.js does: in the folder, then above it. */
function findProgram(path: string, folder: string): string | null {
  const program = join(folder, 'node_modules', path);
  if (existsSync(program)) return program;
  const above = dirname(folder);
  return above === folder ? null : findProgram(path, above);
}

function missing(reason: string): { readonly kind: 'missing'; readonly reason: string } {
  return { kind: 'missing', reason };
}
