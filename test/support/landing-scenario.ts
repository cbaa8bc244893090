import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../../src/domain/digest.ts';
import type { EventOf } from '../../src/domain/event.ts';
import type { VcsWriter } from '../../src/domain/ports.ts';
import { landHere } from '../../src/pipeline/landing/land-here.ts';
import { landOnBranch } from '../../src/pipeline/landing/land-on-branch.ts';
import { mergeBranch } from '../../src/pipeline/landing/merge.ts';
import type { LandingRun } from '../../src/pipeline/run-context.ts';
import { createPatchWriter } from '../../src/cli/patch-writer.ts';
import { openProject } from '../../src/cli/project.ts';
import { createRecorder } from '../../src/provenance/recorder.ts';
import { createGitWriter } from '../../src/safety/git/git-writer.ts';
import { finished, started } from '../provenance/sample-run.ts';
import { git, writeFiles } from './work-tree.ts';
import { readTree, type TreeState } from './tree-state.ts';

export const RUN_ID = 'gen_20260102_030405_abc';
const CLOCK = { now: () => new Date(), elapsedMs: () => performance.now() };

/** One change of every kind. */
const CHANGES = [
  { path: 'src/a.txt', before: 'old a\n', after: 'new a\n' },
  { path: 'src/gone.txt', before: 'gone\n', after: null },
  { path: 'made/deep/b.txt', before: null, after: 'new b\n' },
] as const;

/** A repository with the files of the change, and what is the user's own beside them. */
export function arrangeLanding(root: string): void {
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'config', 'user.name', 'Test');
  git(root, 'config', 'user.email', 'test@example.org');
  writeFiles(root, { 'src/a.txt': 'old a\n', 'src/gone.txt': 'gone\n', 'src/mine.txt': 'mine\n' });
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '-m', 'first');
  writeFiles(root, { 'src/mine.txt': 'staged\n', 'src/untracked.txt': 'u\n' });
  git(root, 'add', 'src/mine.txt');
  writeFiles(root, { 'src/mine.txt': 'staged and more\n' });
}

/** Lands the change as a run with a record of its own, and ends it. */
export async function land(root: string, how: 'merge' | 'commit'): Promise<void> {
  const project = await openProject(root);
  const recorder = createRecorder({ ...project, runId: RUN_ID, clock: CLOCK });
  const run: LandingRun = {
    emit: (event) => void recorder.emit(event),
    record: () => recorder.record(),
    signal: new AbortController().signal,
    writer: createPatchWriter(project, CLOCK),
  };
  run.emit(started());
  run.emit(TESTS_PASSED);
  const vcs = createGitWriter(root);
  const result = how === 'merge' ? await merge(vcs, run) : await commit(vcs, run);
  if (result.kind === 'refused') throw new Error(result.reason);
  run.emit(finished(RUN_ID));
  recorder.close();
}

const FILES = CHANGES.map(({ path, before, after }) => ({
  path,
  before: before === null ? null : Buffer.from(before),
  after: after === null ? null : Buffer.from(after),
}));

const WRITES = FILES.map(({ path, before, after }) => ({
  path,
  before: before === null ? null : digestOf(before),
  after,
}));

async function merge(vcs: VcsWriter, run: LandingRun): ReturnType<typeof mergeBranch> {
  const landing = {
    kind: 'branch',
    name: 'change',
    prefix: '',
    merge: { into: null },
    push: null,
    trailers: false,
  } as const;
  const from = await landOnBranch(FILES, { landing, message: 'Change\n', vcs }, run);
  return from.kind === 'refused' ? from : mergeBranch({ from, into: null, writes: WRITES, vcs }, run);
}

async function commit(vcs: VcsWriter, run: LandingRun): ReturnType<typeof landHere> {
  const change = { files: FILES, writes: WRITES, message: 'Change\n', approver: '--commit' } as const;
  return landHere({ ...change, purpose: 'commit', vcs }, run);
}

const TESTS_PASSED: EventOf<'gate.passed'> = {
  type: 'gate.passed',
  gate: 'tests',
  checkType: 'tests',
  stepId: null,
  attempt: 1,
  summary: '',
  diagnostics: [],
  judged: [],
  durationMs: 0,
};

/** All that a landing may change, and all that it may not: files, branches, HEAD, the index with what is staged. */
export type LandingState = {
  readonly tree: TreeState;
  readonly refs: string;
  readonly head: string;
  readonly index: string;
  readonly status: string;
};

export function landingState(root: string): LandingState {
  const run = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  return {
    tree: readTree(root),
    refs: run('for-each-ref', '--format=%(refname) %(tree) %(subject)'),
    head: readFileSync(join(root, '.git/HEAD'), 'utf8'),
    index: run('ls-files', '--stage'),
    status: run('status', '--porcelain'),
  };
}
