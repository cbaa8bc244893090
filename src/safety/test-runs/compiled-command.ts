import { join, posix } from 'node:path';
import { readCargoReport } from './read-cargo-report.ts';
import { readGoReport } from './read-go-report.ts';
import {
  missing,
  type MissingRunner,
  type RunnerCommand,
  type RunnerPlace,
  type TestChoice,
} from './runner-call.ts';

type CompiledRun = { readonly runner: 'go' | 'cargo'; readonly choice: TestChoice };

/** The command line of runners that compile first, from packages that were downloaded before. Both print their report. */
export function compiledCommand(
  { runner, choice }: CompiledRun,
  { report, scratch, toolchains }: RunnerPlace,
): RunnerCommand | MissingRunner {
  const toolchain = toolchains[runner];
  if (toolchain === null) return missing(`${runner} is not installed`);
  const program = join(toolchain.programs, runner);
  if (runner === 'go') {
    const modules = toolchain.packages === null ? {} : { GOMODCACHE: toolchain.packages };
    return {
      command: printedTo(report, [program, 'test', '-json', ...packagesOf(choice)]),
      environment: { ...GO_OFFLINE, GOCACHE: join(scratch, 'go-build'), ...modules },
      read: readGoReport,
    };
  }
  return {
    command: printedTo(report, [program, 'test', '--offline', '--no-fail-fast']),
    environment: { CARGO_TARGET_DIR: join(scratch, 'target'), CARGO_HOME: cargoHome(scratch) },
    read: readCargoReport,
  };
}

/** Where cargo keeps its lock; the downloaded packages are shown in it, in `registry`. */
export function cargoHome(scratch: string): string {
  return join(scratch, 'cargo');
}

const GO_OFFLINE = { GOPROXY: 'off', GOSUMDB: 'off', GOTOOLCHAIN: 'local' } as const;

function packagesOf(choice: TestChoice): readonly string[] {
  if (choice.kind !== 'files') return ['./...'];
  return [...new Set(choice.files.map((file) => `./${posix.dirname(file)}`))];
}

function printedTo(report: string, command: readonly string[]): readonly string[] {
  return ['sh', '-c', 'report=$1; shift; exec "$@" > "$report" 2>&1', 'sh', report, ...command];
}
