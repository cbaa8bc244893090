/** A part of a summary that is shown as a whole or not at all: a line, or a few that belong together. */
export type SummaryEntry = {
  /** Entries of a section are shown in the order of their keys. */
  readonly key: string;
  readonly text: string;
};

/** A part of the summary with a title, or without one. */
export type SummarySection = {
  readonly title: string | null;
  /** The most important ones first: those behind them are left out where the budget ends. */
  readonly entries: readonly SummaryEntry[];
  /** How much of the budget it may take, 0 to 1, before every other section has had its share. */
  readonly share: number;
  /** What is said of the entries that are left out; null for nothing. */
  readonly moreText: ((shownKeys: ReadonlySet<string>) => string | null) | null;
};
