/** What the command line asks of recipes beyond the sentence; a task with it never goes to a model. */
export type RecipeOrder = {
  /** A recipe by its id, in place of a sentence. */
  readonly id: string | null;
  /** Slots by their names. */
  readonly slots: Readonly<Record<string, string>>;
  /** Do it at every place that the recipe fits. */
  readonly isEverywhere: boolean;
};

/** What the user asked for, resolved: targets are files of the work tree, relative to its root. */
export type Task = {
  readonly text: string;
  readonly targets: readonly string[];
  readonly functions: readonly string[];
  /** Targets that the user named one by one (not by folder or glob): these may be files that are never sent otherwise. */
  readonly namedTargets: readonly string[];
  readonly order?: RecipeOrder;
};
