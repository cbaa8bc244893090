import type { TypeScriptProject } from '../../../codebase/languages/typescript-project.ts';
import { reachedFrom } from '../../typescript/importers.ts';
import { loadedBy } from '../../typescript/static-loads.ts';

/** What a move does to the order in which modules are loaded. */
type Moving = { readonly from: string; readonly to: string };

/**
 * A module that a move puts into a circle of imports with the new place, where neither place was in one with it; null for
 * none. In a circle a module may run before what it takes is there.
 */
export function newInCircle(
  before: TypeScriptProject,
  after: TypeScriptProject,
  { from, to }: Moving,
): string | null {
  const known = new Set([to, ...circleOf(before, from), ...circleOf(before, to)]);
  if (!circleOf(before, to).has(from)) known.delete(from);
  const added = [...circleOf(after, to)].filter((one) => !known.has(one));
  return added.includes(from) ? from : (added[0] ?? null);
}

/** The modules that load a module and are loaded by it, directly or through others. */
function circleOf({ ts, files, modules, sourceFile }: TypeScriptProject, path: string): ReadonlySet<string> {
  const loads = new Map<string, readonly string[]>();
  const loaders = new Map<string, string[]>();
  for (const one of files.sources) {
    const specifiers = loadedBy(ts, [...(sourceFile(one)?.statements ?? [])]);
    const loaded = specifiers.flatMap((specifier) => modules.resolve(specifier, one) ?? []);
    loads.set(one, loaded);
    for (const other of loaded) loaders.set(other, [...(loaders.get(other) ?? []), one]);
  }
  const behind = reachedFrom(loaders, [path]);
  return new Set([...reachedFrom(loads, [path])].filter((one) => behind.has(one)));
}
