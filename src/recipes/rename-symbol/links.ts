import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { NameNode, Occurrence } from './occurrences.ts';
import { isExportedLiteral, isExportsObject, isLoader } from '../typescript/syntax.ts';
import { mockedExports } from './test-doubles.ts';
import { twinSymbols } from './twins.ts';

/**
 * Names that stand for the same thing although the language would let them differ: both sides of `{ add }` in
 * `module.exports`, `exports.add = add`, `add = function add() {}`, and `{ add }` taken out of a required module.
 */
export function hasLinkedSides(project: TypeScriptProject, { node }: Occurrence): boolean {
  const { ts, checker } = project;
  const { parent } = node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return true;
  if (ts.isShorthandPropertyAssignment(parent)) return isExportedLiteral(ts, parent.parent);
  if (!ts.isBindingElement(parent) || !ts.isVariableDeclaration(parent.parent.parent)) return false;
  const { initializer } = parent.parent.parent;
  return initializer !== undefined && isModule(ts, checker, initializer);
}

/** What is renamed along: the other side of `add: add`, `exports.add = add`, `add = function add() {}`; what a mock stands for. */
export function linkedSymbols(
  project: TypeScriptProject,
  { node }: Occurrence,
): readonly TypeScript.Symbol[] {
  const { ts, checker } = project;
  const { parent } = node;
  const isKey = ts.isObjectLiteralElementLike(parent) && parent.name === node;
  const other = linkedName(ts, node);
  const symbol = other === null ? undefined : checker.getSymbolAtLocation(other);
  return [
    ...(symbol === undefined ? [] : [symbol]),
    ...(isKey ? mockedExports(project, parent.parent, node.text) : []),
    ...twinSymbols(project, node),
  ];
}

function linkedName(ts: typeof TypeScript, node: NameNode): TypeScript.Node | null {
  const { parent } = node;
  const value = assignedValue(ts, parent, node);
  if (value === undefined) return null;
  const isFunction = ts.isFunctionExpression(value) || ts.isClassExpression(value);
  if (isFunction) return value.name?.text === node.text ? value.name : null;
  if (ts.isBinaryExpression(value)) return chainedName(ts, value, node.text);
  const isExport = ts.isPropertyAssignment(parent)
    ? isExportedLiteral(ts, parent.parent)
    : ts.isPropertyAccessExpression(parent) && isExportsObject(ts, parent.expression);
  return isExport && ts.isIdentifier(value) && value.text === node.text ? value : null;
}

/** The export in `const add = exports.add = …`. */
function chainedName(
  ts: typeof TypeScript,
  { left, operatorToken }: TypeScript.BinaryExpression,
  name: string,
): TypeScript.Node | null {
  const isExport =
    operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isPropertyAccessExpression(left) &&
    isExportsObject(ts, left.expression);
  return isExport && left.name.text === name ? left.name : null;
}

function assignedValue(
  ts: typeof TypeScript,
  parent: TypeScript.Node,
  node: TypeScript.Node,
): TypeScript.Expression | undefined {
  const isNamed =
    ts.isPropertyAssignment(parent) || ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent);
  if (isNamed) return parent.name === node ? parent.initializer : undefined;
  if (!ts.isPropertyAccessExpression(parent) || parent.name !== node) return undefined;
  return ts.isBinaryExpression(parent.parent) && parent.parent.left === parent
    ? parent.parent.right
    : undefined;
}

/** `require('./a')`, `await import('./a')`, or a name that stands for a module. */
function isModule(
  ts: typeof TypeScript,
  checker: TypeScript.TypeChecker,
  value: TypeScript.Expression,
): boolean {
  const inner = ts.isAwaitExpression(value) ? value.expression : value;
  if (ts.isCallExpression(inner)) return isLoader(ts, inner.expression);
  const symbol = checker.getSymbolAtLocation(inner);
  if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Alias) === 0) return false;
  return (checker.getAliasedSymbol(symbol).flags & ts.SymbolFlags.ValueModule) !== 0;
}
