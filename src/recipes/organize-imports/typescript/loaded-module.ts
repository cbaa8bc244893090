/** What one module of the project does when it is loaded. */
export type LoadedModule = {
  /** The modules of the project that it loads, in order. */
  readonly loads: readonly string[];
  /** Whether it does more than give names to values. */
  readonly runs: boolean;
  /** Whether it takes something from another module to make a value, so that the other has to be there. */
  readonly takes: boolean;
};
