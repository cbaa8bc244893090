import { digestOf } from '../domain/digest.ts';
import { OuroborosError } from '../domain/errors.ts';
import type { Patch } from '../domain/patch.ts';
import type { PatchRecord, RunRecord } from '../domain/run-record.ts';
import { checkCandidate, WHOLE_CHANGE, type CheckResult } from './check-candidate.ts';
import { endAs, type Ending } from './ending.ts';
import { runToEnd } from './record-run.ts';
import { refusalOfLanding } from './landing/check-landing.ts';
import type { RunContext } from './run-context.ts';
import { storedBytes, type StoredRun } from './stored-patches.ts';
import { applyPatches } from './write-patches.ts';

/** Applies exactly the patches that a run stored, if every file is still what they were made from. */
export async function applyStored(stored: StoredRun, approver: string, run: RunContext): Promise<RunRecord> {
  return runToEnd(run, async () => {
    const refused = await refusalOfLanding(run);
    if (refused !== null) return refused;
    const { patches } = stored.parent;
    if (await areAllApplied(patches, run))
      return endAs('unchanged', 'The files already are what the patches make of them.');
    run.emit({ type: 'plan.made', source: 'stored', steps: stored.parent.plan?.steps ?? [] });
    const loaded = await Promise.all(patches.map(async (patch) => loadPatch(patch, stored, run)));
    const check = await checkCandidate(loaded, WHOLE_CHANGE, run);
    const refusal = refusalOf(check, run);
    if (refusal !== null) return refusal;
    for (const patch of patches) recordStored(patch, approver, run);
    return applyPatches(loaded, check, run);
  });
}

async function areAllApplied(patches: readonly PatchRecord[], run: RunContext): Promise<boolean> {
  const digests = await Promise.all(patches.map(async ({ staged }) => currentDigest(staged.path, run)));
  return patches.every(({ staged }, index) => digests[index] === staged.modifiedHash);
}

async function currentDigest(path: string, run: RunContext): Promise<string | null> {
  const bytes = await run.tree.read(path);
  return bytes === null ? null : digestOf(bytes);
}

async function loadPatch(record: PatchRecord, stored: StoredRun, run: RunContext): Promise<Patch> {
  const { staged, risk } = record;
  const before = await run.tree.read(staged.path);
  const current = before === null ? null : digestOf(before);
  if (current !== staged.originalHash) {
    throw new OuroborosError('changed-on-disk', `${staged.path} is no longer what the patch was made from.`, {
      hint: `Run the task again: its patch is made from the file as it is now. Found ${current ?? 'no file'}, expected ${staged.originalHash ?? 'no file'}.`,
    });
  }
  return {
    path: staged.path,
    before,
    after: storedBytes(staged, stored),
    tolerances: staged.tolerances,
    engines: staged.engines,
    isValid: staged.valid,
    risk: risk ?? { score: 1, modelVersion: 'none', factors: [] },
    diff: '',
    linesAdded: staged.linesAdded,
    linesRemoved: staged.linesRemoved,
  };
}

function refusalOf({ failure }: CheckResult, run: RunContext): Ending | null {
  if (failure === null || !run.config.safeMode) return null;
  return endAs(
    'failed',
    `The stored patches do not pass: ${failure.verdict.summary}`,
    'Nothing was changed.',
  );
}

function recordStored(patch: PatchRecord, approver: string, run: RunContext): void {
  run.emit(patch.staged);
  if (patch.risk !== null) run.emit({ type: 'risk.scored', path: patch.staged.path, risk: patch.risk });
  run.emit({
    type: 'decision.made',
    path: patch.staged.path,
    decision: 'apply',
    decidedBy: 'person',
    approver,
    reason: `asked for by apply ${run.record().start.parentRunId ?? ''}`.trim(),
  });
}
