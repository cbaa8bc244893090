import type { Digest } from '../domain/digest.ts';
import type { Emit } from '../domain/event.ts';
import type { Clock, Model, ModelFault, ModelReply, ModelRequest } from '../domain/ports.ts';
import { redact } from '../domain/redaction.ts';
import type { Meter } from './metered.ts';
import { wait } from './wait.ts';

export type RetryPolicy = {
  /** Waits before the second, third, … try of one call. */
  readonly delaysMs: readonly number[];
  /** A longer `retry-after` is not waited out. */
  readonly maxRetryAfterMs: number;
  /** Asked once, when the builder's own model stays out of reach; null for none. */
  readonly fallbackModel: string | null;
};

/** What every try of a call leaves behind. */
export type CallRecorder = {
  readonly emit: Emit;
  readonly storeBlob: (text: string) => Digest;
  readonly meter: Meter;
  readonly clock: Clock;
  /** Where in the run the call stands. */
  readonly place: () => { readonly stepId: string | null; readonly attempt: number };
};

/** A request from which secrets were taken out, in so many places. */
export type SafeRequest = ModelRequest & { readonly redactions: number };

/** What takes such requests: a model, behind whatever wraps it. */
export interface SafeModel {
  complete(request: SafeRequest, signal: AbortSignal): Promise<ModelReply>;
}

type Reply = Extract<ModelReply, { kind: 'reply' }>;
type Faulted = Extract<ModelReply, { kind: 'fault' }>;
type Next = { readonly next: 'retry' | 'fallback' | 'give-up'; readonly waitMs: number };

/** Whether the same request may do better later. A request that is wrong, or refused, stays so. */
const IS_PASSING: Readonly<Record<ModelFault, boolean>> = {
  'rate-limited': true,
  overloaded: true,
  'server-error': true,
  unreachable: true,
  'stream-broken': true,
  stalled: true,
  unauthorised: false,
  'bad-request': false,
  'context-exceeded': false,
  'script-exhausted': false,
};

/** Faults after which the server may have read, and charged for, the whole prompt. */
const IS_CHARGED: ReadonlySet<ModelFault> = new Set(['stream-broken', 'stalled']);

/**
 * Tries a call until it is answered: after each passing fault the next delay, or the server's `retry-after` where that
 * is longer and within the cap; then once the fallback model; then the last fault is the answer. Every try is on record.
 */
export function createResilientModel(inner: Model, policy: RetryPolicy, recorder: CallRecorder): SafeModel {
  let calls = 0;
  return {
    complete: async (request, signal) => {
      let current = request;
      for (let tries = 1; ; tries++) {
        const callId = `call-${++calls}`;
        recordRequest(callId, current, recorder);
        const reply = await inner.complete(current, signal);
        if (reply.kind === 'reply') return recordReply(callId, current, { reply, recorder });
        const isFallback = current.model !== request.model;
        const next = isFallback ? GIVE_UP : nextAfter(reply, { tries, request }, policy);
        recordFault(callId, current, { reply, next, recorder });
        if (next.next === 'give-up') return reply;
        if (next.next === 'fallback') current = { ...request, model: policy.fallbackModel ?? request.model };
        await wait(next.waitMs, signal);
      }
    },
  };
}

const GIVE_UP: Next = { next: 'give-up', waitMs: 0 };

function nextAfter(
  { fault, retryAfterMs }: Faulted,
  { tries, request }: { readonly tries: number; readonly request: ModelRequest },
  policy: RetryPolicy,
): Next {
  if (!IS_PASSING[fault]) return GIVE_UP;
  const delayMs = policy.delaysMs[tries - 1];
  const askedMs = retryAfterMs ?? 0;
  if (delayMs !== undefined && askedMs <= policy.maxRetryAfterMs) {
    return { next: 'retry', waitMs: Math.max(delayMs, askedMs) };
  }
  const { fallbackModel } = policy;
  const mayFallBack =
    request.role === 'generator' && fallbackModel !== null && fallbackModel !== request.model;
  return mayFallBack ? { next: 'fallback', waitMs: 0 } : GIVE_UP;
}

/** Written before the request leaves the machine; a budget that is used up stops it here. */
function recordRequest(callId: string, request: SafeRequest, recorder: CallRecorder): void {
  recorder.meter.check(request);
  const { system, stable, messages, tool } = request;
  const prompt = JSON.stringify({ system, stable, messages, tool }, null, 2);
  recorder.emit({
    type: 'model.requested',
    ...nameOf(callId, request),
    ...recorder.place(),
    prompt: recorder.storeBlob(prompt),
    promptBytes: Buffer.byteLength(prompt),
    redactions: request.redactions,
  });
}

function recordReply(
  callId: string,
  request: SafeRequest,
  { reply, recorder }: { readonly reply: Reply; readonly recorder: CallRecorder },
): Reply {
  const { text, toolInput, stopReason, model, usage, durationMs, requestId } = reply;
  recorder.emit({
    type: 'model.replied',
    ...nameOf(callId, { ...request, model }),
    stopReason,
    usage: { ...usage },
    costUsd: recorder.meter.add(request, reply),
    durationMs,
    requestId,
    // A secret of the model's own making is no more for the record than one that was sent.
    reply: recorder.storeBlob(redact(JSON.stringify({ stopReason, text, toolInput }, null, 2)).text),
  });
  return reply;
}

function recordFault(
  callId: string,
  request: SafeRequest,
  {
    reply,
    next,
    recorder,
  }: { readonly reply: Faulted; readonly next: Next; readonly recorder: CallRecorder },
): void {
  if (IS_CHARGED.has(reply.fault)) recorder.meter.addLost(request);
  const { fault, message, httpStatus, durationMs } = reply;
  recorder.emit({
    type: 'model.failed',
    ...nameOf(callId, request),
    fault,
    message,
    httpStatus,
    durationMs,
    ...next,
  });
}

function nameOf(callId: string, { role, model, purpose }: ModelRequest) {
  return { callId, phase: role, model, purpose };
}
