import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { createPromptCache, type CacheUse } from './prompt-cache.ts';

/** What a scenario can do instead of a whole reply, and where in the exchange it does so. */
const FAULTS = [
  // Statuses with the API's own error bodies.
  '400',
  '401',
  '403',
  '404',
  '413',
  '429',
  '500',
  '529',
  // An error page of a proxy; a body that is no event stream.
  '502',
  'not-a-stream',
  // The connection: reset before the headers, in the stream, or ended cleanly in it.
  'reset',
  'reset-midstream',
  'cut',
  // Silence: before the headers, or in the stream.
  'stall-headers',
  'stall',
  // A tool call cut short by the token limit; an error event; a line that is no JSON.
  'truncated',
  'sse-error',
  'broken-line',
] as const;

const usageSchema = z.object({
  input_tokens: z.int(),
  output_tokens: z.int(),
  cache_read_input_tokens: z.int(),
  cache_creation_input_tokens: z.int(),
});

/** One reply of the server. Replies have the form of `--mock-script`, so that one file serves both. */
export const scenarioSchema = z.strictObject({
  /** Answers only requests that offer this tool, `none` those without one. */
  for: z.string().optional(),
  text: z.string().optional(),
  plan: z.unknown().optional(),
  edits: z.array(z.unknown()).optional(),
  files: z.array(z.unknown()).optional(),
  tool_input: z.unknown().optional(),
  /** The bytes of the tool's input as they are streamed, JSON or not. */
  tool_json: z.string().optional(),
  /** Names another tool than the one that the request offers. */
  tool_name: z.string().optional(),
  /** Makes the same call so many times in one reply. */
  tool_calls: z.int().optional(),
  stop_reason: z.string().optional(),
  fault: z.enum(FAULTS).optional(),
  message: z.string().optional(),
  error_type: z.string().optional(),
  retry_after: z.string().optional(),
  usage: usageSchema.partial().optional(),
  delay_ms: z.number().optional(),
  /** So many pings, so many milliseconds apart, before the first content: a model that thinks. */
  pings: z.int().optional(),
  ping_ms: z.number().optional(),
});

export type Scenario = z.infer<typeof scenarioSchema>;

export type RecordedRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly sizeBytes: number;
};

export type MessagesServer = {
  /** The base URL, without `/v1`. */
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  /** Scenarios that no request has taken yet. */
  readonly remaining: () => number;
  readonly close: () => Promise<void>;
};

export type ServerOptions = {
  readonly scenarios: readonly Scenario[];
  readonly port?: number;
  /** Passes before every reply, like a model's own time. */
  readonly delayMs?: number;
  /** Plays the last scenario again when all are used. */
  readonly repeatsLast?: boolean;
  /** Keeps what requests mark for its cache, and reports what it read of it. */
  readonly hasCache?: boolean;
  readonly onRequest?: (request: RecordedRequest) => void;
};

/**
 * Serves the Messages API on the loopback interface, scripted: streaming with tool use, usage and request ids, and
 * the ways in which it fails. Requests that the real API would refuse are refused.
 */
export async function startMessagesServer(options: ServerOptions): Promise<MessagesServer> {
  const requests: RecordedRequest[] = [];
  const waiting = [...options.scenarios];
  const readCached = options.hasCache === true ? createPromptCache() : () => NOTHING_CACHED;
  const server = createServer((incoming, response) => {
    void answer(incoming, response).catch(() => response.destroy());
  });
  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming);
    requests.push(request);
    options.onRequest?.(request);
    response.setHeader('request-id', `req_${String(requests.length).padStart(6, '0')}`);
    const problem = problemOf(request);
    if (problem !== null) return sendError(response, problem);
    if (request.path.endsWith('/count_tokens')) {
      return sendJson(response, 200, { input_tokens: Math.ceil(request.sizeBytes / 4) });
    }
    const scenario = takeScenario(waiting, request, options.repeatsLast ?? false);
    if (scenario === null)
      return sendError(response, { status: 400, message: 'No scenario is left for this request.' });
    await sleep(scenario.delay_ms ?? options.delayMs ?? 0);
    const usage = { ...usageFor(request, readCached(request.body)), ...scenario.usage };
    await play({ ...scenario, usage }, request, response);
  };
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    remaining: () => waiting.length,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readRequest(incoming: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  return {
    method: incoming.method ?? '',
    path: (incoming.url ?? '').replace(/\?.*/, ''),
    headers: incoming.headers,
    body: bytes.length === 0 ? {} : (JSON.parse(bytes.toString('utf8')) as Record<string, unknown>),
    sizeBytes: bytes.length,
  };
}

type Problem = {
  readonly status: number;
  readonly type?: string | undefined;
  readonly message: string;
  readonly retryAfter?: string | undefined;
};

/** What the real API would refuse, by the documentation of the models of 2026. */
function problemOf({ method, path, headers, body }: RecordedRequest): Problem | null {
  if (method !== 'POST' || !/^\/v1\/messages(?:\/count_tokens)?$/.test(path))
    return { status: 404, message: `No ${path}.` };
  const authorization = headers['authorization'] ?? '';
  if (!/^Bearer \S+/.test(String(authorization)) && !headers['x-api-key'])
    return { status: 401, message: 'invalid x-api-key' };
  if (!headers['anthropic-version']) return { status: 400, message: 'anthropic-version: header is required' };
  const { model, messages, max_tokens: maxTokens, tool_choice: choice } = body;
  if (typeof model !== 'string' || !Array.isArray(messages) || messages.length === 0)
    return { status: 400, message: 'model, messages: required' };
  if (!path.endsWith('count_tokens') && typeof maxTokens !== 'number')
    return { status: 400, message: 'max_tokens: required' };
  if ('temperature' in body || 'top_p' in body || 'top_k' in body)
    return { status: 400, message: 'sampling parameters are not supported' };
  const last = messages.at(-1) as { role?: string };
  if (last.role === 'assistant') return { status: 400, message: 'prefilling the reply is not supported' };
  const { type } = (choice ?? {}) as { type?: string };
  if (type === 'tool' || type === 'any')
    return { status: 400, message: 'tool_choice forces tool use, which this model does not support' };
  if (JSON.stringify(body).split('"cache_control":').length > 5)
    return { status: 400, message: 'a maximum of 4 blocks with cache_control may be provided' };
  if (/"text":"(?:\\[nrt]| )*"/.test(JSON.stringify(messages)))
    return { status: 400, message: 'text content blocks must contain non-whitespace text' };
  return null;
}

function takeScenario(waiting: Scenario[], request: RecordedRequest, repeatsLast: boolean): Scenario | null {
  const offered = toolOf(request) ?? 'none';
  const index = waiting.findIndex((scenario) => (scenario.for ?? offered) === offered);
  const scenario = waiting[index];
  if (scenario === undefined) return null;
  if (!repeatsLast || waiting.length > 1) waiting.splice(index, 1);
  return scenario;
}

function toolOf({ body }: RecordedRequest): string | null {
  const [tool] = (body['tools'] ?? []) as { name: string }[];
  return tool?.name ?? null;
}

const TYPE_BY_STATUS: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  529: 'overloaded_error',
};

function sendError(response: ServerResponse, problem: Problem): void {
  if (problem.retryAfter !== undefined) response.setHeader('retry-after', problem.retryAfter);
  const type = problem.type ?? TYPE_BY_STATUS[problem.status] ?? 'api_error';
  sendJson(response, problem.status, { type: 'error', error: { type, message: problem.message } });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function play(scenario: Scenario, request: RecordedRequest, response: ServerResponse): Promise<void> {
  const { fault, message = `scripted ${fault}`, retry_after: retryAfter, error_type: type } = scenario;
  if (fault === '502') {
    response
      .writeHead(502, { 'content-type': 'text/html' })
      .end('<html><body><h1>502 Bad Gateway</h1></body></html>');
  } else if (fault !== undefined && /^\d/.test(fault)) {
    sendError(response, { status: Number(fault), type, message, retryAfter });
  } else if (fault === 'not-a-stream') {
    response.writeHead(200, { 'content-type': 'text/plain' }).end('It works!');
  } else if (fault === 'reset') {
    response.socket?.resetAndDestroy();
  } else if (fault !== 'stall-headers') {
    await stream(scenario, request, response);
  }
}

async function stream(scenario: Scenario, request: RecordedRequest, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  const send = (type: string, data: object): void => {
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  };
  const { output_tokens: outputTokens = 1, ...input } = scenario.usage ?? {};
  const head = {
    id: 'msg_scripted',
    type: 'message',
    role: 'assistant',
    model: request.body['model'],
    content: [],
  };
  send('message_start', {
    message: { ...head, stop_reason: null, stop_sequence: null, usage: { ...input, output_tokens: 1 } },
  });
  for (let ping = 0; ping < (scenario.pings ?? 1); ping++) {
    send('ping', {});
    if (scenario.ping_ms !== undefined) await sleep(scenario.ping_ms);
  }
  const blocks = blocksOf(scenario, request);
  for (const [index, block] of blocks.entries()) {
    send('content_block_start', { index, content_block: block.start });
    const isLast = index === blocks.length - 1;
    for (const delta of isLast && scenario.fault !== undefined ? block.deltas.slice(0, -1) : block.deltas) {
      send('content_block_delta', { index, delta });
    }
    if (isLast && (await breaksOff(scenario, response, send))) return;
    send('content_block_stop', { index });
  }
  const stopReason = scenario.fault === 'truncated' ? 'max_tokens' : stopReasonOf(scenario);
  send('message_delta', {
    delta: { stop_reason: stopReason, stop_sequence: null },
    usage: { output_tokens: outputTokens },
  });
  send('message_stop', {});
  response.end();
}

/** Plays what a scenario does in the middle of its last block; says whether that was the end of the stream. */
async function breaksOff(
  scenario: Scenario,
  response: ServerResponse,
  send: (type: string, data: object) => void,
): Promise<boolean> {
  switch (scenario.fault) {
    case 'reset-midstream':
      // Lets what was written arrive before the connection goes.
      await sleep(20);
      response.socket?.resetAndDestroy();
      return true;
    case 'cut':
      response.end();
      return true;
    case 'stall':
      return true;
    case 'sse-error':
      send('error', {
        error: { type: scenario.error_type ?? 'overloaded_error', message: scenario.message ?? 'Overloaded' },
      });
      response.end();
      return true;
    case 'broken-line':
      response.write('event: content_block_delta\ndata: {"type":"content_block_delta","ind\n\n');
      return false;
    default:
      return false;
  }
}

type Block = { readonly start: object; readonly deltas: readonly object[] };

function blocksOf(scenario: Scenario, request: RecordedRequest): readonly Block[] {
  const blocks: Block[] = [];
  if (scenario.text !== undefined) {
    const deltas = piecesOf(scenario.text).map((text) => ({ type: 'text_delta', text }));
    blocks.push({ start: { type: 'text', text: '' }, deltas });
  }
  const json = scenario.tool_json ?? jsonOf(scenario);
  if (json !== undefined) {
    const name = scenario.tool_name ?? toolOf(request) ?? 'submit_patch';
    const deltas = ['', ...piecesOf(json)].map((partial) => ({
      type: 'input_json_delta',
      partial_json: partial,
    }));
    for (let call = 1; call <= (scenario.tool_calls ?? 1); call++) {
      blocks.push({ start: { type: 'tool_use', id: `toolu_${call}`, name, input: {} }, deltas });
    }
  }
  return blocks;
}

function jsonOf(scenario: Scenario): string | undefined {
  const { edits, files, plan, tool_input: input, fault, text } = scenario;
  if (edits !== undefined || files !== undefined) {
    return JSON.stringify({ edits: edits ?? [], files: files ?? [], explanation: 'scripted' });
  }
  const given = plan ?? input;
  if (given !== undefined) return JSON.stringify(given);
  // A fault in the stream needs something to break off.
  return fault !== undefined && text === undefined
    ? JSON.stringify({ edits: [{ file: 'a.py' }], files: [] })
    : undefined;
}

function stopReasonOf(scenario: Scenario): string {
  const isTool = scenario.tool_json !== undefined || jsonOf(scenario) !== undefined;
  return scenario.stop_reason ?? (isTool ? 'tool_use' : 'end_turn');
}

/** Pieces of about the size in which a model's output arrives. */
function piecesOf(text: string): readonly string[] {
  return text.match(/[\s\S]{1,24}/gu) ?? [];
}

const NOTHING_CACHED: CacheUse = { read: 0, written: 0, rest: 0 };

function usageFor(request: RecordedRequest, { read, written }: CacheUse): Scenario['usage'] {
  const tokensRead = Math.ceil(read / 4);
  const tokensWritten = Math.ceil(written / 4);
  return {
    input_tokens: Math.max(0, Math.ceil(request.sizeBytes / 4) - tokensRead - tokensWritten),
    output_tokens: 60,
    cache_read_input_tokens: tokensRead,
    cache_creation_input_tokens: tokensWritten,
  };
}

/** `node test/support/messages-server.ts --script replies.json --port 0 --delay-ms 300 --record requests.ndjson` */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      script: { type: 'string' },
      port: { type: 'string', default: '0' },
      'delay-ms': { type: 'string', default: '0' },
      record: { type: 'string' },
      'repeat-last': { type: 'boolean', default: false },
    },
  });
  const script: unknown = values.script === undefined ? [] : JSON.parse(readFileSync(values.script, 'utf8'));
  const { record } = values;
  if (record !== undefined) writeFileSync(record, '');
  const server = await startMessagesServer({
    scenarios: z.array(scenarioSchema).parse(script),
    port: Number(values.port),
    delayMs: Number(values['delay-ms']),
    repeatsLast: values['repeat-last'],
    ...(record === undefined
      ? {}
      : { onRequest: (request) => appendFileSync(record, `${JSON.stringify(request)}\n`) }),
  });
  console.log(server.url);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
