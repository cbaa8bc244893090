import { digestOf, type Digest } from './digest.ts';
import type { Risk } from './risk.ts';

/**
 * What a recipe does to the behaviour of the code: nothing; nothing but in rare cases that it names (the order of side
 * effects of imports, the timing of a promise); or a change that was asked for (a cache).
 */
export type RecipeEffect = 'preserves' | 'may-differ' | 'changes';

/** Who made a change: a deterministic recipe with its version, or a language model by its name. */
export type Engine =
  | { readonly kind: 'recipe'; readonly id: string; readonly version: string; readonly effect: RecipeEffect }
  | { readonly kind: 'model'; readonly model: string };

/** How an edit's search text differed from the file where it did not match to the byte. */
export type Tolerance = 'line-ending' | 'trailing-space' | 'indentation';

/** One file as the run wants it. `before` is null for a new file, `after` is null for a deletion. */
export type FileChange = {
  /** Relative to the root of the work tree, with forward slashes. */
  readonly path: string;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
  readonly tolerances: readonly Tolerance[];
};

export type Operation = 'create' | 'modify' | 'delete';

/** What a change does to its file. */
export function operationOf(change: Pick<FileChange, 'before' | 'after'>): Operation {
  if (change.before === null) return 'create';
  return change.after === null ? 'delete' : 'modify';
}

/** The digest of one side of a change, or null where the file does not exist on that side. */
export function digestOrNull(bytes: Uint8Array | null): Digest | null {
  return bytes === null ? null : digestOf(bytes);
}

/** Whether the change leaves the bytes as they are. */
export function isNoChange(change: FileChange): boolean {
  if (change.before === null || change.after === null) return change.before === change.after;
  return Buffer.compare(change.before, change.after) === 0;
}

/** Lays later changes over earlier ones: one change a path, from the oldest `before` to the newest `after`. */
export function mergeChanges(
  earlier: readonly FileChange[],
  later: readonly FileChange[],
): readonly FileChange[] {
  const merged = new Map(earlier.map((change) => [change.path, change]));
  for (const change of later) {
    const known = merged.get(change.path);
    merged.set(change.path, known === undefined ? change : joined(known, change));
  }
  return [...merged.values()].filter((change) => !isNoChange(change));
}

function joined(earlier: FileChange, later: FileChange): FileChange {
  const tolerances = [...new Set([...earlier.tolerances, ...later.tolerances])];
  return { path: later.path, before: earlier.before, after: later.after, tolerances };
}

/** A change as the run offers it: what made it, whether every gate passed, and its risk. */
export type Patch = FileChange & {
  readonly engines: readonly Engine[];
  readonly isValid: boolean;
  readonly risk: Risk;
  readonly diff: string;
  readonly linesAdded: number;
  readonly linesRemoved: number;
};
