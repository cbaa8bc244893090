import type { TypeScript } from '../../codebase/languages/typescript.ts';

/** A piece of fixed text of a concatenation, or a value that is made a text. */
export type Part =
  | { readonly kind: 'text'; readonly node: TypeScript.LiteralLikeNode }
  | { readonly kind: 'value'; readonly node: TypeScript.Expression };

/** The outermost concatenations below a node that hold a fixed text and a value. */
export function concatenationsIn(
  ts: typeof TypeScript,
  root: TypeScript.Node,
): readonly TypeScript.BinaryExpression[] {
  const found: TypeScript.BinaryExpression[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isBinaryExpression(node) && isConcatenation(ts, node)) found.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** The parts of an expression that yields a text, from left to right; of any other it is the expression alone. */
export function partsOf(ts: typeof TypeScript, node: TypeScript.Expression): readonly Part[] {
  const inner = bare(ts, node);
  if (ts.isStringLiteralLike(inner)) return [{ kind: 'text', node: inner }];
  if (ts.isTemplateExpression(inner)) {
    const spans = inner.templateSpans.flatMap(({ expression, literal }): readonly Part[] => [
      { kind: 'value', node: expression },
      { kind: 'text', node: literal },
    ]);
    return [{ kind: 'text', node: inner.head }, ...spans];
  }
  if (!isSum(ts, inner) || !isText(ts, inner)) return [{ kind: 'value', node: inner }];
  // What comes before the first text may be a sum of numbers, so it is a value as a whole.
  const left: readonly Part[] = isText(ts, inner.left)
    ? partsOf(ts, inner.left)
    : [{ kind: 'value', node: bare(ts, inner.left) }];
  return [...left, ...partsOf(ts, inner.right)];
}

/** An expression without the parentheses around it. */
export function bare(ts: typeof TypeScript, node: TypeScript.Expression): TypeScript.Expression {
  return ts.isParenthesizedExpression(node) ? bare(ts, node.expression) : node;
}

/** Templates that are only joined hold their values already. */
function isConcatenation(ts: typeof TypeScript, node: TypeScript.BinaryExpression): boolean {
  if (!isText(ts, node)) return false;
  const parts = partsOf(ts, node);
  const hasValue = parts.some((part) => part.kind === 'value' && !ts.isTemplateSpan(part.node.parent));
  return hasValue && parts.some((part) => part.kind === 'text' && part.node.text !== '');
}

/** Whether the syntax alone says that an expression yields a text. */
function isText(ts: typeof TypeScript, node: TypeScript.Expression): boolean {
  const inner = bare(ts, node);
  if (ts.isStringLiteralLike(inner) || ts.isTemplateExpression(inner)) return true;
  return isSum(ts, inner) && (isText(ts, inner.left) || isText(ts, inner.right));
}

function isSum(ts: typeof TypeScript, node: TypeScript.Expression): node is TypeScript.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}
