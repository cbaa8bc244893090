import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Config } from '../domain/config.ts';
import { OuroborosError } from '../domain/errors.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { endingOfError } from '../pipeline/ending.ts';
import type { Approval, RunContext } from '../pipeline/run-context.ts';
import { approverName, openRun, type RunOptions, type RunWatcher } from './compose.ts';
import { spellCommands } from './command-name.ts';
import type { Io } from './io.ts';
import type { Project } from './project.ts';
import { recoverProject } from './recover.ts';
import { askPerFile, confirm } from './view/approval.ts';
import { createRunView } from './view/create-run-view.ts';

/** A run as a command starts it: `stages` does the work and returns the finished record. */
export type WatchedRun = Omit<RunOptions, 'approval' | 'isCi' | 'onBug' | 'signal' | 'watcher'> & {
  readonly isJson: boolean;
  /** What the user should know before the run begins. */
  readonly notices?: readonly string[];
  readonly stages: (run: RunContext) => Promise<RunRecord>;
};

/** Recovers what a killed run left, then works through a run while someone or something watches. Returns the exit code. */
export async function watchedRun(project: Project, io: Io, options: WatchedRun): Promise<number> {
  const { messages: notices } = await recoverProject(project);
  const watcher = options.isJson ? ndjsonWatcher(io) : await viewWatcher(project, io);
  const time = limitTime(options.config, io.signal);
  try {
    const { run, close } = await openRun(project, {
      ...options,
      approval:
        io.isInteractive && !options.isJson ? approvalOf({ ...io, signal: time.signal }, watcher) : null,
      isCi: io.isCi,
      onBug: (error) => {
        if (io.isDebug && error instanceof Error) io.stderr(error.stack ?? error.message);
      },
      signal: time.signal,
      watcher,
    });
    try {
      for (const message of [...notices, ...(options.notices ?? [])])
        run.emit({ type: 'notice.given', message });
      const record = await options.stages(run);
      return record.end?.exitCode ?? 70;
    } catch (error) {
      if (options.isJson) io.stdout(unrecordedEnd(run.record().runId, error));
      throw error;
    } finally {
      close();
    }
  } finally {
    time.stop();
    await watcher.close();
  }
}

/** The last line where the end of a run cannot be recorded, on a full disk for one: readers wait for it all the same. */
function unrecordedEnd(runId: string, error: unknown): string {
  const { outcome, exitCode, reason, hint } = endingOfError(error);
  return JSON.stringify({
    type: 'run.finished',
    run_id: runId,
    outcome,
    exit_code: exitCode,
    reason,
    hint,
    artifact: null,
    recorded: false,
  });
}

const RECORD_NAME = 'artifact_metadata_';

type Watcher = RunWatcher & { readonly pause: () => void; readonly close: () => Promise<void> };

function ndjsonWatcher(io: Io): Watcher {
  return { onEvent: ({ line }) => io.stdout(line), pause: () => undefined, close: async () => undefined };
}

async function viewWatcher(project: Project, io: Io): Promise<Watcher> {
  let latest: RunRecord | null = null;
  const diffOf = (path: string): string | null => {
    const patch = latest?.patches.find(({ staged }) => staged.path === path);
    const diffPath = patch?.staged.diffPath ?? null;
    return diffPath === null ? null : readFileSync(join(project.artifactsDir, diffPath), 'utf8');
  };
  // The record names itself from the root of the work tree; a person looks for it from where they stand.
  const recordsFromRoot = join(relative(project.root, project.artifactsDir), RECORD_NAME);
  const recordsFromHere = join(relative(project.cwd, project.artifactsDir), RECORD_NAME);
  const view = await createRunView({
    ...io.streams,
    isTerminal: io.isTerminal,
    color: io.color,
    columns: io.columns,
    diffOf,
    spell: (line) => spellCommands(line.replace(recordsFromRoot, recordsFromHere), io),
  });
  return {
    onEvent: ({ stamped }, record) => {
      latest = record;
      view.onEvent(stamped, record);
    },
    onProgress: (progress) => view.onProgress(progress),
    pause: () => view.pause(),
    close: async () => view.close(),
  };
}

function approvalOf(io: Io, watcher: Watcher): Approval {
  return {
    approver: approverName(),
    reviewPatches: async (patches) => {
      watcher.pause();
      const answers = await askPerFile(patches, io);
      return new Set([...answers].flatMap(([path, answer]) => (answer === 'accept' ? [path] : [])));
    },
    confirm: async (question) => {
      watcher.pause();
      return confirm(question, io);
    },
  };
}

/** A signal that also ends when the time is up; the reason says which. */
function limitTime(
  config: Config,
  signal: AbortSignal,
): { readonly signal: AbortSignal; readonly stop: () => void } {
  const { timeoutMs } = config.budget;
  if (timeoutMs === null) return { signal, stop: () => undefined };
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(
      new OuroborosError('budget', `The time limit of ${timeoutMs / 1000} s was reached.`, {
        hint: 'Nothing was changed. Allow more with --timeout.',
      }),
    );
  }, timeoutMs);
  return { signal: AbortSignal.any([signal, controller.signal]), stop: () => clearTimeout(timer) };
}
