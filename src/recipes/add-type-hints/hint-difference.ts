import { functionsOf, parametersOf } from '../python/functions.ts';
import { firstDifference, normalForm } from '../python/normal-form.ts';
import { childIn, nodesBelow, textOf, type PyNode, type PyTree } from '../python/tree.ts';

/** What differs between two texts besides annotations that one has more, or null. */
export function hintDifference(before: PyTree, after: PyTree): string | null {
  const difference = firstDifference(formWithoutHints(before), formWithoutHints(after));
  if (difference !== null) return difference;
  const now = new Set(hintsOf(after));
  const lost = hintsOf(before).find((hint) => !now.has(hint));
  return lost === undefined ? null : `the annotation ${lost} would change`;
}

/** A parameter with a type and one without are nodes of their own kinds, so both become a name and a value. */
function formWithoutHints(tree: PyTree): readonly string[] {
  const skipped = new Set<PyNode>();
  const replaced = new Map<PyNode, string>();
  // The innermost first: a default value may be a lambda with parameters.
  for (const node of [...nodesBelow(tree.root)].toReversed()) {
    if (node.type === 'function_definition') {
      const returned = childIn(node, 'return_type');
      const arrow = node.children.find(({ type }) => type === '->');
      for (const part of [returned, arrow]) if (part !== null && part !== undefined) skipped.add(part);
    }
    if (node.type !== 'default_parameter' && node.type !== 'typed_default_parameter') continue;
    const name = childIn(node, 'name');
    const value = childIn(node, 'value');
    if (name === null || value === null) continue;
    const form = normalForm(tree, value, { skipped, replaced }).join(' ');
    replaced.set(node, `parameter ${textOf(tree, name)} = ${form}`);
  }
  return normalForm(tree, tree.root, { skipped, replaced });
}

/** Each annotation with the place of its function among all. */
function hintsOf(tree: PyTree): readonly string[] {
  return functionsOf(tree).flatMap(({ node, name }, at) => {
    const returned = childIn(node, 'return_type');
    const typed = parametersOf(node).filter((parameter) => childIn(parameter, 'type') !== null);
    const parts = [...typed, ...(returned === null ? [] : [returned])];
    return parts.map((part) => `${at} ${name} ${textOf(tree, part).replace(/\s+/g, ' ')}`);
  });
}
