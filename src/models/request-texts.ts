import type { ModelRequest } from '../domain/ports.ts';

/** Everything that a request gives a model to read, in the order in which it is sent, but for its tool. */
export function textsOf({ system, stable, messages }: ModelRequest): readonly string[] {
  return [system, ...(stable === undefined ? [] : [stable]), ...messages.map((message) => message.text)];
}
