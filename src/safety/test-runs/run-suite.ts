import { chownSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { CoveredLines } from '../../codebase/measured-coverage/parse-coverage.ts';
import type { FileChange } from '../../domain/patch.ts';
import { testLimits } from '../sandbox/box-limits.ts';
import { placeOnDisk } from '../sandbox/dependencies.ts';
import { makeCopy } from '../sandbox/ephemeral-copy.ts';
import { makeTemporaryFolder, removeFolder } from '../sandbox/temporary-folders.ts';
import { reportOfRun } from './report-of-run.ts';
import type { TestChoice } from './runner-call.ts';
import { runnerCommand } from './runner-command.ts';
import { boxViolations } from './box-violations.ts';
import { readCoverage } from './read-coverage.ts';
import { cargoHome } from './compiled-command.ts';
import { mountsOf, programFolders, REPORT_FOLDER } from './suite-mounts.ts';
import type { Suite, TestReport } from './suite.ts';
import type { TestBench } from './test-bench.ts';

/** `coverage` by path from the root of the work tree; empty where nothing was measured. */
export type SuiteRun = {
  readonly report: TestReport;
  /** Whether the runner was there to be started. */
  readonly isStarted: boolean;
  readonly durationMs: number;
  readonly coverage: ReadonlyMap<string, CoveredLines>;
  /** Why lines could not be counted, where they were to be and the runner is known not to; else null. */
  readonly unmeasured: string | null;
  /** What the run tried and was kept from, as far as that is known. */
  readonly violations: readonly string[];
};

/** A suite, which of its tests, and what to lay over the work tree for them. */
export type SuiteRequest = {
  readonly suite: Suite;
  readonly choice: TestChoice;
  /** Laid over the work tree; none for the tree as it is. */
  readonly changes: readonly FileChange[];
  /** Files whose lines are counted where the runner can, from the root of the work tree. */
  readonly measured?: readonly string[];
};

/** Runs a suite in a copy of the work tree that is gone afterwards. Both sides of a change see it at the same place. */
export async function runSuite(
  request: SuiteRequest,
  bench: TestBench,
  signal: AbortSignal,
): Promise<SuiteRun> {
  const { root, paths, dependencies, box } = bench;
  const files = paths.filter((path) => !dependencies.isDependency(path));
  const copy = await makeCopy({ root, paths: files, changes: request.changes, owner: box.owner }, signal);
  const out = makeTemporaryFolder();
  try {
    prepareScratch(out, { suite: request.suite, bench });
    if (!box.showsMounts) linkDependencies(copy.folder, bench);
    return await runInCopy(request, { ...bench, suite: request.suite, copy: copy.folder, out }, signal);
  } finally {
    await copy.remove();
    await removeFolder(out);
  }
}

type Place = TestBench & { readonly suite: Suite; readonly copy: string; readonly out: string };

const REPORT = 'report';
const COVERAGE = 'coverage';

async function runInCopy(
  { choice, measured = [] }: SuiteRequest,
  place: Place,
  signal: AbortSignal,
): Promise<SuiteRun> {
  const { suite, root, copy, out, box, python, toolchains, dependencies, wallMs } = place;
  const treeAt = box.showsMounts ? root : copy;
  const scratch = box.showsMounts ? REPORT_FOLDER : out;
  const reportPath = join(scratch, REPORT);
  const paths = measured.map((path) => posix.relative(suite.folder, path));
  const coverage = paths.length === 0 ? null : { paths, folder: join(scratch, COVERAGE) };
  const at = {
    folder: join(root, suite.folder),
    onDisk: (path: string) => placeOnDisk(path, dependencies.mounts),
    report: reportPath,
    scratch,
    coverage,
    python,
    toolchains,
  };
  const call = runnerCommand(suite, choice, at);
  if ('kind' in call) return notRun(call.reason);
  const ended = await box.run(
    {
      command: call.command,
      folder: join(treeAt, suite.folder),
      mounts: mountsOf(place),
      scratch: dependencies.caches,
      environment: { CI: '1', NO_COLOR: '1', LANG: 'C.UTF-8', ...suite.environment, ...call.environment },
      programFolders: programFolders(place),
      limits: testLimits(wallMs),
    },
    signal,
  );
  const folder = join(treeAt, suite.folder);
  const report = reportOfRun(ended, call, { folder, path: join(out, REPORT) });
  const messages = report.kind === 'report' ? report.tests.map(({ message }) => message) : [];
  return {
    report,
    isStarted: true,
    violations: box.name !== null ? boxViolations(ended, messages) : [],
    durationMs: ended.durationMs,
    coverage: readCoverage(join(out, COVERAGE), { root: treeAt, copy, suiteFolder: suite.folder, measured }),
    unmeasured: measured.length === 0 ? null : (call.unmeasured ?? null),
  };
}

function notRun(reason: string): SuiteRun {
  const report = { kind: 'unreadable', reason } as const;
  return { report, isStarted: false, durationMs: 0, coverage: new Map(), unmeasured: null, violations: [] };
}

/** The folder for what a run leaves. Where mounts are shown, that of the crates has to be the runner's own before. */
function prepareScratch(
  out: string,
  { suite, bench: { box, toolchains } }: { readonly suite: Suite; readonly bench: TestBench },
): void {
  const home = cargoHome(out);
  mkdirSync(join(out, COVERAGE));
  if (suite.runner === 'cargo') mkdirSync(home);
  const crates = toolchains.cargo?.packages ?? null;
  if (suite.runner === 'cargo' && crates !== null && !box.showsMounts)
    symlinkSync(crates, join(home, 'registry'));
  if (box.owner === null) return;
  const folders = [out, join(out, COVERAGE), ...(suite.runner === 'cargo' ? [home] : [])];
  for (const folder of folders) chownSync(folder, box.owner, box.owner);
}

function linkDependencies(copy: string, { root, dependencies }: TestBench): void {
  for (const { from, at } of dependencies.mounts)
    if (at.startsWith(`${root}/`)) symlinkSync(from, join(copy, at.slice(root.length + 1)));
}
