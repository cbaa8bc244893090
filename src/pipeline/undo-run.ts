import { digestOf } from '../domain/digest.ts';
import { OuroborosError } from '../domain/errors.ts';
import { operationOf } from '../domain/patch.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { countLines, unifiedDiff } from '../domain/unified-diff.ts';
import type { AppliedWrite } from '../safety/apply.ts';
import type { PlannedWrite } from '../safety/check-writes.ts';
import { planUndo, type UndoPlace } from '../safety/undo.ts';
import { endAs } from './ending.ts';
import { runToEnd } from './record-run.ts';
import type { RunContext } from './run-context.ts';

export type UndoTask = {
  readonly parentRunId: string;
  /** What the parent wrote, as its record says. */
  readonly applied: readonly AppliedWrite[];
  readonly place: UndoPlace;
  readonly approver: string;
};

/** Takes back what a run wrote: exactly its files, all or none, and only where they still are as the run left them. */
export async function undoRun(task: UndoTask, run: RunContext): Promise<RunRecord> {
  return runToEnd(run, async () => {
    const plan = await planUndo(task.applied, task.place);
    if (plan.kind === 'differs') throw differsError(task.parentRunId, plan.differences);
    if (plan.writes.length === 0)
      return endAs('unchanged', `Everything is already as it was before ${task.parentRunId}.`);
    for (const write of plan.writes) await recordWrite(write, task, run);
    await run.writer.write(plan.writes, run);
    const files = plan.writes.length === 1 ? (plan.writes[0]?.path ?? '') : `${plan.writes.length} files`;
    return endAs(
      'applied',
      `Restored ${files}.`,
      `To take this undo back: ouroboros undo ${run.record().runId}`,
    );
  });
}

function differsError(
  runId: string,
  differences: readonly { readonly path: string; readonly reason: string }[],
): OuroborosError {
  const named = differences.map(({ path, reason }) => `${path}: ${reason}`).join('; ');
  return new OuroborosError('changed-on-disk', `${runId} cannot be undone exactly. ${named}.`, {
    hint: `Nothing was changed. The bytes from before the run are in its backups folder (ouroboros status --run-id ${runId}).`,
  });
}

async function recordWrite(write: PlannedWrite, task: UndoTask, run: RunContext): Promise<void> {
  const before = await run.tree.read(write.path);
  const change = { path: write.path, before, after: write.after };
  const lines = countLines(before, write.after);
  run.emit({
    type: 'patch.staged',
    path: write.path,
    operation: operationOf(change),
    engines: [],
    originalHash: write.before,
    modifiedHash: write.after === null ? null : digestOf(write.after),
    linesAdded: lines.added,
    linesRemoved: lines.removed,
    tolerances: [],
    valid: true,
    diffPath: run.files.storeDiff(write.path, unifiedDiff(write.path, before, write.after)),
  });
  run.emit({
    type: 'decision.made',
    path: write.path,
    decision: 'apply',
    decidedBy: 'person',
    approver: task.approver,
    reason: `asked for by undo ${task.parentRunId}`,
  });
}
