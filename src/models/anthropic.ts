import type Anthropic from '@anthropic-ai/sdk';
import type { Clock, Model, ModelReply, ModelRequest, ModelTool } from '../domain/ports.ts';
import { describeCause, faultOfProblem, localFault, type Fault } from './faults.ts';
import {
  addStreamEvent,
  EMPTY_MESSAGE,
  textOf,
  toolInputOf,
  usageOf,
  type StreamedMessage,
} from './message-stream.ts';
import { acceptsEffort } from './profiles.ts';
import { CACHED, hasStable, markedPrompt, plainPrompt } from './prompt-layout.ts';
import { startWatchdog, type Watchdog } from './watchdog.ts';

const DEFAULT_BASE_URL = 'https://api.anthropic.com';
/** The watchdog is the only timer: the SDK's own does not see a stream that stalls. */
const SDK_TIMEOUT_MS = 24 * 60 * 60 * 1000;

const SENT_AFTER_MS = 25;

export type AnthropicOptions = {
  /** Null only for a local server that asks for none. */
  readonly key: { readonly kind: 'key' | 'token'; readonly value: string } | null;
  readonly baseUrl: string | null;
  /** A local server gets nothing that the Messages API calls optional. */
  readonly isLocal: boolean;
  /** So long without a byte is a stall. */
  readonly stallTimeoutMs: number;
  readonly clock: Clock;
};

/** A model behind the Messages API. It streams, and makes exactly one request a call: retries are the caller's. */
export function createAnthropicModel(options: AnthropicOptions): Model {
  const { clock } = options;
  let connection: Promise<Connection> | null = null;
  return {
    complete: async (request, signal) => {
      signal.throwIfAborted();
      connection ??= connect(options);
      const connected = await connection;
      const startedMs = clock.elapsedMs();
      const watchdog = startWatchdog(options.stallTimeoutMs);
      try {
        const reply = await ask({ ...connected, request, watchdog, options }, signal);
        return { ...reply, durationMs: clock.elapsedMs() - startedMs };
      } catch (error) {
        signal.throwIfAborted();
        const fault = watchdog.signal.aborted
          ? localFault('stalled', `Nothing arrived from the model for ${options.stallTimeoutMs} ms.`)
          : faultOfError(error, connected, clock);
        return { kind: 'fault', ...fault, durationMs: clock.elapsedMs() - startedMs };
      } finally {
        watchdog.stop();
      }
    },
  };
}

type Connection = Awaited<ReturnType<typeof connect>>;

/** The SDK is loaded with the first call: it costs more than the rest of a run without a model. */
async function connect({ key, baseUrl }: AnthropicOptions) {
  const [sdk, { Stream }, { transformJSONSchema }] = await Promise.all([
    import('@anthropic-ai/sdk'),
    import('@anthropic-ai/sdk/core/streaming'),
    import('@anthropic-ai/sdk/lib/transform-json-schema'),
  ]);
  const value = key?.value ?? 'none';
  const client = new sdk.Anthropic({
    ...(key?.kind === 'token' ? { authToken: value } : { apiKey: value }),
    // Given even where it is the default: what is left out, the SDK looks for in the environment and in files.
    baseURL: (baseUrl ?? DEFAULT_BASE_URL).replace(/\/v1\/?$/, ''),
    maxRetries: 0,
    timeout: SDK_TIMEOUT_MS,
    openTelemetry: false,
    logLevel: 'off',
  });
  return { sdk, client, Stream, transformJSONSchema };
}

type Call = Connection & {
  readonly request: ModelRequest;
  readonly watchdog: Watchdog;
  readonly options: AnthropicOptions;
};

type Untimed<T> = T extends ModelReply ? Omit<T, 'durationMs'> : never;

async function ask(call: Call, signal: AbortSignal): Promise<Untimed<ModelReply>> {
  const { client, request, watchdog, options } = call;
  const ended = AbortSignal.any([signal, watchdog.signal]);
  const sending = client.messages.create(paramsOf(call), { signal: ended }).asResponse();
  // By then the connection stands and the body is written; work that began earlier would hold the request up.
  const idle = setTimeout(() => request.onSent?.(), SENT_AFTER_MS);
  const response = await sending.finally(() => clearTimeout(idle));
  const message = await readMessage(response, call).catch((error: unknown) => {
    ended.throwIfAborted();
    return localFault('stream-broken', describeCause(error));
  });
  if ('fault' in message) return { kind: 'fault', ...message };
  const { problem, stopReason } = message;
  if (problem !== null) {
    return {
      kind: 'fault',
      ...faultOfProblem({ ...problem, status: null, retryAfter: null }, options.clock.now()),
    };
  }
  if (!message.isComplete || stopReason === null) {
    return {
      kind: 'fault',
      ...localFault('stream-broken', 'The stream ended before the reply was complete.'),
    };
  }
  return {
    kind: 'reply',
    text: textOf(message),
    toolInput: request.tool === null ? undefined : toolInputOf(message, request.tool.name),
    stopReason,
    model: message.model ?? request.model,
    usage: usageOf(message),
    requestId: response.headers.get('request-id'),
  };
}

/** Reads the raw events: the SDK's own stream hides pings, and completes a tool call that was cut short. */
async function readMessage(response: Response, { Stream, watchdog }: Call): Promise<StreamedMessage> {
  const touch = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      watchdog.touch();
      controller.enqueue(chunk);
    },
  });
  let message = EMPTY_MESSAGE;
  for await (const { data } of Stream.rawEvents(new Response(response.body?.pipeThrough(touch) ?? null))) {
    if (data !== '') message = addStreamEvent(message, data);
    if (message.problem !== null) break;
  }
  return message;
}

/**
 * The tool is offered and not forced: the newer models always may think first, and refuse a forced choice with 400.
 * https://platform.claude.com/docs/en/models/sonnet-5-5/whats-new-sonnet-5-5#forced-tool-use-is-not-supported
 */
function paramsOf(call: Call): Anthropic.MessageCreateParamsStreaming {
  const { request, options } = call;
  const { tool, effort } = request;
  const params = {
    model: request.model,
    max_tokens: request.maxOutputTokens,
    stream: true,
  } as const;
  if (options.isLocal) {
    return { ...params, ...plainPrompt(request), ...(tool === null ? {} : { tools: [plainTool(tool)] }) };
  }
  return {
    ...params,
    ...(hasStable(request.stable) ? markedPrompt(request.stable, request) : plainPrompt(request)),
    ...(tool === null ? {} : { tools: [strictTool(tool, call)], tool_choice: ONE_CALL }),
    ...(effort !== null && acceptsEffort(request.model) ? { output_config: { effort } } : {}),
    // Writing the cache costs more than it saves until the same conversation comes a second time.
    ...(request.messages.length > 1 ? { cache_control: CACHED } : {}),
  };
}

const ONE_CALL = { type: 'auto', disable_parallel_tool_use: true } as const;

function plainTool({ name, description, inputSchema }: ModelTool): Anthropic.Tool {
  return { name, description, input_schema: { ...inputSchema, type: 'object' } };
}

/** A strict schema knows fewer keywords; the SDK turns the others into words of the description. */
function strictTool(tool: ModelTool, { transformJSONSchema }: Connection): Anthropic.Tool {
  const schema = transformJSONSchema({ ...tool.inputSchema });
  return { ...plainTool({ ...tool, inputSchema: schema }), strict: true };
}

function faultOfError(error: unknown, { sdk }: Connection, clock: Clock): Fault {
  if (error instanceof sdk.APIConnectionError) return localFault('unreachable', describeCause(error));
  // Thrown before anything was sent, e.g. for a key that no header can hold.
  if (!(error instanceof sdk.APIError)) return localFault('bad-request', describeCause(error));
  const { status, type, apiMessage, message, headers } = error;
  const retryAfter = headers?.get('retry-after') ?? null;
  return faultOfProblem(
    { status: status ?? null, type, message: apiMessage ?? withoutStatus(message), retryAfter },
    clock.now(),
  );
}

/** Where a body has no message of its own, the SDK puts the status before what it found. */
function withoutStatus(message: string): string {
  return message.replace(/^\d{3} /, '');
}
