import * as z from 'zod';

const digest = z.templateLiteral(['sha256:', z.string()]);
const durationMs = z.number().nonnegative();

/** The part of a run that a model plays. */
export const modelRole = z.enum(['reasoner', 'compressor', 'generator']);

const usage = z.object({
  tokensIn: z.int().nonnegative(),
  tokensOut: z.int().nonnegative(),
  cacheReadTokens: z.int().nonnegative(),
  cacheWriteTokens: z.int().nonnegative(),
});

/** Written and synced before a request leaves the machine. */
export const modelRequested = z.object({
  type: z.literal('model.requested'),
  callId: z.string(),
  phase: modelRole,
  model: z.string(),
  purpose: z.string(),
  stepId: z.string().nullable(),
  attempt: z.int().positive(),
  prompt: digest,
  promptBytes: z.int().nonnegative(),
  redactions: z.int().nonnegative(),
});

export const modelReplied = z.object({
  type: z.literal('model.replied'),
  callId: z.string(),
  phase: modelRole,
  model: z.string(),
  purpose: z.string(),
  stopReason: z.string(),
  usage,
  costUsd: z.number().nonnegative().nullable(),
  durationMs,
  requestId: z.string().nullable(),
  reply: digest,
});

export const modelFailed = z.object({
  type: z.literal('model.failed'),
  callId: z.string(),
  phase: modelRole,
  model: z.string(),
  purpose: z.string(),
  fault: z.string(),
  message: z.string(),
  httpStatus: z.int().nullable(),
  durationMs,
  /** What the client does next: waits so long and tries again, another model, or gives up. */
  next: z.enum(['retry', 'fallback', 'give-up']),
  waitMs: z.number().nonnegative(),
});

/** A reply that gave no usable edit: no tool call, a malformed one, an edit that does not match. Fed back like a gate. */
