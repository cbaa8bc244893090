import { nearestTo } from '../domain/nearest.ts';
import { OuroborosError } from '../domain/errors.ts';
import type { SourceTree } from '../domain/ports.ts';
import { isNamedBy } from '../domain/symbol-name.ts';
import { decodeText } from '../domain/text.ts';
import { definitionsOf } from './outline.ts';

/**
 * Makes sure that `-f` names something in the targets. Where one name does, others may be new functions beside it.
 * @throws OuroborosError `not-found` with the nearest names when none is defined there
 */
export async function assertDefined(
  functions: readonly string[],
  targets: readonly string[],
  tree: SourceTree,
): Promise<void> {
  if (functions.length === 0) return;
  const known = new Set<string>();
  for (const path of targets) {
    const bytes = await tree.read(path);
    const decoded = bytes === null ? null : decodeText(bytes);
    if (decoded?.kind !== 'text') continue;
    const definitions = await definitionsOf(path, decoded.text);
    for (const { qualifiedName } of definitions) {
      if (functions.some((name) => isNamedBy(qualifiedName, name))) return;
      known.add(qualifiedName);
    }
  }
  const [first = ''] = functions;
  const near = nearestTo(first, [...known, ...[...known].map(lastPart)]);
  const hint =
    near.length === 0 ? 'Names are written as `name` or `Class.name`.' : `Did you mean ${near.join(' or ')}?`;
  throw new OuroborosError('not-found', `The targets define no function ${functions.join(' and no ')}.`, {
    hint,
  });
}

function lastPart(qualifiedName: string): string {
  return qualifiedName.slice(qualifiedName.lastIndexOf('.') + 1);
}
