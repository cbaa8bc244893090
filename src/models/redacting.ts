import type { Model } from '../domain/ports.ts';
import { redactAll } from '../domain/redaction.ts';
import type { SafeModel } from './resilient.ts';

/**
 * Takes secrets out of everything that is sent, and puts them back into what the model answers. What lies behind it,
 * the record included, never sees them.
 * @param known exact values to take out wherever they stand, such as the run's own key
 */
export function createRedactingModel(inner: SafeModel, known: readonly string[]): Model {
  return {
    complete: async (request, signal) => {
      const { texts, findings, restore } = redactAll(
        [request.system, ...request.messages.map((message) => message.text)],
        known,
      );
      const [system = '', ...rest] = texts;
      const messages = request.messages.map(({ role }, index) => ({ role, text: rest[index] ?? '' }));
      const reply = await inner.complete(
        { ...request, system, messages, redactions: findings.length },
        signal,
      );
      if (reply.kind === 'fault') return reply;
      return { ...reply, text: restore(reply.text), toolInput: restoreIn(reply.toolInput, restore) };
    },
  };
}

function restoreIn(value: unknown, restore: (text: string) => string): unknown {
  if (typeof value === 'string') return restore(value);
  if (Array.isArray(value)) return value.map((item) => restoreIn(item, restore));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, restoreIn(item, restore)]));
}
