import { createWorkspace } from '../../src/codebase/workspace.ts';
import { createCandidate, treeOf } from '../../src/domain/candidate.ts';
import type { ChangeIntent, Gate, Vcs, Verdict } from '../../src/domain/ports.ts';

/** A file before and after; null where it is not there. */
export type Sides = readonly [before: string | null, after: string | null];

/** What a gate says of changed files, in a tree that has nothing else; `words` are those of the task. */
export async function judgeBy(
  gate: Gate,
  files: Readonly<Record<string, Sides>>,
  words = '',
): Promise<Verdict> {
  const changes = Object.entries(files).map(([path, [before, after]]) => {
    return { path, before: bytesOf(before), after: bytesOf(after), tolerances: [] };
  });
  const tree = { read: async () => null, list: async () => [] };
  return gate.check(createCandidate(tree, changes, { words, later: [] }), new AbortController().signal);
}

/** `path:line` of everything that a gate objects to. */
export async function objectionsOf(
  gate: Gate,
  files: Readonly<Record<string, Sides>>,
): Promise<readonly string[]> {
  const { diagnostics } = await judgeBy(gate, files);
  return diagnostics.map(({ path, line }) => `${path}:${line}`);
}

export type Patch = Readonly<Record<string, string | null>>;

/** What a gate says of a patch on the files of a folder; null stands for a deletion. */
export async function judgePatch(
  gate: Gate,
  root: string,
  {
    patch,
    intent,
    vcs = null,
  }: { readonly patch: Patch; readonly intent?: ChangeIntent; readonly vcs?: Vcs | null },
): Promise<Verdict> {
  const tree = treeOf(createWorkspace({ root, vcs }));
  const changes = await Promise.all(
    Object.entries(patch).map(async ([path, after]) => {
      return { path, before: await tree.read(path), after: bytesOf(after), tolerances: [] };
    }),
  );
  return gate.check(createCandidate(tree, changes, intent), new AbortController().signal);
}

/** `path:line` and the message of everything that a verdict tells of. */
export function placesIn({ diagnostics }: Verdict): readonly string[] {
  return diagnostics.map(({ path, line, message }) => `${path}:${line} ${message}`);
}

function bytesOf(text: string | null): Uint8Array | null {
  return text === null ? null : Buffer.from(text);
}
