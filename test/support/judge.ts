import { createCandidate } from '../../src/domain/candidate.ts';
import type { Gate, Verdict } from '../../src/domain/ports.ts';

export type Sides = readonly [before: string | null, after: string | null];

/** What a gate says of changed files, in a tree that has nothing else. */
export async function judgeBy(gate: Gate, files: Readonly<Record<string, Sides>>): Promise<Verdict> {
  const bytes = (text: string | null): Uint8Array | null => (text === null ? null : Buffer.from(text));
  const changes = Object.entries(files).map(([path, [before, after]]) => {
    return { path, before: bytes(before), after: bytes(after), tolerances: [] };
  });
  const candidate = createCandidate({ read: async () => null, list: async () => [] }, changes);
  return gate.check(candidate, new AbortController().signal);
}

/** `path:line` of everything that a gate objects to. */
export async function objectionsOf(
  gate: Gate,
  files: Readonly<Record<string, Sides>>,
): Promise<readonly string[]> {
  const { diagnostics } = await judgeBy(gate, files);
  return diagnostics.map(({ path, line }) => `${path}:${line}`);
}
