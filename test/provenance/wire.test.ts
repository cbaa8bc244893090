import * as fc from 'fast-check';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/domain/digest.ts';
import { runEventSchema } from '../../src/domain/event.ts';
import { fromWire, toCamelCase, toSnakeCase, toWire } from '../../src/provenance/wire.ts';
import { eventOf, innerEvents } from './event-arbitrary.ts';
import { applied, started } from './sample-run.ts';

const PREV = digestOf('the line before');

describe('toWire', () => {
  it('writes one flat line in snake_case with prev as its last key', () => {
    const { type, path } = applied();
    const line = toWire({ seq: 3, ts: '2026-11-21T15:30:00.000Z', runId: 'gen_1', event: applied() }, PREV);
    expect(line).not.toContain('\n');
    expect(Object.keys(JSON.parse(line))).toEqual([
      'v',
      'seq',
      'ts',
      'run_id',
      'type',
      'path',
      'operation',
      'original_hash',
      'modified_hash',
      'lines_added',
      'lines_removed',
      'mode_before',
      'mode_after',
      'backup_path',
      'folders_made',
      'prev',
    ]);
    expect(JSON.parse(line)).toMatchObject({ v: 1, seq: 3, run_id: 'gen_1', type, path, prev: PREV });
  });

  it('is read back as the same event, whatever its values are', () => {
    fc.assert(
      fc.property(innerEvents, (events) => {
        for (const event of events) {
          const stamped = { seq: 1, ts: '2026-11-21T15:30:00.000Z', runId: 'gen_1', event };
          const read = fromWire(toWire(stamped, PREV));
          expect(read).toEqual({ kind: 'event', stamped: JSON.parse(JSON.stringify(stamped)), prev: PREV });
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('keys', () => {
  it('of every event survive the way to snake_case and back', () => {
    const keys = new Set<string>();
    JSON.stringify(z.toJSONSchema(runEventSchema), (_, value) => {
      for (const key of Object.keys(value?.properties ?? {})) keys.add(key);
      return value;
    });
    expect(keys.size).toBeGreaterThan(60);
    for (const key of keys) {
      const snake = toSnakeCase({ [key]: 0 });
      expect(Object.keys(snake as object)[0]).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(toCamelCase(snake)).toEqual({ [key]: 0 });
    }
  });
});

describe('fromWire', () => {
  const stamped = { seq: 0, ts: '2026-11-21T15:30:00.000Z', runId: 'gen_1', event: started() };
  const line = toWire(stamped, null);

  it.each([
    ['a line that is no JSON', '{"v":1,'],
    ['another version of the format', line.replace('"v":1', '"v":2')],
    ['an event that is not known', line.replace('run.started', 'run.exploded')],
    ['an event without a field', line.replace(/"task":"[^"]*",/, '')],
    ['a time without a zone', line.replace('.000Z', '')],
    ['a value that is no object', '"run.started"'],
  ])('reports %s as unreadable', (_, text) => {
    expect(fromWire(text).kind).toBe('unreadable');
  });

  it('reads any first event', () => {
    fc.assert(
      fc.property(eventOf('run.started'), (event) => {
        expect(fromWire(toWire({ ...stamped, event }, null)).kind).toBe('event');
      }),
      { numRuns: 50 },
    );
  });
});
