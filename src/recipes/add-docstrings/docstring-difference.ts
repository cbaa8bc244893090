import { firstDifference, normalForm } from '../python/normal-form.ts';
import type { PyTree } from '../python/tree.ts';
import { docstringOf, documentedIn } from './definitions.ts';

/** What differs between two texts besides docstrings where none were, or null. */
export function docstringDifference(before: PyTree, after: PyTree): string | null {
  const had = documentedIn(before).map((one) => docstringOf(one) !== null);
  const added = documentedIn(after).flatMap((one, at) => (had[at] === true ? [] : (docstringOf(one) ?? [])));
  return firstDifference(
    normalForm(before, before.root),
    normalForm(after, after.root, { skipped: new Set(added) }),
  );
}
