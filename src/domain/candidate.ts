import type { FileChange } from './patch.ts';
import type { Candidate, SourceTree, Workspace } from './ports.ts';

/** The work tree as a plain tree of bytes by path. */
export function treeOf(workspace: Workspace): SourceTree {
  return {
    read: async (path) => (await workspace.read(path))?.bytes ?? null,
    list: () => workspace.list(),
  };
}

/** Lays a run's changes over a tree; nothing is written. */
export function createCandidate(base: SourceTree, changes: readonly FileChange[]): Candidate {
  const byPath = new Map(changes.map((change) => [change.path, change]));
  return {
    changes,
    read: async (path) => {
      const change = byPath.get(path);
      return change === undefined ? base.read(path) : change.after;
    },
    list: async () => {
      const paths = new Set(await base.list());
      for (const change of changes) {
        if (change.after === null) paths.delete(change.path);
        else paths.add(change.path);
      }
      return [...paths].toSorted();
    },
  };
}
