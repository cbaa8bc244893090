import { join } from 'node:path';
import { createCandidate } from '../../src/domain/candidate.ts';
import type { Diagnostic } from '../../src/domain/diagnostic.ts';
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
  /** Nothing is refused for it, but a person is asked. */
  readonly isDoubt: boolean;
};

type Asked = { readonly tree: SourceTree; readonly gates: readonly Gate[]; readonly words?: string };

/** What gates refuse in one change set, judged as a run does: all files at once, over the files as they were. */
export async function objectionsTo(
  changes: readonly FileChange[],
  asked: Asked,
): Promise<readonly Objection[]> {
  const all = await objectionsAndDoubts(changes, asked);
  return all.filter(({ isDoubt }) => !isDoubt);
}

/** What gates refuse in one change set and what they only doubt. */
export async function objectionsAndDoubts(
  changes: readonly FileChange[],
  { tree, gates, words = '' }: Asked,
): Promise<readonly Objection[]> {
  const candidate = createCandidate(tree, changes, { words, later: [] });
  const objections: Objection[] = [];
  for (const gate of gates) {
    if (!changes.some(({ path }) => gate.appliesTo(path))) continue;
    const verdict = await gate.check(candidate, AbortSignal.timeout(60_000));
    const { passed, summary, diagnostics, doubts = [] } = verdict;
    const shown = diagnostics.length === 0 ? summary : placesOf(diagnostics);
    if (!passed)
      objections.push({ gate: gate.id, paths: pathsOf(diagnostics), summary: shown, isDoubt: false });
    if (doubts.length > 0)
      objections.push({ gate: gate.id, paths: pathsOf(doubts), summary: placesOf(doubts), isDoubt: true });
  }
  return objections;
}

function pathsOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return [...new Set(diagnostics.map(({ path }) => path))];
}

function placesOf(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ path, line, message }) => `${path}:${line} ${message}`).join(' ');
}
