import { readFileSync } from 'node:fs';
import { digestOf, type Digest } from '../domain/digest.ts';
import { messageOf, systemCodeOf } from '../domain/errors.ts';
import type { StampedEvent } from '../domain/event.ts';
import { fromWire } from './wire.ts';

const NEWLINE = 0x0a;

/** How many lines a log has and the digest of the last: whoever knows both knows the whole log. */
export type LogHead = { readonly count: number; readonly head: Digest | null };

/** A log whose chain holds. A torn tail, what follows the last newline, is left out and counted. */
export type IntactLog = LogHead & {
  readonly kind: 'intact';
  readonly events: readonly [StampedEvent, ...StampedEvent[]];
  readonly sizeBytes: number;
  readonly tornBytes: number;
};

/** What a log turned out to be. `empty` has no whole line: its run never began. */
export type ReadLog =
  | IntactLog
  | { readonly kind: 'missing' }
  | { readonly kind: 'empty'; readonly tornBytes: number }
  | { readonly kind: 'broken'; readonly line: number; readonly reason: string };

/** Reads a log and verifies its chain from the first line to the last. */
export function readEventLog(path: string): ReadLog {
  try {
    return parseEventLog(readFileSync(path));
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
    return { kind: 'broken', line: 0, reason: messageOf(error) };
  }
}

/** Verifies a log's bytes: numbers without a gap, one run, each line bound to the bytes of the line before. */
export function parseEventLog(bytes: Uint8Array): ReadLog {
  const events: StampedEvent[] = [];
  let head: Digest | null = null;
  let start = 0;
  for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
    const line = bytes.subarray(start, end);
    const read = readLine(line, { before: events, head });
    if (read.kind === 'unreadable') return { kind: 'broken', line: events.length + 1, reason: read.reason };
    events.push(read.stamped);
    head = digestOf(line);
    start = end + 1;
  }
  const tornBytes = bytes.length - start;
  const [first, ...rest] = events;
  if (first === undefined) return { kind: 'empty', tornBytes };
  return {
    kind: 'intact',
    events: [first, ...rest],
    count: events.length,
    head,
    sizeBytes: start,
    tornBytes,
  };
}

type Place = { readonly before: readonly StampedEvent[]; readonly head: Digest | null };

function readLine(line: Uint8Array, place: Place): ReturnType<typeof fromWire> {
  const read = fromWire(new TextDecoder('utf-8', { ignoreBOM: true }).decode(line));
  if (read.kind === 'unreadable') return read;
  const reason = read.prev === place.head ? whyOutOfPlace(read.stamped, place.before) : BROKEN_CHAIN;
  return reason === null ? read : { kind: 'unreadable', reason };
}

const BROKEN_CHAIN = 'prev is not the digest of the line before: a line was changed, removed or added';

function whyOutOfPlace(stamped: StampedEvent, before: readonly StampedEvent[]): string | null {
  const last = before.at(-1);
  if (stamped.seq !== before.length) return `seq is ${stamped.seq}, not ${before.length}`;
  if ((stamped.event.type === 'run.started') !== (last === undefined))
    return 'run.started must be the first event, once';
  if (last === undefined) return null;
  if (stamped.runId !== last.runId) return `the line belongs to the run ${stamped.runId}`;
  return last.event.type === 'run.finished' ? 'the log goes on after run.finished' : null;
}
