import * as z from 'zod';
import type { Digest } from '../domain/digest.ts';
import { messageOf } from '../domain/errors.ts';
import { EVENT_VERSION, runEventSchema, type StampedEvent } from '../domain/event.ts';

const envelopeSchema = z.looseObject({
  v: z.literal(EVENT_VERSION),
  seq: z.int().nonnegative(),
  ts: z.iso.datetime(),
  runId: z.string().min(1),
  prev: z.templateLiteral(['sha256:', z.string()]).nullable(),
});

/** Compiling the schemas of events costs more than interpreting them for the events of one run. */
const UNCOMPILED = { jitless: true } as const;

/** A line of a log as it was read; `prev` is the digest of the line before it, null in the first. */
export type WireLine =
  | { readonly kind: 'event'; readonly stamped: StampedEvent; readonly prev: Digest | null }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** One event as a line of JSON without its newline: flat, snake_case, `prev` last. */
export function toWire({ seq, ts, runId, event }: StampedEvent, prev: Digest | null): string {
  return JSON.stringify(toSnakeCase({ v: EVENT_VERSION, seq, ts, runId, ...event, prev }));
}

/** Reads a line that {@link toWire} wrote; whatever else it holds is reported and never thrown. */
export function fromWire(line: string): WireLine {
  const parsed = parseJson(line);
  if (parsed.kind === 'unreadable') return parsed;
  const value = toCamelCase(parsed.value);
  const envelope = envelopeSchema.safeParse(value, UNCOMPILED);
  if (!envelope.success) return unreadable(envelope.error);
  const event = runEventSchema.safeParse(value, UNCOMPILED);
  if (!event.success) return unreadable(event.error);
  const { seq, ts, runId, prev } = envelope.data;
  return { kind: 'event', stamped: { seq, ts, runId, event: event.data }, prev };
}

/** Renames the keys of plain JSON, at any depth, from camelCase to snake_case; values stay. */
export function toSnakeCase(value: unknown): unknown {
  return withKeys(value, (key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}

/** The inverse of {@link toSnakeCase}. */
export function toCamelCase(value: unknown): unknown {
  return withKeys(value, (key) => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
}

function withKeys(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => withKeys(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [rename(key), withKeys(item, rename)]),
  );
}

function parseJson(
  line: string,
): { kind: 'json'; value: unknown } | Extract<WireLine, { kind: 'unreadable' }> {
  try {
    return { kind: 'json', value: JSON.parse(line) };
  } catch (error) {
    return { kind: 'unreadable', reason: messageOf(error) };
  }
}

function unreadable(error: z.ZodError): WireLine {
  const [issue] = error.issues;
  return {
    kind: 'unreadable',
    reason: issue === undefined ? 'unknown form' : `${issue.path.join('.')}: ${issue.message}`,
  };
}
