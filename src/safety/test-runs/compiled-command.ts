import { join, posix } from 'node:path';
import { readCargoReport } from './read-cargo-report.ts';
import { readGoReport } from './read-go-report.ts';
import { GO_PROFILE } from './read-coverage.ts';
import {
  missing,
  type CoverageWish,
  type MissingRunner,
  type RunnerCommand,
  type RunnerPlace,
  type TestChoice,
} from './runner-call.ts';

type CompiledRun = { readonly runner: 'go' | 'cargo'; readonly choice: TestChoice };

/** The command line of runners that compile first, from packages that were downloaded before. Both print their report. */
export function compiledCommand(
  { runner, choice }: CompiledRun,
  { report, scratch, coverage, toolchains }: RunnerPlace,
): RunnerCommand | MissingRunner {
  const toolchain = toolchains[runner];
  if (toolchain === null) return missing(`${runner} is not installed`);
  const program = join(toolchain.programs, runner);
  if (runner === 'go') {
    const modules = toolchain.packages === null ? {} : { GOMODCACHE: toolchain.packages };
    return {
      command: printedTo(report, [program, 'test', '-json', ...goCoverage(coverage), ...packagesOf(choice)]),
      environment: { ...GO_OFFLINE, GOCACHE: join(scratch, 'go-build'), ...modules },
      read: readGoReport,
    };
  }
  const { lineCounter } = toolchain;
  const start =
    coverage === null || lineCounter === null
      ? [program, 'test']
      : [lineCounter, 'llvm-cov', ...cargoCoverage(coverage)];
  return {
    command: printedTo(report, [...start, '--offline', '--no-fail-fast']),
    environment: { CARGO_TARGET_DIR: join(scratch, 'target'), CARGO_HOME: cargoHome(scratch) },
    read: readCargoReport,
    ...(lineCounter === null ? { unmeasured: NO_LLVM_COV } : {}),
  };
}

/** Where cargo keeps its lock; the downloaded packages are shown in it, in `registry`. */
export function cargoHome(scratch: string): string {
  return join(scratch, 'cargo');
}

/** Of the packages of the files alone, by the tests of all packages. */
function goCoverage(wish: CoverageWish | null): readonly string[] {
  if (wish === null) return [];
  const packages = [...new Set(wish.paths.map((path) => `./${posix.dirname(path)}`))];
  return [`-coverprofile=${join(wish.folder, GO_PROFILE)}`, `-coverpkg=${packages.join(',')}`];
}

function cargoCoverage({ folder }: CoverageWish): readonly string[] {
  return ['--lcov', '--output-path', join(folder, 'lcov.info')];
}

const NO_LLVM_COV = 'lines are counted by cargo-llvm-cov, which is not installed';

const GO_OFFLINE = { GOPROXY: 'off', GOSUMDB: 'off', GOTOOLCHAIN: 'local' } as const;

function packagesOf(choice: TestChoice): readonly string[] {
  if (choice.kind !== 'files') return ['./...'];
  return [...new Set(choice.files.map((file) => `./${posix.dirname(file)}`))];
}

function printedTo(report: string, command: readonly string[]): readonly string[] {
  return ['sh', '-c', 'report=$1; shift; exec "$@" > "$report" 2>&1', 'sh', report, ...command];
}
