import type { WorkProgress } from '../../domain/progress.ts';
import type { StampedEvent } from '../../domain/event.ts';
import type { RunRecord } from '../../domain/run-record.ts';

/** Shows a run. It is told of every event after the recorder, reads the record, and never does any of the work. */
export interface RunView {
  onEvent(stamped: StampedEvent, record: RunRecord): void;
  /** Shows how far the index, or a recipe at many places, is: it is no part of the record. */
  onProgress(progress: WorkProgress): void;
  /** Clears what moves, so that something else may use the terminal; the next event brings it back. */
  pause(): void;
  /** Shows how the run ended, and leaves the terminal as it was found. */
  close(): Promise<void>;
}

/** A stream to write on; the sizes are there where it is a terminal. */
export type OutputStream = NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };

export interface ViewIo {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly isTerminal: boolean;
  readonly color: boolean;
  readonly columns: number;
  /** The unified diff of a path of this run, or null; what a dry run would change is shown by it. */
  readonly diffOf?: (path: string) => string | null;
  /** Rewrites a line of the report before it is shown, e.g. spells commands as the user types them. */
  readonly spell?: (line: string) => string;
}

/** Writes lines and waits until they are out; a reader that went away is no reason to fail. */
export async function writeLines(stream: OutputStream, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  await new Promise<void>((resolve) => {
    stream.write(lines.map((line) => `${line}\n`).join(''), () => resolve());
  });
}
