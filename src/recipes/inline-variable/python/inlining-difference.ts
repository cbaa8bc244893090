import { firstDifference } from '../../python/normal-form.ts';
import { layoutFreeForm } from '../../python/layout-free-form.ts';
import type { PyNode, PyTree } from '../../python/tree.ts';
import type { PyVariable } from './find.ts';

/** What differs between two texts besides the value at the uses and the statement that is gone, or null. */
export function inliningDifference(
  { tree, statement, value }: PyVariable,
  uses: readonly PyNode[],
  after: PyTree,
): string | null {
  const inlined = new Map(uses.map((use) => [use, value]));
  const expected = layoutFreeForm(tree, tree.root, { gone: statement, inlined });
  return firstDifference(expected, layoutFreeForm(after, after.root));
}
