import { digestOrNull, type Patch } from '../domain/patch.ts';
import type { PlannedWrite } from '../safety/check-writes.ts';
import { endAs, type Ending } from './ending.ts';
import type { RunContext } from './run-context.ts';

/** Hands the decided patches to the one writer of the user's files and ends the run as `applied`. */
export async function applyPatches(patches: readonly Patch[], run: RunContext): Promise<Ending> {
  const writes = patches.map(({ path, before, after }): PlannedWrite => ({
    path,
    before: digestOrNull(before),
    after,
  }));
  await run.writer.write(writes, run);
  const files = patches.length === 1 ? (patches[0]?.path ?? '') : `${patches.length} files`;
  return endAs('applied', `Wrote ${files}.`, `To take it back: ouroboros undo ${run.record().runId}`);
}
