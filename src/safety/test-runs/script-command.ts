import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readJestReport, readMochaReport } from './read-json-report.ts';
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

type ScriptRun = {
  readonly runner: 'vitest' | 'jest' | 'mocha' | 'node';
  readonly args: readonly string[];
  readonly choice: TestChoice;
};

/** The command line of the runners of JavaScript: those among the packages, and the one of Node.js. */
export function scriptCommand(
  { runner, args, choice }: ScriptRun,
  { folder, onDisk, report, coverage }: RunnerPlace,
): RunnerCommand | MissingRunner {
  if (runner === 'node') {
    const reporter = ['--test-reporter=junit', `--test-reporter-destination=${report}`];
    const measured = coverage === null ? [] : nodeCoverage(coverage);
    const command = [process.execPath, ...reporter, ...measured, ...nodeArguments(args, choice)];
    return { command, environment: {}, read: readJunitReport };
  }
  const find: ScriptCall['find'] = (path) => findProgram(path, folder, onDisk);
  const program = find(PROGRAMS[runner]);
  if (program === null) return missing(`${runner} is not installed in node_modules`);
  const own = ARGUMENTS[runner]({ args, choice, report, folder, onDisk, coverage, find });
  const command = [process.execPath, program, ...own];
  if (runner === 'mocha') {
    const environment: RunnerCommand['environment'] =
      coverage === null ? {} : { NODE_V8_COVERAGE: coverage.folder };
    return { command, environment, read: readMochaReport, failsWithoutReport: true };
  }
  const call = { command, environment: {}, read: readJestReport };
  return runner === 'vitest' && vitestProvider(find) === undefined
    ? { ...call, unmeasured: NO_PROVIDER }
    : call;
}

/** Chosen files take the place of the project's patterns. */
function nodeArguments(args: readonly string[], choice: TestChoice): readonly string[] {
  const files = filesOf(choice);
  if (files.length === 0) return args;
  const isPattern = (arg: string, index: number): boolean =>
    !arg.startsWith('-') && (index === 0 || /^--test$|^[^-]|=/.test(args[index - 1] ?? ''));
  return [...args.filter((arg, index) => !isPattern(arg, index)), ...files];
}

const PROGRAMS = {
  vitest: 'vitest/vitest.mjs',
  jest: 'jest/bin/jest.js',
  mocha: 'mocha/bin/mocha.js',
} as const;

type ScriptCall = Omit<ScriptRun, 'runner'> &
  Pick<RunnerPlace, 'report' | 'folder' | 'onDisk' | 'coverage'> & {
    /** The path of a file among the packages, as the suite sees it. */
    readonly find: (path: string) => string | null;
  };

const ARGUMENTS: Readonly<Record<keyof typeof PROGRAMS, (call: ScriptCall) => readonly string[]>> = {
  vitest: ({ args, choice, report, coverage, ...place }) => [
    ...(choice.kind === 'related' ? ['related', '--run', ...choice.sources] : ['run', ...filesOf(choice)]),
    ...args,
    '--reporter=json',
    `--outputFile=${report}`,
    ...vitestCoverage(place, coverage),
    '--passWithNoTests',
    ...configLoader(place),
  ],
  jest: ({ args, choice, report, coverage }) => [
    ...args,
    '--ci',
    '--json',
    `--outputFile=${report}`,
    ...jestCoverage(coverage),
    '--passWithNoTests',
    ...(choice.kind === 'related' ? ['--findRelatedTests', ...choice.sources] : []),
    ...(choice.kind === 'files' ? ['--runTestsByPath', ...choice.files] : []),
  ],
  mocha: ({ args, report }) => [...args, '--reporter', 'json', '--reporter-option', `output=${report}`],
};

/** Vitest measures by a package of its own, which the project has or has not. */
function vitestCoverage({ find }: Pick<ScriptCall, 'find'>, wish: CoverageWish | null): readonly string[] {
  const provider = vitestProvider(find);
  if (wish === null || provider === undefined) return ['--coverage.enabled=false'];
  return [
    '--coverage.enabled',
    `--coverage.provider=${provider}`,
    '--coverage.reporter=json',
    '--coverage.reportOnFailure',
    `--coverage.reportsDirectory=${wish.folder}`,
    ...wish.paths.map((path) => `--coverage.include=${path}`),
  ];
}

function vitestProvider(find: ScriptCall['find']): string | undefined {
  return ['v8', 'istanbul'].find((name) => find(`@vitest/coverage-${name}/package.json`) !== null);
}

const NO_PROVIDER = 'vitest counts lines with @vitest/coverage-v8, which is not installed';

function jestCoverage(wish: CoverageWish | null): readonly string[] {
  if (wish === null) return ['--coverage=false'];
  return [
    '--coverage',
    '--coverageReporters=json',
    `--coverageDirectory=${wish.folder}`,
    ...wish.paths.map((path) => `--collectCoverageFrom=${path}`),
  ];
}

function nodeCoverage({ folder, paths }: CoverageWish): readonly string[] {
  return [
    '--experimental-test-coverage',
    ...paths.map((path) => `--test-coverage-include=${path}`),
    '--test-reporter=lcov',
    `--test-reporter-destination=${join(folder, 'lcov.info')}`,
  ];
}

/** The bundled config is written among the packages, which are there to read only: without that folder it is not bundled. */
function configLoader({
  folder,
  onDisk,
  find,
}: Pick<ScriptCall, 'folder' | 'onDisk' | 'find'>): readonly string[] {
  if (existsSync(onDisk(join(folder, 'node_modules', '.vite-temp')))) return [];
  const manifest = find('vitest/package.json');
  const text = manifest === null ? '' : readFileSync(onDisk(manifest), 'utf8');
  const major = Number(/"version":\s*"(\d+)/.exec(text)?.[1] ?? 0);
  return major >= FIRST_WITH_LOADERS ? ['--configLoader=runner'] : [];
}

const FIRST_WITH_LOADERS = 4;

/** Packages are looked for as Node.js does: in the folder, then above it. */
function findProgram(path: string, folder: string, onDisk: RunnerPlace['onDisk']): string | null {
  const program = join(folder, 'node_modules', path);
  if (existsSync(onDisk(program))) return program;
  const above = dirname(folder);
  return above === folder ? null : findProgram(path, above, onDisk);
}
