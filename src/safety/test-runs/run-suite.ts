import { chownSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileChange } from '../../domain/patch.ts';
import { messageOf, systemCodeOf } from '../../domain/errors.ts';
import type { Box, BoxedRun, BoxMount } from '../sandbox/box.ts';
import { testLimits } from '../sandbox/box-limits.ts';
import { mountInPlace } from '../sandbox/bubblewrap-profile.ts';
import type { Dependencies } from '../sandbox/dependencies.ts';
import { makeCopy } from '../sandbox/ephemeral-copy.ts';
import type { PythonHome } from '../sandbox/python-home.ts';
import { makeTemporaryFolder, removeFolder } from '../sandbox/temporary-folders.ts';
import { runnerCommand, type RunnerCommand, type TestChoice } from './runner-command.ts';
import type { Suite, TestReport } from './suite.ts';

/** A work tree whose tests can be run: what it is made of, and where that happens. */
export type TestBench = {
  readonly root: string;
  readonly paths: readonly string[];
  readonly dependencies: Dependencies;
  /** Null where no suite needs one, or there is none. */
  readonly python: PythonHome | null;
  readonly box: Box;
  readonly wallMs: number;
};

export type SuiteRun = { readonly report: TestReport; readonly durationMs: number };

type SuiteRequest = {
  readonly suite: Suite;
  readonly choice: TestChoice;
  /** Laid over the work tree; none for the tree as it is. */
  readonly changes: readonly FileChange[];
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
    if (box.owner !== null) chownSync(out, box.owner, box.owner);
    if (!box.showsMounts) linkDependencies(copy.folder, bench);
    return await runInCopy(request, { ...bench, copy: copy.folder, out }, signal);
  } finally {
    await copy.remove();
    await removeFolder(out);
  }
}

type Place = TestBench & { readonly copy: string; readonly out: string };

const REPORT = 'report';
const REPORT_FOLDER = '/report';

async function runInCopy(
  { suite, choice }: SuiteRequest,
  place: Place,
  signal: AbortSignal,
): Promise<SuiteRun> {
  const { root, copy, out, box, python, wallMs } = place;
  const treeAt = box.showsMounts ? root : copy;
  const report = join(box.showsMounts ? REPORT_FOLDER : out, REPORT);
  // Programs are looked for where they are now; the box shows them at the same place.
  const call = runnerCommand(suite, choice, { folder: join(root, suite.folder), report, python });
  if ('kind' in call) return { report: { kind: 'unreadable', reason: call.reason }, durationMs: 0 };
  const ended = await box.run(
    {
      command: call.command,
      folder: join(treeAt, suite.folder),
      mounts: mountsOf(place),
      scratch: place.dependencies.caches,
      environment: { CI: '1', NO_COLOR: '1', LANG: 'C.UTF-8', ...call.environment },
      programFolders: programFolders(suite, place),
      limits: testLimits(wallMs),
    },
    signal,
  );
  const folder = join(treeAt, suite.folder);
  return { report: reportOf(ended, call, { folder, path: join(out, REPORT) }), durationMs: ended.durationMs };
}

/** The interpreters first: a virtual environment lies in the tree, and the tree may lie next to an interpreter. */
function mountsOf({ root, copy, out, python, dependencies }: Place): readonly BoxMount[] {
  const isOutside = ({ at }: BoxMount): boolean => !`${root}/`.startsWith(`${at}/`);
  const node = mountInPlace(process.execPath);
  const above = dependencies.mounts.filter(({ at }) => !at.startsWith(`${root}/`));
  const inside = dependencies.mounts.filter(({ at }) => at.startsWith(`${root}/`));
  return [
    ...[...(python?.mounts ?? []), ...above].filter(isOutside),
    { from: copy, at: root, writable: true },
    ...inside,
    ...(node.at.startsWith('/usr/') ? [] : [node]),
    { from: out, at: REPORT_FOLDER, writable: true },
  ];
}

function programFolders(suite: Suite, { root, python }: Place): readonly string[] {
  const packages = [join(root, suite.folder), root].map((folder) => join(folder, 'node_modules', '.bin'));
  return [
    ...new Set([
      ...packages,
      dirname(process.execPath),
      ...(python === null ? [] : [dirname(python.command)]),
    ]),
  ];
}

function linkDependencies(copy: string, { root, dependencies }: TestBench): void {
  for (const { from, at } of dependencies.mounts)
    if (at.startsWith(`${root}/`)) symlinkSync(from, join(copy, at.slice(root.length + 1)));
}

/** What a run proves. A run that fails without a test that fails has failed as a whole. */
function reportOf(
  ended: BoxedRun,
  { read, command }: RunnerCommand,
  place: { readonly folder: string; readonly path: string },
): TestReport {
  if (ended.stoppedAt !== null)
    return { kind: 'unreadable', reason: `the tests were stopped at the limit of ${ended.stoppedAt}` };
  const whole = {
    file: null,
    message: ended.output.trim(),
    status: ended.exitCode === 0 ? 'passed' : 'failed',
  } as const;
  if (read === null) return { kind: 'report', tests: [{ ...whole, key: command.at(-1) ?? '' }] };
  const report = readReport(place, read);
  if (report.kind === 'unreadable')
    return {
      ...report,
      reason: `${report.reason} (exit code ${ended.exitCode}): ${lastLines(ended.output)}`,
    };
  const isNamed =
    ended.exitCode === 0 ||
    report.tests.length === 0 ||
    report.tests.some(({ status }) => status === 'failed');
  return isNamed ? report : { ...report, tests: [...report.tests, { ...whole, key: 'the run as a whole' }] };
}

function readReport(
  { folder, path }: { readonly folder: string; readonly path: string },
  read: NonNullable<RunnerCommand['read']>,
): TestReport {
  try {
    return read(readFileSync(path, 'utf8'), folder);
  } catch (error) {
    const reason =
      systemCodeOf(error) === 'ENOENT'
        ? 'the runner left no report'
        : `its report cannot be read: ${messageOf(error)}`;
    return { kind: 'unreadable', reason };
  }
}

const LAST_LINES = 3;

function lastLines(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(-LAST_LINES).join(' ').slice(0, 400);
}
