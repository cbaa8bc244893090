import { expect } from 'vitest';
import { createLostBehaviourGate } from '../../src/safety/gates/lost-behaviour.ts';
import { judgeBy, type Sides } from './judge.ts';

/** `path:line` of what the gate `lost-behaviour` objects to. */
export async function lossesIn(
  files: Readonly<Record<string, Sides>>,
  words: string,
): Promise<readonly string[]> {
  const { diagnostics } = await judgeBy(createLostBehaviourGate(), files, words);
  return diagnostics.map(({ path, line }) => `${path}:${line}`);
}

/** A text with some of it replaced: what is not there fails. */
export function edited(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

/** A module of Python that checks, handles errors and gives values back. */
export const PYTHON = `import os


def follow(response, limit):
    """Follows redirects."""
    if len(response.history) >= limit:
        raise TooManyRedirects(
            f"Exceeded {limit} redirects.", response=response
        )

    try:
        target = parse(response.headers["location"])
    except ValueError as error:
        raise InvalidTarget(str(error)) from error
    if target.scheme != "https":
        del response.headers["authorization"]
    return send(target, response)


def all_of(first, limit):
    response = follow(first, limit)
    return [first, response]
`;

/** The same in JavaScript. */
export const SCRIPT = `export function parse(text) {
  const result = {};
  for (const [key, value] of pairs(text)) {
    if (key === '__proto__') {
      continue;
    }
    result[key] = value;
  }
  return result;
}

export async function run(handler, context) {
  try {
    await handler(context);
  } catch (error) {
    if (context.onError) {
      context.onError(error);
    } else {
      throw error;
    }
  }
}

export function both(first, second) {
  return { ...parse(first), ...parse(second) };
}
`;
