import { applyTextEdits } from '../../domain/text-edit.ts';
import { removalEdits } from '../python/import-removal.ts';
import { importedNames } from '../python/imports.ts';
import { lookAt } from '../python/looked-at.ts';
import type { Place } from '../python/project-modules.ts';
import { takenElsewhere } from '../python/taken-elsewhere.ts';
import { childIn, textOf, type PyTree } from '../python/tree.ts';
import { reasonToKeep } from '../remove-unused-imports/python/reasons-to-keep.ts';

/** Modules whose names the rules write otherwise, and that do nothing when they are loaded. */
const STANDARD =
  /^(?:typing|typing_extensions|collections(?:\.abc)?|io|six|socket|select|mmap|os|asyncio|concurrent\.futures|datetime|functools)$/;

/** Takes out the imports of those that were used before and are not now; all others stay. */
export async function withoutFreshlyUnused(before: PyTree, after: string, place: Place): Promise<string> {
  const { path, tree } = place;
  const then = await lookAt({ path, text: before.text }, { select: ['F401'] });
  const now = await lookAt({ path, text: after }, { select: ['F401'] });
  if (then.kind === 'refused' || now.kind === 'refused' || path.endsWith('__init__.py')) return after;
  const old = new Set(then.findings.map(({ message }) => message));
  const fresh = now.findings.filter(({ message }) => !old.has(message));
  const names = importedNames(now.tree).filter(({ node, statement }) => {
    const from = childIn(statement, 'module_name') ?? childIn(node, 'name') ?? node;
    return (
      STANDARD.test(textOf(now.tree, from)) &&
      fresh.some(({ start, end }) => node.start <= start && end <= node.end)
    );
  });
  const taken = await takenElsewhere(
    path,
    names.map(({ bound }) => bound),
    tree,
  );
  const removed = names.filter(
    (name) => !taken.has(name.bound) && reasonToKeep(now.tree, name, path) === null,
  );
  return removed.length === 0 ? after : applyTextEdits(after, removalEdits(now.tree, removed));
}
