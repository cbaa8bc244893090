import { join } from 'node:path';
import { createCandidate } from '../../src/domain/candidate.ts';
import type { FileChange } from '../../src/domain/patch.ts';
import type { Gate, SourceTree } from '../../src/domain/ports.ts';
import type { Python3 } from '../../src/codebase/languages/python3.ts';
import { createGates } from '../../src/safety/gates/all-gates.ts';

/** The gates of a run in a folder, with nothing named and nothing protected. */
export function gatesIn(root: string, python: Python3): readonly Gate[] {
  const place = { root, keepOut: join(root, '.ouroboros') };
  return createGates({
    task: { text: '', functions: [], namedTargets: [] },
    protectedPaths: [],
    keepApi: false,
    place,
    python,
    byTests: null,
  });
}

/** What a gate says against a change, and of which files. */
export type Objection = {
  readonly gate: string;
  readonly paths: readonly string[];
  readonly summary: string;
};

/** Asks gates about one change set, judged as a run does: all files at once, over the files as they were. */
export async function objectionsTo(
  changes: readonly FileChange[],
  {
    tree,
    gates,
    words = '',
  }: { readonly tree: SourceTree; readonly gates: readonly Gate[]; readonly words?: string },
): Promise<readonly Objection[]> {
  const candidate = createCandidate(tree, changes, { words, later: [] });
  const objections: Objection[] = [];
  for (const gate of gates) {
    if (!changes.some(({ path }) => gate.appliesTo(path))) continue;
    const { passed, summary, diagnostics } = await gate.check(candidate, AbortSignal.timeout(60_000));
    const paths = [...new Set(diagnostics.map(({ path }) => path))];
    if (!passed) objections.push({ gate: gate.id, paths, summary });
  }
  return objections;
}
