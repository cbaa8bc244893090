import { createCandidate } from '../../src/domain/candidate.ts';
import type { Verdict } from '../../src/domain/ports.ts';
import { createGuards } from '../../src/safety/gates/guards.ts';

/** A file before and after; null where it is not there. */
export type Sides = readonly [before: string | null, after: string | null];

/** What each guard that applies says of a patch. */
export async function judge(
  files: Readonly<Record<string, Sides>>,
  words = '',
): Promise<ReadonlyMap<string, Verdict>> {
  const bytes = (text: string | null): Uint8Array | null => (text === null ? null : Buffer.from(text));
  const changes = Object.entries(files).map(([path, [before, after]]) => {
    return { path, before: bytes(before), after: bytes(after), tolerances: [] };
  });
  const candidate = createCandidate({ read: async () => null, list: async () => [] }, changes, {
    words,
    later: [],
  });
  const verdicts = new Map<string, Verdict>();
  for (const gate of createGuards()) {
    if (changes.some(({ path }) => gate.appliesTo(path))) {
      verdicts.set(gate.id, await gate.check(candidate, new AbortController().signal));
    }
  }
  return verdicts;
}

/** `guard:path:line` of everything that is objected to. */
export async function objections(
  files: Readonly<Record<string, Sides>>,
  words = '',
): Promise<readonly string[]> {
  const verdicts = await judge(files, words);
  return [...verdicts].flatMap(([id, { diagnostics }]) =>
    diagnostics.map(({ path, line }) => `${id}:${path}:${line}`),
  );
}
