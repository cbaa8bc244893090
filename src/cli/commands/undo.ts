import { OuroborosError } from '../../domain/errors.ts';
import type { RunRecord } from '../../domain/run-record.ts';
import { undoRun } from '../../pipeline/undo-run.ts';
import { openRunStore, type RunStore } from '../../provenance/run-store.ts';
import { approverName } from '../compose.ts';
import { configOfRun } from '../config/config-of-run.ts';
import { findRecord } from '../find-run.ts';
import type { Io } from '../io.ts';
import { openProject } from '../project.ts';
import { watchedRun } from '../watched-run.ts';

export type UndoOptions = { readonly run: string | null; readonly latest: boolean; readonly json: boolean };

/** Takes back what a run wrote, as a run of its own, and gives its exit code. */
export async function runUndo(options: UndoOptions, io: Io): Promise<number> {
  const project = await openProject(io.cwd);
  const store = await openRunStore(project);
  const parent = chooseRun(options, store);
  store.close();
  const applied = parent.applied.map(({ value }) => value);
  return watchedRun(project, io, {
    kind: 'undo',
    parentRunId: parent.runId,
    task: {
      text: `undo ${parent.runId}`,
      targets: applied.map(({ path }) => path),
      functions: [],
      namedTargets: [],
    },
    config: configOfRun(parent, project.written),
    assumesYes: false,
    isJson: options.json,
    createModel: async () => null,
    stages: async (run) =>
      undoRun({ parentRunId: parent.runId, applied, place: project, approver: approverName() }, run),
  });
}

function chooseRun(options: UndoOptions, store: RunStore): RunRecord {
  if (options.latest === (options.run !== null)) {
    throw new OuroborosError('usage', 'Name one run, or --latest.', {
      hint: 'ouroboros list-runs shows them.',
    });
  }
  const parent = findRecord(store, options.run ?? latestToUndo(store));
  if (parent.end?.outcome !== 'applied' || parent.applied.length === 0) {
    throw new OuroborosError('usage', `The run ${parent.runId} changed no files; there is nothing to undo.`, {
      hint: 'ouroboros list-runs --status applied shows the runs that did.',
    });
  }
  return parent;
}

/** The newest run that changed files and was not undone; undo runs themselves are not taken back by `--latest`. */
function latestToUndo(store: RunStore): string {
  const { runs } = store.listRuns({ limit: null, outcome: 'applied', since: null });
  const latest = runs.find((run) => run.kind !== 'undo' && !store.isUndone(run.runId));
  if (latest !== undefined) return latest.runId;
  throw new OuroborosError('usage', 'There is no run to undo: none changed files, or all were undone.', {
    hint: 'ouroboros list-runs shows what happened.',
  });
}
