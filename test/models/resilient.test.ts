import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/domain/digest.ts';
import { runEventSchema, type RunEvent } from '../../src/domain/event.ts';
import type { Model, ModelFault, ModelReply, ModelRequest } from '../../src/domain/ports.ts';
import { localFault } from '../../src/models/faults.ts';
import { createMeter } from '../../src/models/metered.ts';
import { createResilientModel, type RetryPolicy } from '../../src/models/resilient.ts';
import { modelRequest, realClock, timeless } from '../support/model-requests.ts';

const NO_LIMIT = { maxTokens: null, maxCostUsd: null, timeoutMs: null };
const POLICY: RetryPolicy = {
  delaysMs: [0, 0, 0],
  maxRetryAfterMs: 60_000,
  fallbackModel: 'claude-opus-5-5',
};

type Played = ModelFault | { readonly fault: ModelFault; readonly retryAfterMs: number } | 'reply';

/** A model that plays a list; after its end it answers. */
function playing(list: readonly Played[]): Model & { readonly requests: ModelRequest[] } {
  const waiting = [...list];
  const requests: ModelRequest[] = [];
  return {
    requests,
    complete: async (request) => {
      requests.push(request);
      const played = waiting.shift() ?? 'reply';
      return played === 'reply' ? replyOf(request) : faultOf(played);
    },
  };
}

function replyOf(request: ModelRequest): ModelReply {
  const usage = { tokensIn: 1000, tokensOut: 100, cacheReadTokens: 0, cacheWriteTokens: 0 };
  const reply = {
    text: '',
    toolInput: { edits: [] },
    stopReason: 'tool_use',
    requestId: 'req_1',
    durationMs: 5,
  };
  return { kind: 'reply', model: request.model, usage, ...reply };
}

function faultOf(played: Exclude<Played, 'reply'>): ModelReply {
  const { fault, retryAfterMs } = typeof played === 'string' ? { fault: played, retryAfterMs: null } : played;
  return { kind: 'fault', ...localFault(fault, `played ${fault}`), retryAfterMs, durationMs: 3 };
}

function setUp(list: readonly Played[], policy: Partial<RetryPolicy> = {}) {
  const inner = playing(list);
  const events: RunEvent[] = [];
  const blobs: string[] = [];
  const model = createResilientModel(
    inner,
    { ...POLICY, ...policy },
    {
      emit: (event) => events.push(runEventSchema.parse(event)),
      storeBlob: (text) => {
        blobs.push(text);
        return digestOf(text);
      },
      meter: createMeter(NO_LIMIT),
      clock: realClock,
      place: () => ({ stepId: 'step-1', attempt: 2 }),
    },
  );
  const call = async (request = modelRequest(), signal = AbortSignal.timeout(20_000)): Promise<ModelReply> =>
    model.complete({ ...request, redactions: 1 }, signal);
  return { call, inner, events, blobs };
}

function steps(events: readonly RunEvent[]): readonly string[] {
  return events.map((event) => {
    if (event.type === 'model.requested') return `${event.callId} ${event.model}`;
    return event.type === 'model.failed' ? `${event.fault} ${event.next} ${event.waitMs}` : event.type;
  });
}

test('an answered call leaves its request and its reply on record', async () => {
  const { call, events, blobs } = setUp([]);
  expect(await call()).toMatchObject({ kind: 'reply', model: 'claude-sonnet-5-5' });
  const [prompt = '', reply = ''] = blobs;
  const { system, messages, tool } = modelRequest();
  expect(JSON.parse(prompt)).toEqual({ system, messages, tool });
  expect(JSON.parse(reply)).toEqual({ stopReason: 'tool_use', text: '', toolInput: { edits: [] } });
  const call1 = {
    callId: 'call-1',
    phase: 'generator',
    model: 'claude-sonnet-5-5',
    purpose: 'generating the patch',
  };
  expect(events).toEqual([
    {
      type: 'model.requested',
      ...call1,
      stepId: 'step-1',
      attempt: 2,
      prompt: digestOf(prompt),
      promptBytes: Buffer.byteLength(prompt),
      redactions: 1,
    },
    {
      type: 'model.replied',
      ...call1,
      stopReason: 'tool_use',
      usage: { tokensIn: 1000, tokensOut: 100, cacheReadTokens: 0, cacheWriteTokens: 0 },
      costUsd: 0.003,
      durationMs: 5,
      requestId: 'req_1',
      reply: digestOf(reply),
    },
  ]);
});

describe('a passing fault', () => {
  test.each<ModelFault>([
    'rate-limited',
    'overloaded',
    'server-error',
    'unreachable',
    'stream-broken',
    'stalled',
  ])('%s is tried again under a call of its own', async (fault) => {
    const { call, events } = setUp([fault]);
    expect(await call()).toMatchObject({ kind: 'reply' });
    expect(steps(events)).toEqual([
      'call-1 claude-sonnet-5-5',
      `${fault} retry 0`,
      'call-2 claude-sonnet-5-5',
      'model.replied',
    ]);
  });

  test('goes through every delay, then once to the fallback model, then is the answer', async () => {
    const { call, events, inner } = setUp(
      Array.from({ length: 9 }, () => 'overloaded' as const),
      { delaysMs: [1, 2] },
    );
    expect(timeless(await call())).toEqual({
      kind: 'fault',
      ...localFault('overloaded', 'played overloaded'),
    });
    expect(inner.requests).toHaveLength(4);
    expect(steps(events)).toEqual([
      'call-1 claude-sonnet-5-5',
      'overloaded retry 1',
      'call-2 claude-sonnet-5-5',
      'overloaded retry 2',
      'call-3 claude-sonnet-5-5',
      'overloaded fallback 0',
      'call-4 claude-opus-5-5',
      'overloaded give-up 0',
    ]);
  });

  test('answered by the fallback model is a reply of that model', async () => {
    const { call } = setUp(['overloaded'], { delaysMs: [] });
    expect(await call()).toMatchObject({ kind: 'reply', model: 'claude-opus-5-5' });
  });

  test.each([
    ['there is none', { fallbackModel: null }, {}],
    ['it is the same model', { fallbackModel: 'claude-sonnet-5-5' }, {}],
    ['the role is not the builder', {}, { role: 'reasoner' } as const],
  ])('has no fallback when %s', async (_, policy, request) => {
    const { call, inner } = setUp(['overloaded', 'overloaded'], { delaysMs: [0], ...policy });
    expect(await call(modelRequest(request))).toMatchObject({ kind: 'fault', fault: 'overloaded' });
    expect(inner.requests).toHaveLength(2);
  });

  test('waits as long as the server asks, where that is longer than the delay', async () => {
    const { call, events } = setUp(
      [
        { fault: 'rate-limited', retryAfterMs: 30 },
        { fault: 'rate-limited', retryAfterMs: 1 },
      ],
      {
        delaysMs: [10, 10],
      },
    );
    const startedMs = performance.now();
    await call();
    expect(steps(events).filter((step) => step.includes('retry'))).toEqual([
      'rate-limited retry 30',
      'rate-limited retry 10',
    ]);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(39);
  });

  test('that asks for an hour goes to the fallback model at once', async () => {
    const { call, events } = setUp([{ fault: 'rate-limited', retryAfterMs: 3_600_000 }]);
    expect(await call()).toMatchObject({ kind: 'reply', model: 'claude-opus-5-5' });
    expect(steps(events)[1]).toBe('rate-limited fallback 0');
  });

  test('ends at once by an abort during the wait', async () => {
    const { call, events } = setUp(['overloaded'], { delaysMs: [30_000] });
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('the user left')), 20);
    await expect(call(modelRequest(), controller.signal)).rejects.toThrow('the user left');
    expect(steps(events)).toEqual(['call-1 claude-sonnet-5-5', 'overloaded retry 30000']);
  });
});

test.each<ModelFault>(['unauthorised', 'bad-request', 'context-exceeded', 'script-exhausted'])(
  'the lasting fault %s is answered after one try',
  async (fault) => {
    const { call, events } = setUp([fault]);
    expect(await call()).toMatchObject({ kind: 'fault', fault });
    expect(steps(events)).toEqual(['call-1 claude-sonnet-5-5', `${fault} give-up 0`]);
  },
);

test('an event that cannot be recorded stops the call before it is sent', async () => {
  const inner = playing([]);
  const model = createResilientModel(inner, POLICY, {
    emit: () => {
      throw new Error('disk full');
    },
    storeBlob: digestOf,
    meter: createMeter(NO_LIMIT),
    clock: realClock,
    place: () => ({ stepId: null, attempt: 1 }),
  });
  const call = model.complete({ ...modelRequest(), redactions: 0 }, new AbortController().signal);
  await expect(call).rejects.toThrow('disk full');
  expect(inner.requests).toEqual([]);
});
