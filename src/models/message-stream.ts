import * as z from 'zod';
import type { ModelUsage } from '../domain/ports.ts';

const count = z.number().nonnegative().nullish();

const usageSchema = z
  .object({
    input_tokens: count,
    output_tokens: count,
    cache_read_input_tokens: count,
    cache_creation_input_tokens: count,
  })
  .nullish();

const blockSchema = z.object({
  type: z.string(),
  name: z.string().optional(),
  text: z.string().optional(),
  input: z.unknown().optional(),
});

const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message_start'),
    message: z.object({ model: z.string(), usage: usageSchema }),
  }),
  z.object({ type: z.literal('content_block_start'), index: z.number(), content_block: blockSchema }),
  z.object({
    type: z.literal('content_block_delta'),
    index: z.number(),
    delta: z.object({ text: z.string().optional(), partial_json: z.string().optional() }),
  }),
  z.object({
    type: z.literal('message_delta'),
    delta: z.object({ stop_reason: z.string().nullish() }),
    usage: usageSchema,
  }),
  z.object({ type: z.literal('message_stop') }),
  z.object({ type: z.literal('error'), error: z.object({ type: z.string(), message: z.string() }) }),
]);

/** Events that a reply is made of. All others, such as `ping`, only show that the connection lives. */
const EVENT_TYPES: ReadonlySet<string> = new Set(
  eventSchema.options.map((option) => option.shape.type.value),
);

const typedSchema = z.object({ type: z.string() });

type Block = z.infer<typeof blockSchema> & { readonly json: string };
type RawUsage = z.infer<typeof usageSchema>;

/** A message of the Messages API as far as its stream has arrived. */
export type StreamedMessage = {
  readonly model: string | null;
  readonly usage: RawUsage;
  readonly blocks: ReadonlyMap<number, Block>;
  readonly stopReason: string | null;
  /** Only then does anything of it count. */
  readonly isComplete: boolean;
  /** The server gave up in the middle. */
  readonly problem: { readonly type: string; readonly message: string } | null;
};

export const EMPTY_MESSAGE: StreamedMessage = {
  model: null,
  usage: null,
  blocks: new Map(),
  stopReason: null,
  isComplete: false,
  problem: null,
};

/**
 * The message after one more event. https://platform.claude.com/docs/en/build-with-claude/streaming
 * @throws SyntaxError or ZodError when the data is not what the protocol says: the stream is broken.
 */
export function addStreamEvent(message: StreamedMessage, data: string): StreamedMessage {
  const parsed: unknown = JSON.parse(data);
  if (!EVENT_TYPES.has(typedSchema.parse(parsed).type)) return message;
  const event = eventSchema.parse(parsed);
  switch (event.type) {
    case 'message_start':
      return { ...message, model: event.message.model, usage: event.message.usage };
    case 'content_block_start':
      return withBlock(message, event.index, { ...event.content_block, json: '' });
    case 'content_block_delta': {
      const { text = '', partial_json: json = '' } = event.delta;
      const block = message.blocks.get(event.index) ?? { type: 'text', json: '' };
      return withBlock(message, event.index, {
        ...block,
        text: (block.text ?? '') + text,
        json: block.json + json,
      });
    }
    case 'message_delta': {
      const stopReason = event.delta.stop_reason ?? message.stopReason;
      return { ...message, stopReason, usage: newerUsage(message.usage, event.usage) };
    }
    case 'message_stop':
      return { ...message, isComplete: true };
    case 'error':
      return { ...message, problem: event.error };
  }
}

/** The text of the message; what the model thought is no part of it. */
export function textOf(message: StreamedMessage): string {
  return [...message.blocks.values()]
    .map((block) => (block.type === 'text' ? (block.text ?? '') : ''))
    .join('');
}

/**
 * The input of the tool, or undefined where it was not called or the call may be cut short: only the stop reason
 * `tool_use` vouches for it. Text that is not JSON comes back as that text, and several calls as an array, so that
 * no schema takes a part for the whole.
 */
export function toolInputOf(message: StreamedMessage, tool: string): unknown {
  if (message.stopReason !== 'tool_use') return undefined;
  const calls = [...message.blocks.values()].filter(
    (block) => block.type === 'tool_use' && block.name === tool,
  );
  const inputs = calls.map((block) => (block.json === '' ? (block.input ?? {}) : parsedOrText(block.json)));
  return inputs.length > 1 ? inputs : inputs[0];
}

/** What the message cost in tokens; input that went through the cache is input too. */
export function usageOf({ usage }: StreamedMessage): ModelUsage {
  const cacheReadTokens = usage?.cache_read_input_tokens ?? 0;
  const cacheWriteTokens = usage?.cache_creation_input_tokens ?? 0;
  return {
    tokensIn: (usage?.input_tokens ?? 0) + cacheReadTokens + cacheWriteTokens,
    tokensOut: usage?.output_tokens ?? 0,
    cacheReadTokens,
    cacheWriteTokens,
  };
}

function withBlock(message: StreamedMessage, index: number, block: Block): StreamedMessage {
  return { ...message, blocks: new Map(message.blocks).set(index, block) };
}

/** Counts in the stream are totals so far; one that is left out has not changed. */
function newerUsage(older: RawUsage, newer: RawUsage): RawUsage {
  return {
    input_tokens: newer?.input_tokens ?? older?.input_tokens,
    output_tokens: newer?.output_tokens ?? older?.output_tokens,
    cache_read_input_tokens: newer?.cache_read_input_tokens ?? older?.cache_read_input_tokens,
    cache_creation_input_tokens: newer?.cache_creation_input_tokens ?? older?.cache_creation_input_tokens,
  };
}

function parsedOrText(json: string): unknown {
  try {
    const parsed: unknown = JSON.parse(json);
    return parsed;
  } catch {
    return json;
  }
}
