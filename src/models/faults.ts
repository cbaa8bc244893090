import type { ModelFault, ModelReply } from '../domain/ports.ts';

/** What went wrong, without the time that it took. */
export type Fault = Omit<Extract<ModelReply, { kind: 'fault' }>, 'kind' | 'durationMs'>;

/** An error as the API reported it, by status or by an `error` event inside a stream (then without a status). */
export type ApiProblem = {
  readonly status: number | null;
  /** `error.type` of the body, such as `overloaded_error`. */
  readonly type: string | null;
  readonly message: string;
  readonly retryAfter: string | null;
};

const FAULT_BY_STATUS: Readonly<Record<number, ModelFault>> = {
  401: 'unauthorised',
  402: 'unauthorised',
  403: 'unauthorised',
  408: 'server-error',
  413: 'context-exceeded',
  429: 'rate-limited',
  529: 'overloaded',
};

const FAULT_BY_TYPE: ReadonlyMap<string, ModelFault> = new Map<string, ModelFault>([
  ['api_error', 'server-error'],
  ['authentication_error', 'unauthorised'],
  ['billing_error', 'unauthorised'],
  ['invalid_request_error', 'bad-request'],
  ['not_found_error', 'bad-request'],
  ['overloaded_error', 'overloaded'],
  ['permission_error', 'unauthorised'],
  ['rate_limit_error', 'rate-limited'],
  ['request_too_large', 'context-exceeded'],
  ['timeout_error', 'server-error'],
]);

/** Sorts an error of the API by status and type. https://platform.claude.com/docs/en/api/errors */
export function faultOfProblem(problem: ApiProblem, now: Date): Fault {
  const { status, message, retryAfter } = problem;
  const retryAfterMs = retryAfter === null ? null : parseRetryAfter(retryAfter, now);
  return { fault: kindOf(problem), message: oneLine(message), httpStatus: status, retryAfterMs };
}

/** A fault that the client noticed by itself. */
export function localFault(fault: ModelFault, message: string): Fault {
  return { fault, message: oneLine(message), httpStatus: null, retryAfterMs: null };
}

/** The most telling words in a chain of causes: network errors hide theirs below "fetch failed". */
export function describeCause(error: unknown): string {
  const messages: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) {
    // Several addresses were tried: the error of them all has a code and no message.
    const code = 'code' in at && typeof at.code === 'string' ? at.code : '';
    messages.push(at.message || code);
  }
  return messages.findLast((message) => message !== '') ?? String(error);
}

function kindOf({ status, type, message }: ApiProblem): ModelFault {
  // The API has no type of its own for a prompt that does not fit; these words are all that tells it apart.
  if (status === 400 && /prompt is too long|context (?:window|length|limit)/i.test(message))
    return 'context-exceeded';
  const byStatus = status === null ? undefined : FAULT_BY_STATUS[status];
  if (byStatus !== undefined) return byStatus;
  if (status !== null && status >= 500) return type === 'overloaded_error' ? 'overloaded' : 'server-error';
  if (status !== null) return 'bad-request';
  return FAULT_BY_TYPE.get(type ?? '') ?? 'stream-broken';
}

/** `retry-after` is a number of seconds or a date (RFC 9110, 10.2.3); anything else says nothing. */
function parseRetryAfter(value: string, now: Date): number | null {
  if (/^\s*\d+(?:\.\d+)?\s*$/.test(value)) return Math.ceil(Number(value) * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}

/** Error pages of proxies are long: a person needs the first words of them. */
function oneLine(message: string): string {
  const text = message
    .replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > 300 ? `${text.slice(0, 300)}…` : text || 'no message';
}
