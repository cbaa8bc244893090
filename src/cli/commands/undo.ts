import { OuroborosError } from '../../domain/errors.ts';
import type { RunRecord } from '../../domain/run-record.ts';
import { undoRun } from '../../pipeline/undo-run.ts';
import { openRunStore, type RunStore } from '../../provenance/run-store.ts';
import type { RunSummary } from '../../provenance/run-summary.ts';
import { approverName } from '../compose.ts';
import { configOfRun } from '../config/config-of-run.ts';
import { findRecord } from '../find-run.ts';
import type { Io } from '../io.ts';
import { openProject, type Project } from '../project.ts';
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
  const store = await openRunStore(project);
  const parents = chooseRuns(options, store);
  store.close();
  for (const parent of parents) {
    // The state of the repository is on record in every run, and the one before has changed it.
    const exitCode = await undoOne(parent, parent === parents[0] ? project : await openProject(io.cwd), {
      options,
      io,
    });
    if (exitCode !== 0) return exitCode;
  }
  return 0;
}

async function undoOne(
  parent: RunRecord,
  project: Project,
  { options, io }: { readonly options: UndoOptions; readonly io: Io },
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
  const parents = (latest ? [latestToUndo(store)] : runs).map((word) => findRecord(store, word));
  const idle = parents.find((parent) => !hasChanged(parent));
  if (idle !== undefined) {
    throw new OuroborosError('usage', `The run ${idle.runId} changed no files; there is nothing to undo.`, {
      hint: 'ouroboros list-runs --status applied shows the runs that did.',
    });
  }
  const byId = new Map(parents.map((parent) => [parent.runId, parent]));
  return [...byId.values()].toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
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
