import { digestOrNull, type Patch } from '../domain/patch.ts';
import type { PlannedWrite } from '../safety/check-writes.ts';
import type { CheckResult } from './check-candidate.ts';
import { endAs, type Ending } from './ending.ts';
import { landPatches } from './landing/land-patches.ts';
import { keepOrRevert } from './keep-or-revert.ts';
import type { RunContext } from './run-context.ts';

/**
 * Hands the decided patches to the one writer of the user's files and ends the run as `applied`. Only the very bytes
 * that the gates judged are written: others are a bug, and stop the run. With `--branch` and its like git gets them too.
 */
export async function applyPatches(
  patches: readonly Patch[],
  { judged }: Pick<CheckResult, 'judged'>,
  run: RunContext,
): Promise<Ending> {
  const unjudged = patches.find(({ path, after }) => judged.get(path) !== digestOrNull(after));
  if (unjudged !== undefined) throw new TypeError(`${unjudged.path} is not what the gates judged.`);
  const writes = patches.map(({ path, before, after }): PlannedWrite => ({
    path,
    before: digestOrNull(before),
    after,
  }));
  const { landing } = run.config;
  if (landing.kind !== 'work-tree') return landPatches({ patches, writes }, landing, run);
  await run.writer.write(writes, run);
  const limits = run.config.revertIfWorse;
  const reverted = limits === null ? null : await keepOrRevert(patches, limits, run);
  if (reverted !== null) return reverted;
  const files = patches.length === 1 ? (patches[0]?.path ?? '') : `${patches.length} files`;
  return endAs('applied', `Wrote ${files}.`, `To take it back: ouroboros undo ${run.record().runId}`);
}
