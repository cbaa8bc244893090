import type { FindingCount } from '../../../domain/finding-counts.ts';

/** A changed file with its two sides as text; null where it does not exist. */
export type TypedChange = {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** What is to be checked: `root` is the work tree, absolute; files that do not change are read from it. */
export type TypeCheckRequest = { readonly root: string; readonly changes: readonly TypedChange[] };

/** A type error; `offset` is in UTF-16 code units of the text after the change. */
export type TypeProblem = {
  readonly path: string;
  /** E.g. `TS2345`. */
  readonly code: string;
  readonly message: string;
  readonly offset: number;
};

/** A part of what was asked that could not be judged: a file or a project, and why. */
export type Unjudged = { readonly path: string; readonly reason: string };

/** What a compiler says of a change. Only what is new in it counts. */
export type TypeReport = {
  /** Paths whose types were compared, changed ones and those that import them. */
  readonly checked: readonly string[];
  readonly problems: readonly TypeProblem[];
  readonly unjudged: readonly Unjudged[];
  /** Errors of the changed files among the checked ones; without those of types that are not installed. */
  readonly counts: readonly FindingCount[];
};
