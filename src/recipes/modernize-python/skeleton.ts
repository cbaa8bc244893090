import { nameOf, nodesBelow, textOf, type PyTree } from '../python/tree.ts';

const CLAUSE = /_(?:statement|definition|clause)$/;
const IMPORT = /^(?:future_)?import/;
const PARAMETER =
  /^(?:parameters|typed_parameter|default_parameter|typed_default_parameter|lambda_parameters)$/;
const OWN = new Set(['import_statement', 'for_in_clause', 'if_clause']);

/**
 * The statements and clauses of a file in their order, with the names that they define, assign to and take as parameters.
 * Imports are left out.
 */
export function skeletonOf(tree: PyTree): readonly string[] {
  return [...nodesBelow(tree.root)].flatMap((node) => {
    if (IMPORT.test(node.type) || OWN.has(node.type)) return [];
    if (PARAMETER.test(node.type)) {
      const names = node.children.filter(({ type }) => type === 'identifier');
      return names.map((name) => `parameter ${textOf(tree, name)}`);
    }
    if (node.type === 'assignment' || node.type === 'augmented_assignment') {
      const [left] = node.children;
      return left === undefined ? [] : [`${node.type} ${textOf(tree, left).replace(/\s+/g, '')}`];
    }
    return CLAUSE.test(node.type) ? [`${node.type} ${nameOf(tree, node)}`] : [];
  });
}
