import { OuroborosError } from '../../domain/errors.ts';
import type { RunRecord } from '../../domain/run-record.ts';
import { undoRun } from '../../pipeline/undo-run.ts';
import { openRunStore, type RunStore } from '../../provenance/run-store.ts';
import type { RunSummary } from '../../provenance/run-summary.ts';
import { approverName } from '../compose.ts';
import { configOfRun } from '../config/config-of-run.ts';
import { findChangingRecord } from '../find-run.ts';
import type { Io } from '../io.ts';
import { openProject, type Project } from '../project.ts';
import { recoverProject } from '../recover.ts';
import { watchedRun } from '../watched-run.ts';

export type UndoOptions = {
  readonly runs: readonly string[];
  readonly latest: boolean;
  readonly revert: boolean;
  readonly json: boolean;
};

/**
 * Takes back what runs wrote, each as a run of its own, the newest first. Ends with the first that cannot be taken back
 * and gives its exit code.
 */
export async function runUndo(options: UndoOptions, io: Io): Promise<number> {
  const project = await openProject(io.cwd);
  // What a killed run left is settled first: whether there is anything to undo depends on it.
  const { messages, takenBack } = await recoverProject(project);
  const store = await openRunStore(project);
  const isDone = options.latest && takenBack.length > 0;
  const chosen = isDone ? [] : chooseRuns(options, store);
  store.close();
  const parents = chosen.filter(({ runId }) => !takenBack.includes(runId));
  if (parents.length === 0) {
    for (const message of messages) io.stderr(message);
    return 0;
  }
  const idle = parents.find((parent) => !hasChanged(parent));
  if (idle !== undefined) throw nothingToUndo(idle.runId);
  for (const parent of parents) {
    // The state of the repository is on record in every run, and the one before has changed it.
    const exitCode = await undoOne(parent, parent === parents[0] ? project : await openProject(io.cwd), {
      options,
      io,
      notices: parent === parents[0] ? messages : [],
    });
    if (exitCode !== 0) return exitCode;
  }
  return 0;
}

type Undoing = { readonly options: UndoOptions; readonly io: Io; readonly notices: readonly string[] };

async function undoOne(
  parent: RunRecord,
  project: Project,
  { options, io, notices }: Undoing,
): Promise<number> {
  const place = project;
  return watchedRun(project, io, {
    kind: 'undo',
    parentRunId: parent.runId,
    task: {
      text: `undo ${parent.runId}`,
      targets: parent.applied.map(({ value }) => value.path),
      functions: [],
      namedTargets: [],
    },
    config: configOfRun(parent, project.written),
    assumesYes: false,
    isJson: options.json,
    notices,
    createModel: async () => null,
    stages: async (run) =>
      undoRun({ parent, place, approver: approverName(), isRevert: options.revert }, run),
  });
}

function chooseRuns({ runs, latest }: UndoOptions, store: RunStore): readonly RunRecord[] {
  if (latest === runs.length > 0) {
    throw new OuroborosError('usage', 'Name the runs, or --latest.', {
      hint: 'ouroboros list-runs shows them.',
    });
  }
  const parents = (latest ? [latestToUndo(store)] : runs).map((word) => findChangingRecord(store, word));
  const byId = new Map(parents.map((parent) => [parent.runId, parent]));
  return [...byId.values()].toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
}

function nothingToUndo(runId: string): OuroborosError {
  return new OuroborosError('usage', `The run ${runId} changed no files; there is nothing to undo.`, {
    hint: 'ouroboros list-runs --status applied shows the runs that did.',
  });
}

/** A run that was not merged or pushed as asked has changed something all the same. */
function hasChanged({ end, applied, git }: RunRecord): boolean {
  return end !== null && applied.length + git.moves.length > 0;
}

/** The newest run that changed something and was not undone; undo runs themselves are not taken back by `--latest`. */
function latestToUndo(store: RunStore): string {
  const { runs } = store.listRuns({ limit: null, outcome: null, since: null });
  const latest = runs.find(
    (run) => run.kind !== 'undo' && mayHaveChanged(run, store) && !store.isUndone(run.runId),
  );
  if (latest !== undefined) return latest.runId;
  throw new OuroborosError('usage', 'There is no run to undo: none changed files, or all were undone.', {
    hint: 'ouroboros list-runs shows what happened.',
  });
}

/** Only the records of runs that ended half way have to be read for it. */
function mayHaveChanged({ runId, outcome }: RunSummary, store: RunStore): boolean {
  if (outcome === 'applied') return true;
  if (outcome !== 'held' && outcome !== 'error') return false;
  const read = store.readRun(runId);
  return read.kind === 'run' && read.record !== null && hasChanged(read.record);
}
