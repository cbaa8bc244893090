import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { NameNode } from './occurrences.ts';

/** What a name declares, in the words of the user. */
export type DeclarationKind =
  | 'function'
  | 'class'
  | 'method'
  | 'property'
  | 'variable'
  | 'constant'
  | 'parameter'
  | 'interface'
  | 'type'
  | 'enum'
  | 'member'
  | 'namespace'
  | 'import';

export type DeclarationInfo = {
  readonly kind: DeclarationKind;
  /** The class, interface, enum, namespace or object that holds it, or null. */
  readonly container: string | null;
  /** Whether it is what people mean by a bare name: at the top of a file, or a member; not a local or a plain object's key. */
  readonly isProminent: boolean;
  /** Whether other files may see it under its name: it is exported, or a member of something. */
  readonly isVisible: boolean;
  /** Whether it stands behind a dot: a member of a class, an interface or an object. */
  readonly isMember: boolean;
};

/** Describes the declaration that a name node is the name of. */
export function describeDeclaration(ts: typeof TypeScript, node: NameNode): DeclarationInfo {
  const { parent } = node;
  const isMember = isMemberDeclaration(ts, parent);
  return {
    kind: kindOf(ts, parent),
    container: containerOf(ts, parent),
    isProminent: isProminent(ts, parent),
    isVisible: isMember || ts.isExportSpecifier(parent) || hasExportModifier(ts, parent) || isGlobal(ts, parent),
    isMember,
  };
}

function isMemberDeclaration(ts: typeof TypeScript, parent: TypeScript.Node): boolean {
  return (
    ts.isClassElement(parent) ||
    ts.isTypeElement(parent) ||
    ts.isObjectLiteralElementLike(parent) ||
    ts.isJsxAttribute(parent) ||
    ts.isEnumMember(parent) ||
    ts.isPropertyAccessExpression(parent) ||
    (ts.isParameter(parent) && ts.isParameterPropertyDeclaration(parent, parent.parent))
  );
}

function hasExportModifier(ts: typeof TypeScript, parent: TypeScript.Node): boolean {
  return isDeclarationNode(ts, parent) && (ts.getCombinedModifierFlags(parent) & ts.ModifierFlags.Export) !== 0;
}

function isDeclarationNode(ts: typeof TypeScript, node: TypeScript.Node): node is TypeScript.Declaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isBindingElement(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isModuleDeclaration(node)
  );
}

/** At the top of a script, which shares its names with every other script. */
function isGlobal(ts: typeof TypeScript, parent: TypeScript.Node): boolean {
  return isDeclarationNode(ts, parent) && isTopLevel(ts, parent) && !ts.isExternalModule(parent.getSourceFile());
}

function kindOf(ts: typeof TypeScript, parent: TypeScript.Node): DeclarationKind {
  if (ts.isFunctionDeclaration(parent) || ts.isFunctionExpression(parent)) return 'function';
  if (ts.isClassLike(parent)) return 'class';
  if (ts.isMethodDeclaration(parent) || ts.isMethodSignature(parent)) return 'method';
  if (ts.isVariableDeclaration(parent)) return variableKind(ts, parent);
  if (ts.isParameter(parent)) return ts.isParameterPropertyDeclaration(parent, parent.parent) ? 'property' : 'parameter';
  if (ts.isBindingElement(parent)) return isLoaded(ts, parent) ? 'import' : 'variable';
  if (ts.isInterfaceDeclaration(parent)) return 'interface';
  if (ts.isEnumDeclaration(parent)) return 'enum';
  if (ts.isEnumMember(parent)) return 'member';
  if (ts.isModuleDeclaration(parent)) return 'namespace';
  if (ts.isTypeAliasDeclaration(parent) || ts.isTypeParameterDeclaration(parent) || ts.isJSDocTypedefTag(parent)) return 'type';
  if (ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent)) return 'import';
  return assignedKind(ts, parent);
}

function variableKind(ts: typeof TypeScript, declaration: TypeScript.VariableDeclaration): DeclarationKind {
  if (isFunctionValue(ts, declaration.initializer)) return 'function';
  if (isLoaded(ts, declaration)) return 'import';
  return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0 ? 'constant' : 'variable';
}

/** A variable that holds a loaded module or a part of it: an import by other means. */
function isLoaded(ts: typeof TypeScript, declaration: TypeScript.VariableDeclaration | TypeScript.BindingElement): boolean {
  let variable: TypeScript.Node = declaration;
  while (ts.isBindingElement(variable)) variable = variable.parent.parent;
  let value = ts.isVariableDeclaration(variable) ? variable.initializer : undefined;
  while (value !== undefined && (ts.isPropertyAccessExpression(value) || ts.isAwaitExpression(value))) value = value.expression;
  if (value === undefined || !ts.isCallExpression(value)) return false;
  const { expression } = value;
  return expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require');
}

/** `exports.add = function () {}` and the like. */
function assignedKind(ts: typeof TypeScript, parent: TypeScript.Node): DeclarationKind {
  const value = ts.isBinaryExpression(parent.parent) ? parent.parent.right : undefined;
  return ts.isPropertyAccessExpression(parent) && isFunctionValue(ts, value) ? 'method' : 'property';
}

function isFunctionValue(ts: typeof TypeScript, value: TypeScript.Expression | undefined): boolean {
  return value !== undefined && (ts.isFunctionExpression(value) || ts.isArrowFunction(value));
}

function containerOf(ts: typeof TypeScript, declaration: TypeScript.Node): string | null {
  if (ts.isPropertyAccessExpression(declaration)) return expandoContainer(ts, declaration);
  for (let at = declaration.parent; !ts.isSourceFile(at); at = at.parent) {
    const isObject = ts.isObjectLiteralExpression(at) || ts.isTypeLiteralNode(at);
    if (ts.isFunctionLike(at) && !ts.isConstructorDeclaration(at)) return null;
    if (ts.isClassLike(at) || ts.isInterfaceDeclaration(at) || ts.isEnumDeclaration(at) || ts.isModuleDeclaration(at)) {
      return at.name?.text ?? null;
    }
    if (isObject && (ts.isVariableDeclaration(at.parent) || ts.isTypeAliasDeclaration(at.parent))) {
      return ts.isIdentifier(at.parent.name) ? at.parent.name.text : null;
    }
  }
  return null;
}

/** `Foo` for `Foo.add = …` and `Foo.prototype.add = …`; the class around `this.add = …`. */
function expandoContainer(ts: typeof TypeScript, access: TypeScript.PropertyAccessExpression): string | null {
  const { expression } = access;
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression)) {
    return ts.isIdentifier(expression.expression) ? expression.expression.text : null;
  }
  let at: TypeScript.Node = access;
  while (!ts.isSourceFile(at) && !ts.isClassLike(at)) at = at.parent;
  return ts.isClassLike(at) ? (at.name?.text ?? null) : null;
}

function isProminent(ts: typeof TypeScript, declaration: TypeScript.Node): boolean {
  if (ts.isFunctionExpression(declaration) || ts.isTypeParameterDeclaration(declaration)) return false;
  if (ts.isBindingElement(declaration) || ts.isVariableDeclaration(declaration)) {
    return isTopLevel(ts, declaration) && !isLoaded(ts, declaration);
  }
  if (ts.isParameter(declaration)) return ts.isParameterPropertyDeclaration(declaration, declaration.parent);
  if (ts.isTypeElement(declaration)) return ts.isInterfaceDeclaration(declaration.parent);
  if (ts.isClassLike(declaration.parent)) return true;
  if (ts.isObjectLiteralElementLike(declaration)) return isTopLevel(ts, declaration) && isExported(ts, declaration.parent.parent);
  return kindOf(ts, declaration) !== 'import';
}

function isTopLevel(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  let at = node.parent;
  while (!ts.isSourceFile(at) && !ts.isFunctionLike(at) && !ts.isBlock(at)) at = at.parent;
  return ts.isSourceFile(at);
}

/** An object that is exported as a whole: `module.exports = { … }`, `export default { … }`. */
function isExported(ts: typeof TypeScript, parent: TypeScript.Node): boolean {
  return ts.isExportAssignment(parent) || ts.isBinaryExpression(parent);
}

const KINDS_BY_WORD: Readonly<Record<string, readonly DeclarationKind[]>> = {
  function: ['function', 'method'],
  component: ['function', 'class', 'constant'],
  class: ['class'],
  method: ['method', 'function'],
  property: ['property', 'member', 'method'],
  field: ['property'],
  attribute: ['property'],
  variable: ['variable', 'constant', 'parameter', 'function'],
  constant: ['constant', 'variable'],
  const: ['constant'],
  parameter: ['parameter'],
  argument: ['parameter'],
  interface: ['interface'],
  type: ['type', 'interface', 'class', 'enum'],
  enum: ['enum'],
  namespace: ['namespace'],
  module: ['namespace'],
};

/** The kinds that a user's word may mean; null for words that say nothing, such as `symbol`. */
export function kindsOfWord(word: string): readonly DeclarationKind[] | null {
  const key = word.toLowerCase();
  return Object.hasOwn(KINDS_BY_WORD, key) ? (KINDS_BY_WORD[key] ?? null) : null;
}
