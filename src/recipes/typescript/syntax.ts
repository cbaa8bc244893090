import type { TypeScript } from '../../codebase/languages/typescript.ts';

/** `module.exports = { … }`, also at the end of a chain of assignments. */
export function isExportedLiteral(ts: typeof TypeScript, literal: TypeScript.Node): boolean {
  let { parent } = literal;
  while (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    if (isExportsObject(ts, parent.left)) return true;
    parent = parent.parent;
  }
  return false;
}

/** `exports` or `module.exports`. */
export function isExportsObject(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  if (ts.isIdentifier(node)) return node.text === 'exports';
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 'exports' &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'module'
  );
}

/** What loads a module when it is called: `require` and `import`. */
export function isLoader(ts: typeof TypeScript, callee: TypeScript.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
  );
}

/** A variable that holds a loaded module or a part of it: an import by other means. */
export function isLoaded(
  ts: typeof TypeScript,
  declaration: TypeScript.VariableDeclaration | TypeScript.BindingElement,
): boolean {
  let variable: TypeScript.Node = declaration;
  while (ts.isBindingElement(variable)) variable = variable.parent.parent;
  let value = ts.isVariableDeclaration(variable) ? variable.initializer : undefined;
  while (value !== undefined && (ts.isPropertyAccessExpression(value) || ts.isAwaitExpression(value)))
    value = value.expression;
  return value !== undefined && ts.isCallExpression(value) && isLoader(ts, value.expression);
}

/** Whether a literal is a pattern that takes a value apart: `({ add: sum } = value)`, also within another. */
export function isAssignmentTarget(ts: typeof TypeScript, literal: TypeScript.Node): boolean {
  let outer = literal;
  while (isPatternPart(ts, outer.parent)) outer = outer.parent;
  const { parent } = outer;
  if (ts.isForOfStatement(parent)) return parent.initializer === outer;
  return (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    parent.left === outer
  );
}

/** Whether a declaration carries a modifier, such as `export`. */
export function hasModifier(
  ts: typeof TypeScript,
  node: TypeScript.Node,
  wanted: TypeScript.SyntaxKind,
): boolean {
  return ts.canHaveModifiers(node) && node.modifiers?.some(({ kind }) => kind === wanted) === true;
}

function isPatternPart(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  return (
    ts.isPropertyAssignment(node) ||
    ts.isSpreadAssignment(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isArrayLiteralExpression(node)
  );
}

/** An expression without the parentheses around it. */
export function unwrapped(ts: typeof TypeScript, node: TypeScript.Expression): TypeScript.Expression {
  return ts.isParenthesizedExpression(node) ? unwrapped(ts, node.expression) : node;
}

/** Whether a node is another or lies in it. */
export function isWithin(node: TypeScript.Node, outer: TypeScript.Node): boolean {
  return node.getSourceFile() === outer.getSourceFile() && node.pos >= outer.pos && node.end <= outer.end;
}
