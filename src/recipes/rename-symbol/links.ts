import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { NameNode, Occurrence } from './occurrences.ts';
import { memberOfModule } from './exported-member.ts';
import { isExportedLiteral, isExportsObject, isLoader } from './syntax.ts';
import { mockedExports } from './test-doubles.ts';

/**
 * Symbols that must keep one name with the member that is declared here: the same member of base classes and
 * interfaces, and that of the type an object literal or JSX element is written for.
 */
export function boundSymbols(project: TypeScriptProject, { node }: Occurrence): readonly TypeScript.Symbol[] {
  const { ts } = project;
  const { parent } = node;
  if (ts.isPrivateIdentifier(node)) return [];
  if (
    ts.isObjectLiteralElementLike(parent) &&
    parent.name === node &&
    ts.isObjectLiteralExpression(parent.parent)
  ) {
    return contextualProperties(project, parent.parent, node.text);
  }
  if (ts.isJsxAttribute(parent) && parent.name === node) {
    return contextualProperties(project, parent.parent, node.text);
  }
  const member = declaredMember(ts, parent, node);
  return member === null ? [] : inheritedMembers(project, member, node.text);
}

function contextualProperties(
  { checker }: TypeScriptProject,
  literal: TypeScript.ObjectLiteralExpression | TypeScript.JsxAttributes,
  name: string,
): readonly TypeScript.Symbol[] {
  const type = checker.getContextualType(literal);
  if (type === undefined) return [];
  const types = type.isUnion() ? type.types : [type];
  return types.map((one) => one.getProperty(name)).filter((symbol) => symbol !== undefined);
}

type Member = {
  readonly container: TypeScript.ClassLikeDeclaration | TypeScript.InterfaceDeclaration;
  readonly isStatic: boolean;
};

/** The class or interface of a member that is declared here; `this.add = …` in JavaScript declares one too. */
function declaredMember(
  ts: typeof TypeScript,
  parent: TypeScript.Node,
  node: TypeScript.Node,
): Member | null {
  const isNamed = (ts.isClassElement(parent) || ts.isTypeElement(parent)) && parent.name === node;
  const isParameterProperty =
    ts.isParameter(parent) &&
    parent.name === node &&
    ts.isParameterPropertyDeclaration(parent, parent.parent);
  if (isNamed || isParameterProperty) {
    const container = isParameterProperty ? parent.parent.parent : parent.parent;
    const isStatic = isNamed && (ts.getCombinedModifierFlags(parent) & ts.ModifierFlags.Static) !== 0;
    return ts.isClassLike(container) || ts.isInterfaceDeclaration(container) ? { container, isStatic } : null;
  }
  const isThisProperty =
    ts.isPropertyAccessExpression(parent) &&
    parent.expression.kind === ts.SyntaxKind.ThisKeyword &&
    ts.isBinaryExpression(parent.parent) &&
    parent.parent.left === parent;
  const container = isThisProperty ? enclosingClass(ts, parent) : undefined;
  return container === undefined ? null : { container, isStatic: false };
}

function enclosingClass(
  ts: typeof TypeScript,
  node: TypeScript.Node,
): TypeScript.ClassLikeDeclaration | undefined {
  let at: TypeScript.Node = node;
  while (!ts.isSourceFile(at) && !ts.isClassLike(at)) at = at.parent;
  return ts.isClassLike(at) ? at : undefined;
}

function inheritedMembers(
  { ts, checker }: TypeScriptProject,
  { container, isStatic }: Member,
  name: string,
): readonly TypeScript.Symbol[] {
  const clauses = container.heritageClauses ?? [];
  const extended = isStatic ? clauses.filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) : clauses;
  return extended
    .flatMap(({ types }) => [...types])
    .map((base) => checker.getTypeAtLocation(isStatic ? base.expression : base).getProperty(name))
    .filter((symbol) => symbol !== undefined);
}

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

/** A module in JavaScript with its types in a `.d.ts` beside it declares everything twice. */
function twinSymbols(project: TypeScriptProject, node: NameNode): readonly TypeScript.Symbol[] {
  const { ts } = project;
  const types = node.getSourceFile();
  const path = project.pathOf(types);
  if (!types.isDeclarationFile || path === null || !isDeclarationName(ts, node)) return [];
  const described = project.modules.implementationOf(path);
  const twin = described === null ? undefined : project.sourceFile(described);
  if (twin === undefined) return [];
  const owner = node.parent.parent;
  if (!ts.isClassDeclaration(owner)) return memberOfModule(project, twin, node.text);
  return memberOfModule(project, twin, owner.name?.text ?? '').flatMap((symbol) =>
    membersOfClass(project, symbol, node.text),
  );
}

function isDeclarationName(ts: typeof TypeScript, node: NameNode): boolean {
  const { parent } = node;
  return (
    'name' in parent &&
    parent.name === node &&
    !ts.isPropertyAccessExpression(parent) &&
    !ts.isParameter(parent)
  );
}

function membersOfClass(
  { ts, checker }: TypeScriptProject,
  symbol: TypeScript.Symbol,
  name: string,
): readonly TypeScript.Symbol[] {
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  const target = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
  const own =
    checker.getDeclaredTypeOfSymbol(target).getProperty(name) ??
    checker.getTypeOfSymbol(target).getProperty(name);
  return own === undefined ? [] : [own];
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
