import type { FileChange } from '../../domain/patch.ts';

/** The files of a change as they were before it. Where it is applied already, the work tree holds the other side. */
export function baselineOf(changes: readonly FileChange[]): readonly FileChange[] {
  return changes.map((change) => ({ ...change, after: change.before }));
}
