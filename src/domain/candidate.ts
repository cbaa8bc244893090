import type { Digest } from './digest.ts';
import { OuroborosError } from './errors.ts';
import { digestOrNull, type FileChange } from './patch.ts';
import type { Candidate, ChangeIntent, SourceTree, Workspace } from './ports.ts';

/** The work tree as a plain tree of bytes by path. */
export function treeOf(workspace: Workspace): SourceTree {
  return {
    read: async (path) => (await workspace.read(path))?.bytes ?? null,
    list: () => workspace.list(),
  };
}

/**
 * The same tree, in which the named files have to stay what they were when they were first read: a model is shown them
 * at one moment, and its answer speaks of them later. Reading one that changed throws OuroborosError `changed-on-disk`.
 */
export function pinTree(tree: SourceTree, paths: readonly string[]): SourceTree {
  const pinned = new Set(paths);
  const firstSeen = new Map<string, Digest | null>();
  return {
    list: () => tree.list(),
    read: async (path) => {
      const bytes = await tree.read(path);
      if (!pinned.has(path)) return bytes;
      const digest = digestOrNull(bytes);
      const first = firstSeen.get(path);
      if (first === undefined) firstSeen.set(path, digest);
      if (first !== undefined && first !== digest) throw changedWhileAtWork(path);
      return bytes;
    },
  };
}

function changedWhileAtWork(path: string): OuroborosError {
  return new OuroborosError('changed-on-disk', `${path} changed on disk while the run was at work on it.`, {
    hint: 'Nothing was written. Run the command again to work from the file as it is now.',
  });
}

const NO_INTENT: ChangeIntent = { words: '', later: [] };

/** Lays a run's changes over a tree; nothing is written. Without an intent the change is whole and names nothing. */
export function createCandidate(
  base: SourceTree,
  changes: readonly FileChange[],
  intent: ChangeIntent = NO_INTENT,
): Candidate {
  const byPath = new Map(changes.map((change) => [change.path, change]));
  return {
    changes,
    intent,
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
