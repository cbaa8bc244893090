/** What the user asked for, resolved: targets are files of the work tree, relative to its root. */
export type Task = {
  readonly text: string;
  readonly targets: readonly string[];
  readonly functions: readonly string[];
  /** Targets that the user named one by one (not by folder or glob): these may be files that are never sent otherwise. */
  readonly namedTargets: readonly string[];
};
