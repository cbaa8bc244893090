import type { Model, ModelRequest } from '../domain/ports.ts';
import { PLACEHOLDER, redactAll } from '../domain/redaction.ts';
import { textsOf } from './request-texts.ts';
import type { SafeModel } from './resilient.ts';

/**
 * Takes secrets out of everything that is sent, and puts them back into what the model answers. What lies behind it,
 * the record included, never sees them.
 * @param known exact values to take out wherever they stand, such as the run's own key
 */
export function createRedactingModel(inner: SafeModel, known: readonly string[]): Model {
  return {
    complete: async (request, signal) => {
      const { texts, findings, restore } = redactAll(textsOf(request), known);
      const safe = { ...withTexts(request, texts), redactions: findings.length };
      const reply = await inner.complete(safe, signal);
      if (reply.kind === 'fault') return reply;
      const restored = new Set<string>();
      const putBack = (text: string): string =>
        text.replace(PLACEHOLDER, (placeholder) => {
          const secret = restore(placeholder);
          if (secret !== placeholder) restored.add(secret);
          return secret;
        });
      const toolInput = restoreIn(reply.toolInput, putBack);
      return { ...reply, text: putBack(reply.text), toolInput, restored: [...restored] };
    },
  };
}

/** The inverse of {@link textsOf}: the request with these texts in place of its own. */
function withTexts(request: ModelRequest, texts: readonly string[]): ModelRequest {
  const [system = '', ...others] = texts;
  const later = others.slice(-request.messages.length);
  return {
    ...request,
    system,
    ...(request.stable === undefined ? {} : { stable: others[0] ?? '' }),
    messages: request.messages.map(({ role }, index) => ({ role, text: later[index] ?? '' })),
  };
}

function restoreIn(value: unknown, restore: (text: string) => string): unknown {
  if (typeof value === 'string') return restore(value);
  if (Array.isArray(value)) return value.map((item) => restoreIn(item, restore));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, restoreIn(item, restore)]));
}
