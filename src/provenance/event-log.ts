import { closeSync, fdatasyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { digestOf } from '../domain/digest.ts';
import { messageOf, OuroborosError } from '../domain/errors.ts';
import type { RunEvent, StampedEvent } from '../domain/event.ts';
import type { Clock } from '../domain/ports.ts';
import type { IntactLog, LogHead } from './read-event-log.ts';
import { fromWire, toWire } from './wire.ts';

/** After these a crash must find the line on disk: what follows them cannot be taken back unseen. */
const BARRIERS: ReadonlySet<RunEvent['type']> = new Set([
  'run.started',
  'model.requested',
  'decision.made',
  'backup.made',
  'change.applied',
  'refs.moved',
  'run.finished',
]);

/** A recorded event, and its line as it stands in the log (without the newline). */
export type Recorded = { readonly stamped: StampedEvent; readonly line: string };

/** The log of one run, open for appending. One process writes it. */
export interface EventLog {
  /**
   * Appends one event by a single write, and syncs it where later steps depend on it.
   * @throws OuroborosError `disk` when it could not be written; the log is then as it was before.
   */
  append(event: RunEvent): Recorded;
  head(): LogHead;
  close(): void;
}

/**
 * Starts the log of a run in an existing folder.
 * @throws the system's error, EEXIST when the run already has a log
 */
export function createEventLog(
  path: string,
  options: { readonly runId: string; readonly clock: Clock },
): EventLog {
  return appendTo(openSync(path, 'ax'), { ...options, count: 0, head: null, sizeBytes: 0, lastTs: '' });
}

/** Opens the log of a run that was killed: cuts its torn tail off and continues its chain. */
export function continueEventLog(path: string, log: IntactLog, clock: Clock): EventLog {
  const last = log.events.at(-1) ?? log.events[0];
  const fd = openSync(path, 'a');
  ftruncateSync(fd, log.sizeBytes);
  const { count, head, sizeBytes } = log;
  return appendTo(fd, { runId: last.runId, clock, count, head, sizeBytes, lastTs: last.ts });
}

type Tail = LogHead & { readonly sizeBytes: number; readonly lastTs: string };

function appendTo(fd: number, start: Tail & { readonly runId: string; readonly clock: Clock }): EventLog {
  const { runId, clock } = start;
  let tail: Tail = start;
  return {
    append: (event) => {
      const now = clock.now().toISOString();
      const ts = now < tail.lastTs ? tail.lastTs : now;
      const line = toWire({ seq: tail.count, ts, runId, event }, tail.head);
      const stamped = readBack(line, event);
      const bytes = Buffer.from(`${line}\n`);
      writeWhole(fd, bytes, { sizeBefore: tail.sizeBytes, isBarrier: BARRIERS.has(event.type) });
      const sizeBytes = tail.sizeBytes + bytes.length;
      tail = { count: tail.count + 1, head: digestOf(line), sizeBytes, lastTs: ts };
      return { stamped, line };
    },
    head: () => ({ count: tail.count, head: tail.head }),
    close: () => closeSync(fd),
  };
}

/** What a later reader will see. An event that cannot be read again is a defect, found before it reaches the log. */
function readBack(line: string, event: RunEvent): StampedEvent {
  const read = fromWire(line);
  if (read.kind === 'unreadable')
    throw new TypeError(`The event ${event.type} cannot be recorded: ${read.reason}`);
  return read.stamped;
}

type WriteOptions = { readonly sizeBefore: number; readonly isBarrier: boolean };

function writeWhole(fd: number, bytes: Uint8Array, { sizeBefore, isBarrier }: WriteOptions): void {
  try {
    let written = writeSync(fd, bytes);
    while (written < bytes.length) written += writeSync(fd, bytes, written);
    if (isBarrier) fdatasyncSync(fd);
  } catch (cause) {
    // A full disk may have taken half of the line; the reader would stop there.
    ftruncateSync(fd, sizeBefore);
    throw new OuroborosError('disk', `The event log of the run could not be written: ${messageOf(cause)}`, {
      hint: 'Free some space or check the permissions of the artifacts folder.',
      cause,
    });
  }
}
