import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { isAssignmentTarget } from '../typescript/syntax.ts';

/** Two names for two things, written out: `{ add: plus }`, `import { add as plus }`. One word would do if they were the same. */
export type Pair = { readonly first: TypeScript.Identifier; readonly second: TypeScript.Identifier };

/** The pair that a name is a part of, or null. */
export function pairOf(ts: typeof TypeScript, node: TypeScript.Node): Pair | null {
  // The second name of `({ add: plus = 1 } = value)` stands one level deeper.
  const isDefaulted = ts.isBinaryExpression(node.parent) && node.parent.left === node;
  const parent = isDefaulted ? node.parent.parent : node.parent;
  const [first, second] = ts.isPropertyAssignment(parent)
    ? [parent.name, assignedName(ts, parent)]
    : ts.isBindingElement(parent) || ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)
      ? [parent.propertyName, parent.name]
      : [];
  const isPair =
    first !== undefined && second !== undefined && ts.isIdentifier(first) && ts.isIdentifier(second);
  return isPair && (node === first || node === second) ? { first, second } : null;
}

function assignedName(
  ts: typeof TypeScript,
  { initializer, parent }: TypeScript.PropertyAssignment,
): TypeScript.Expression {
  const isDefaulted =
    ts.isBinaryExpression(initializer) &&
    initializer.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    isAssignmentTarget(ts, parent);
  return isDefaulted ? initializer.left : initializer;
}

/** The pair, where nothing but the colon or `as` stands between its names. */
export function plainPairOf(ts: typeof TypeScript, node: TypeScript.Node): Pair | null {
  const pair = pairOf(ts, node);
  if (pair === null) return null;
  const between = node.getSourceFile().text.slice(pair.first.end, pair.second.getStart());
  return /^\s*:\s*$|^\s+as\s+$/.test(between) ? pair : null;
}
