import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { ResolvedOccurrence } from './name-index.ts';
import type { NameNode } from './occurrences.ts';
import { isLoader } from '../typescript/syntax.ts';

const MAX_DEPTH = 12;
const LOADS = /\brequire\b|\bimport\s*\(/;
const KEEPS_MODULES = /^(?:require|module)$/;

/**
 * Uses of a member of the given name on values of unknown type, which may be the very member that is renamed. A value
 * that comes straight from a package, or from a global that nothing declares, does not count: it is somebody else's.
 */
export function untypedUses(
  project: TypeScriptProject,
  unknown: readonly ResolvedOccurrence[],
): readonly ResolvedOccurrence[] {
  return unknown.filter(({ path, node }) => {
    const value = receiverOf(project.ts, node);
    return value !== null && !isForeign(project, { path, depth: 0 }, value);
  });
}

function receiverOf(ts: typeof TypeScript, node: NameNode): TypeScript.Node | null {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node ? parent.expression : null;
  if (ts.isElementAccessExpression(parent)) return parent.expression;
  if (!ts.isBindingElement(parent) || !ts.isObjectBindingPattern(parent.parent)) return null;
  const isProperty = parent.propertyName === undefined ? parent.name === node : parent.propertyName === node;
  return isProperty ? parent : null;
}

type Search = { readonly path: string; readonly depth: number };

function isForeign(project: TypeScriptProject, search: Search, value: TypeScript.Node): boolean {
  const { ts, checker } = project;
  const next: Search = { ...search, depth: search.depth + 1 };
  if (search.depth > MAX_DEPTH) return false;
  if (ts.isCallExpression(value) && isLoader(ts, value.expression))
    return isPackage(project, search.path, value.arguments[0]);
  if (mayBeLoaded(project, search.path, value)) return false;
  const inner = innerOf(ts, value);
  if (inner !== null) return isForeign(project, next, inner);
  if (ts.isVariableDeclaration(value) || ts.isParameter(value))
    return isForeignDeclaration(project, next, value);
  if (!ts.isIdentifier(value)) return false;
  const symbol = checker.getSymbolAtLocation(value);
  const declaration = symbol?.declarations?.[0];
  if (declaration === undefined) return symbol === undefined;
  return isForeignDeclaration(project, next, declaration);
}

/**
 * A module of the project may come from a loader that is handed to a package's function (`names.map(require)`), that a
 * package makes (`createRequire`), or that is given the path of a file (`rewire('./a')`); or from what the loader keeps.
 */
function mayBeLoaded({ ts, modules }: TypeScriptProject, path: string, value: TypeScript.Node): boolean {
  if (ts.isIdentifier(value)) return KEEPS_MODULES.test(value.text);
  if (!ts.isCallExpression(value)) return false;
  const isInternal = (given: TypeScript.Expression): boolean =>
    ts.isStringLiteralLike(given) && modules.isInternal(given.text, path);
  return (
    /\bcreateRequire$/.test(value.expression.getText()) ||
    value.arguments.some((given) => isInternal(given) || LOADS.test(given.getText()))
  );
}

/** What a value is taken from: `app` for `app.use().router`. */
function innerOf(ts: typeof TypeScript, value: TypeScript.Node): TypeScript.Node | null {
  const isStep =
    ts.isPropertyAccessExpression(value) ||
    ts.isElementAccessExpression(value) ||
    ts.isCallExpression(value) ||
    ts.isNewExpression(value) ||
    ts.isAwaitExpression(value) ||
    ts.isParenthesizedExpression(value) ||
    ts.isNonNullExpression(value) ||
    ts.isAsExpression(value);
  if (isStep) return value.expression;
  return ts.isBindingElement(value) ? value.parent.parent : null;
}

function isForeignDeclaration(
  project: TypeScriptProject,
  search: Search,
  declaration: TypeScript.Declaration,
): boolean {
  const { ts } = project;
  if (ts.isBindingElement(declaration)) return isForeign(project, search, declaration.parent.parent);
  if (ts.isVariableDeclaration(declaration) || ts.isParameter(declaration)) {
    if (declaration.type !== undefined) return isForeignType(project, search, declaration.type);
    return declaration.initializer !== undefined && isForeign(project, search, declaration.initializer);
  }
  return isPackage(project, search.path, specifierOf(ts, declaration));
}

/** A type that nothing declares or that a package brings: its shape is unknown here, but it is not the project's. */
function isForeignType(project: TypeScriptProject, search: Search, type: TypeScript.TypeNode): boolean {
  const { ts, checker } = project;
  if (!ts.isTypeReferenceNode(type)) return false;
  const root = ts.isQualifiedName(type.typeName) ? type.typeName.left : type.typeName;
  const declaration = checker.getSymbolAtLocation(root)?.declarations?.[0];
  return declaration === undefined || isPackage(project, search.path, specifierOf(ts, declaration));
}

function specifierOf(
  ts: typeof TypeScript,
  declaration: TypeScript.Declaration,
): TypeScript.Node | undefined {
  let at: TypeScript.Node = declaration;
  while (
    ts.isImportSpecifier(at) ||
    ts.isNamedImports(at) ||
    ts.isNamespaceImport(at) ||
    ts.isImportClause(at)
  )
    at = at.parent;
  return ts.isImportDeclaration(at) ? at.moduleSpecifier : undefined;
}

function isPackage(
  { ts, modules }: TypeScriptProject,
  path: string,
  specifier: TypeScript.Node | undefined,
): boolean {
  return (
    specifier !== undefined && ts.isStringLiteralLike(specifier) && !modules.isInternal(specifier.text, path)
  );
}
