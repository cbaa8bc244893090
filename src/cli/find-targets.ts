import { assertDefined } from '../codebase/named-functions.ts';
import { resolveTargets, type Targets } from '../codebase/targets.ts';
import { treeOf } from '../domain/candidate.ts';
import { OuroborosError } from '../domain/errors.ts';
import { whyNotWritable } from '../safety/check-writes.ts';
import type { Project } from './project.ts';

/** What `-t` names; or a file that exists and may not be worked on, which a run puts on record. */
export type FoundTargets =
  | ({ readonly kind: 'found' } & Targets)
  | { readonly kind: 'refused'; readonly error: OuroborosError };

/**
 * Resolves the targets and looks whether each could be written at all: a file that has other names, or leads out of
 * the repository, is refused before anything is spent on it.
 * @throws OuroborosError `usage` or `not-found` where no file is named: no run begins then
 */
export async function findTargets(
  patterns: readonly string[],
  functions: readonly string[],
  project: Project,
): Promise<FoundTargets> {
  try {
    const targets = await writableTargets(patterns, project);
    await assertDefined(functions, targets.targets, treeOf(project.workspace));
    return { kind: 'found', ...targets };
  } catch (error) {
    if (error instanceof OuroborosError && REFUSALS.has(error.code)) return { kind: 'refused', error };
    throw error;
  }
}

const REFUSALS: ReadonlySet<OuroborosError['code']> = new Set([
  'bad-file',
  'outside-repository',
  'environment',
]);

async function writableTargets(patterns: readonly string[], project: Project): Promise<Targets> {
  const resolved = await resolveTargets(patterns, project);
  if (resolved.targets.length === 0) {
    throw new OuroborosError('usage', 'No file to work on.', {
      hint: 'Name files, folders or globs with -t.',
    });
  }
  const place = { root: project.workspace.root, keepOut: project.artifactsDir };
  const targets: string[] = [];
  const skipped = [...resolved.skipped];
  for (const path of resolved.targets) {
    const error = await whyNotWritable(path, place);
    if (error !== null && resolved.namedTargets.includes(path)) throw error;
    if (error === null) targets.push(path);
    else skipped.push({ path, reason: `cannot be written (${error.message})` });
  }
  return { targets, namedTargets: resolved.namedTargets, skipped };
}
