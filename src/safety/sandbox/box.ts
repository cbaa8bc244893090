import type { BoxLimits } from './box-limits.ts';

/** A folder or file of this machine, and where the box shows it; always by absolute paths. */
export type BoxMount = { readonly from: string; readonly at: string; readonly writable: boolean };

/** One program to run in a box. What is not mounted does not exist in it. */
export type BoxRequest = {
  readonly command: readonly string[];
  /** The folder that the program starts in, as the box shows it. */
  readonly folder: string;
  /** Shown in this order: a later mount may lie inside an earlier one. */
  readonly mounts: readonly BoxMount[];
  /** Folders inside of mounts in whose place the box has empty ones in memory. */
  readonly scratch?: readonly string[];
  /** The whole environment but PATH's system folders, HOME and TMPDIR. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folders that PATH begins with. */
  readonly programFolders: readonly string[];
  readonly limits: BoxLimits;
  /** Whether the program has the machine's network, for fetching packages; else it has none. */
  readonly sharesNetwork?: boolean;
};

/** A limit that only the outside can keep: the sums over the box, and its time. */
export type BoxLimit = 'time' | 'memory' | 'disk';

/** How a program in a box ended. Whatever it was, nothing of it runs any more. */
export type BoxedRun = {
  /** The limit that the program was stopped at, or null when it ended by itself. */
  readonly stoppedAt: BoxLimit | null;
  /** Above 128 for a signal, as a shell counts. */
  readonly exitCode: number;
  /** The end of what it printed, both streams as they came. */
  readonly output: string;
  readonly durationMs: number;
};

/** Runs programs of the project where they reach nothing of this machine but what a request mounts. */
export type Box = {
  readonly kind: 'box';
  /** For the record; null where nothing keeps programs from the machine. */
  readonly name: string | null;
  /** Whether mounts are shown at their places; where not, programs work on what they are mounted from. */
  readonly showsMounts: boolean;
  /** Whether the caller is root: programs in the box are run as an ordinary user then. */
  readonly isCallerRoot: boolean;
  /** The owner that writable mounts must have, or null where it is the caller. */
  readonly owner: number | null;
  /** An abort kills the program and throws. */
  run(request: BoxRequest, signal: AbortSignal): Promise<BoxedRun>;
};

/** This machine has no box: why, and how to get one. */
export type NoBox = {
  readonly kind: 'none';
  readonly reason: string;
  readonly hint: string;
  /** Whether there may be one all the same: something else stood in the way. */
  readonly isHindered?: true;
};
