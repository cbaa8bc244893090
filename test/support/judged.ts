import { createWorkspace } from '../../src/codebase/workspace.ts';
import { createCandidate, treeOf } from '../../src/domain/candidate.ts';
import type { ChangeIntent, Gate, Vcs, Verdict } from '../../src/domain/ports.ts';

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
      const bytes = after === null ? null : Buffer.from(after);
      return { path, before: await tree.read(path), after: bytes, tolerances: [] };
    }),
  );
  return gate.check(createCandidate(tree, changes, intent), new AbortController().signal);
}

/** `path:line` and the message of everything that a verdict tells of. */
export function placesIn({ diagnostics }: Verdict): readonly string[] {
  return diagnostics.map(({ path, line, message }) => `${path}:${line} ${message}`);
}
