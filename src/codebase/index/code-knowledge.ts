import type { IndexQueries } from './store/queries.ts';

/** The code index of the work tree, brought up to date at the first question; it stays as it was then. */
export interface CodeKnowledge {
  /** `ask` must be free of effects: a damaged index is made anew and asked again. */
  ask<T>(ask: (queries: IndexQueries) => T | Promise<T>): Promise<T>;
}
