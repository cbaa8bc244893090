import type { EventOf } from '../domain/event.ts';
import type { RunRecord } from '../domain/run-record.ts';
import type { ModelCall, ModelUse } from './artifact-schema.ts';

const PHASES = ['reasoner', 'compressor', 'generator'] as const;

/** Every request of the run with what came of it, in the order of the answers; the unanswered ones stand last. */
export function modelCallsOf(record: RunRecord): ModelCall[] {
  const waiting = [...record.modelRequests];
  const answered = record.modelCalls.map((call) => {
    const index = waiting.findIndex((request) => request.callId === call.callId);
    const [request] = index === -1 ? [] : waiting.splice(index, 1);
    return call.type === 'model.replied' ? repliedCall(call, request) : failedCall(call, request);
  });
  return [
    ...answered,
    ...waiting.map((request) => ({ ...callBase(request, request), result: 'unanswered' as const })),
  ];
}

/** One entry a phase and model, and one a recipe, which counts as a generator that used no tokens. */
export function modelsUsedOf(record: RunRecord, calls: readonly ModelCall[]): ModelUse[] {
  const byModel = Map.groupBy(calls, (call) => `${call.phase} ${call.model_name}`);
  const uses = [...byModel.values()].map((group) => useOf(group, record));
  const byRecipe = Map.groupBy(record.recipes, (run) => recipeName(run.recipe, run.version));
  const recipes = [...byRecipe].map(([name, runs]) => recipeUse(name, runs));
  return [...uses, ...recipes].toSorted((a, b) => PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase));
}

/** How records name a recipe among models. */
export function recipeName(id: string, version: string): string {
  return `recipe:${id}@${version}`;
}

type Request = EventOf<'model.requested'>;
type Named = Pick<Request, 'callId' | 'phase' | 'model' | 'purpose'>;

function callBase(named: Named, request: Request | undefined): Omit<ModelCall, 'result'> {
  return {
    call_id: named.callId,
    phase: named.phase,
    model_name: named.model,
    purpose: named.purpose,
    step_id: request?.stepId ?? null,
    attempt: request?.attempt ?? null,
    prompt: request?.prompt ?? null,
    redactions: request?.redactions ?? 0,
    reply: null,
    stop_reason: null,
    fault: null,
    tokens_in: 0,
    tokens_out: 0,
    cache_read_tokens: 0,
    cache_write_tokens: 0,
    cost_usd: null,
    duration_ms: 0,
    request_id: null,
  };
}

function repliedCall(call: EventOf<'model.replied'>, request: Request | undefined): ModelCall {
  return {
    ...callBase(call, request),
    result: 'replied',
    reply: call.reply,
    stop_reason: call.stopReason,
    tokens_in: call.usage.tokensIn,
    tokens_out: call.usage.tokensOut,
    cache_read_tokens: call.usage.cacheReadTokens,
    cache_write_tokens: call.usage.cacheWriteTokens,
    cost_usd: call.costUsd,
    duration_ms: Math.round(call.durationMs),
    request_id: call.requestId,
  };
}

function failedCall(call: EventOf<'model.failed'>, request: Request | undefined): ModelCall {
  const duration_ms = Math.round(call.durationMs);
  return { ...callBase(call, request), result: 'failed', fault: call.fault, duration_ms };
}

function useOf(calls: readonly ModelCall[], record: RunRecord): ModelUse {
  const [first] = calls;
  const phase = first?.phase ?? 'generator';
  return {
    phase,
    model_name: first?.model_name ?? '',
    purpose: first?.purpose ?? '',
    tokens_used: sumOf(calls, (call) => call.tokens_in + call.tokens_out),
    duration_ms: sumOf(calls, (call) => call.duration_ms),
    ...phaseFieldsOf(phase, calls, record),
    calls: calls.length,
    failed_calls: calls.filter((call) => call.result !== 'replied').length,
    cost_usd: costOf(calls),
  };
}

function phaseFieldsOf(
  phase: ModelUse['phase'],
  calls: readonly ModelCall[],
  record: RunRecord,
): Partial<ModelUse> {
  if (phase === 'reasoner') return {};
  if (phase === 'compressor') return { compression_ratio: record.context?.ratio ?? 1 };
  const retries = calls.filter((call) => call.attempt !== null && call.attempt > 1);
  return {
    num_steps: new Set(calls.map((call) => call.step_id)).size,
    retry_count: new Set(retries.map((call) => `${call.step_id} ${call.attempt}`)).size,
  };
}

function recipeUse(name: string, runs: readonly EventOf<'recipe.ran'>[]): ModelUse {
  const steps = new Set(runs.map((run) => run.stepId)).size;
  return {
    phase: 'generator',
    model_name: name,
    purpose: 'deterministic refactoring without a model',
    tokens_used: 0,
    duration_ms: sumOf(runs, (run) => Math.round(run.durationMs)),
    num_steps: steps,
    retry_count: runs.length - steps,
    calls: runs.length,
    failed_calls: 0,
    cost_usd: 0,
  };
}

/** A failed call says nothing of its price; a reply without one makes the sum unknown. */
function costOf(calls: readonly ModelCall[]): number | null {
  const replies = calls.filter((call) => call.result === 'replied');
  if (replies.length === 0 || replies.some((call) => call.cost_usd === null)) return null;
  return sumOf(replies, (call) => call.cost_usd ?? 0);
}

/** The sum of one number of each item. */
export function sumOf<T>(items: readonly T[], pick: (item: T) => number): number {
  return items.reduce((sum, item) => sum + pick(item), 0);
}
