import type { Verdict } from '../../src/domain/ports.ts';
import { createGuards } from '../../src/safety/gates/guards.ts';
import { judgeBy, type Sides } from './judge.ts';

/** What each guard that applies says of a patch. */
export async function judge(
  files: Readonly<Record<string, Sides>>,
  words = '',
): Promise<ReadonlyMap<string, Verdict>> {
  const verdicts = new Map<string, Verdict>();
  for (const gate of createGuards()) {
    if (Object.keys(files).some((path) => gate.appliesTo(path))) {
      verdicts.set(gate.id, await judgeBy(gate, files, words));
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

/** `path:line` of everything that is held as a doubt. */
export async function doubtsOf(
  files: Readonly<Record<string, Sides>>,
  words = '',
): Promise<readonly string[]> {
  const verdicts = await judge(files, words);
  return [...verdicts.values()].flatMap(({ doubts = [] }) =>
    doubts.map(({ path, line }) => `${path}:${line}`),
  );
}
