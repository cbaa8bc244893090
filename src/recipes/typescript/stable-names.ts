import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';

/** Whether a name holds the same value wherever it is read: it is declared once and nothing is assigned to it. */
export function isStable(project: TypeScriptProject, name: TypeScript.Identifier): boolean {
  const { ts } = project;
  const symbol = valueSymbolOf(project, name);
  // A global that no source declares, such as those of a test runner.
  if (symbol === undefined) return true;
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  // In JavaScript a variable that holds a module is an alias too, and may be given another value.
  const symbols = isAlias ? [symbol, project.checker.getAliasedSymbol(symbol)] : [symbol];
  return symbols.every((one) => isSetOnce(project, one));
}

function isSetOnce(project: TypeScriptProject, declared: TypeScript.Symbol): boolean {
  const { ts } = project;
  return (declared.declarations ?? []).every((declaration) => {
    const file = declaration.getSourceFile();
    if (file.isDeclarationFile) return true;
    if (isVariable(ts, declaration) && isConst(ts, declaration)) return true;
    return !writesIn(ts, file, declared.name).some((write) => valueSymbolOf(project, write) === declared);
  });
}

/** What a name stands for as a value; in `{ a }` that is the variable and not the property. */
export function valueSymbolOf(
  { ts, checker }: TypeScriptProject,
  name: TypeScript.Identifier,
): TypeScript.Symbol | undefined {
  return ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name);
}

/** Whether a node is assigned a value: a target of `=`, `+=`, `++`, a loop, or a pattern that takes a value apart. */
export function isAssigned(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent)) return isAssigned(ts, parent);
  if (ts.isBinaryExpression(parent)) return parent.left === node && isAssignment(ts, parent);
  if (isWrittenTo(ts, parent)) return true;
  if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return parent.initializer === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node && isAssigned(ts, parent.parent);
  const isPart =
    ts.isShorthandPropertyAssignment(parent) || ts.isSpreadAssignment(parent) || ts.isSpreadElement(parent);
  if (isPart) return isAssigned(ts, parent.parent);
  return ts.isArrayLiteralExpression(parent) && isAssigned(ts, parent);
}

/** Whether a node is an expression that writes: an assignment, `++` or `--`. */
export function isWrittenTo(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  if (ts.isBinaryExpression(node)) return isAssignment(ts, node);
  const isUnary = ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node);
  const { PlusPlusToken, MinusMinusToken } = ts.SyntaxKind;
  return isUnary && (node.operator === PlusPlusToken || node.operator === MinusMinusToken);
}

function isAssignment(ts: typeof TypeScript, { operatorToken }: TypeScript.BinaryExpression): boolean {
  const { FirstAssignment, LastAssignment } = ts.SyntaxKind;
  return operatorToken.kind >= FirstAssignment && operatorToken.kind <= LastAssignment;
}

function writesIn(
  ts: typeof TypeScript,
  file: TypeScript.SourceFile,
  text: string,
): readonly TypeScript.Identifier[] {
  const found: TypeScript.Identifier[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isIdentifier(node) && node.text === text && isAssigned(ts, node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isVariable(
  ts: typeof TypeScript,
  node: TypeScript.Node,
): node is TypeScript.VariableDeclaration | TypeScript.BindingElement {
  return ts.isVariableDeclaration(node) || ts.isBindingElement(node);
}

function isConst(ts: typeof TypeScript, node: TypeScript.Declaration): boolean {
  return (ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const) !== 0;
}
