import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { kindOf, type DeclarationKind } from './declaration-kind.ts';
import type { NameNode } from './occurrences.ts';
import { isExportedLiteral, isExportsObject, isLoaded } from '../typescript/syntax.ts';

export type DeclarationInfo = {
  readonly kind: DeclarationKind;
  /** The class, interface, enum, namespace or object that holds it, or null. */
  readonly container: string | null;
  /** Whether it is what people mean by a bare name: at the top of a file, or a member; not a local or a plain object's key. */
  readonly isProminent: boolean;
  /** Whether it stands behind a dot: a member of a class, an interface, an object or a CommonJS module. */
  readonly isMember: boolean;
  /** Whether it is a member of `exports` or `module.exports`. */
  readonly isModuleMember: boolean;
  /** Whether its module exports it under its name. */
  readonly isExported: boolean;
  /** Whether other files may see it under its name: exported, global in a script, or a member of something. */
  readonly isVisible: boolean;
  /** Whether it is part of an interface, a type or an object, which data from outside may have to fit. */
  readonly isShape: boolean;
};

/** Describes the declaration that a name node is the name of. */
export function describeDeclaration(ts: typeof TypeScript, node: NameNode): DeclarationInfo {
  const { parent } = node;
  const isMember = isMemberName(ts, parent, node);
  const isModuleMember = isMember && isOfModule(ts, parent);
  const isExported = isModuleMember || ts.isExportSpecifier(parent) || hasExportModifier(ts, parent);
  return {
    kind: kindOf(ts, parent, node),
    container: containerOf(ts, parent),
    isProminent: isProminent(ts, parent, node),
    isMember,
    isModuleMember,
    isExported,
    isVisible: isMember || isExported || isGlobal(ts, parent),
    isShape:
      ts.isTypeElement(parent) ||
      (isMember &&
        !isModuleMember &&
        ts.isObjectLiteralElementLike(parent) &&
        !ts.isClassLike(parent.parent)),
  };
}

function isMemberName(ts: typeof TypeScript, parent: TypeScript.Node, node: NameNode): boolean {
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return (
    ts.isClassElement(parent) ||
    ts.isTypeElement(parent) ||
    ts.isObjectLiteralElementLike(parent) ||
    ts.isJsxAttribute(parent) ||
    ts.isEnumMember(parent) ||
    (ts.isParameter(parent) && ts.isParameterPropertyDeclaration(parent, parent.parent))
  );
}

function isOfModule(ts: typeof TypeScript, parent: TypeScript.Node): boolean {
  if (ts.isPropertyAccessExpression(parent)) return isExportsObject(ts, parent.expression);
  return ts.isObjectLiteralExpression(parent.parent) && isExportedLiteral(ts, parent.parent);
}

function hasExportModifier(ts: typeof TypeScript, parent: TypeScript.Node): boolean {
  return (
    isNamedStatement(ts, parent) && (ts.getCombinedModifierFlags(parent) & ts.ModifierFlags.Export) !== 0
  );
}

function isNamedStatement(ts: typeof TypeScript, node: TypeScript.Node): node is TypeScript.Declaration {
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
  return (
    isNamedStatement(ts, parent) && isTopLevel(ts, parent) && !ts.isExternalModule(parent.getSourceFile())
  );
}

function containerOf(ts: typeof TypeScript, declaration: TypeScript.Node): string | null {
  if (ts.isPropertyAccessExpression(declaration)) return assignedContainer(ts, declaration);
  for (let at = declaration.parent; !ts.isSourceFile(at); at = at.parent) {
    const isObject = ts.isObjectLiteralExpression(at) || ts.isTypeLiteralNode(at);
    if (ts.isFunctionLike(at) && !ts.isConstructorDeclaration(at)) return null;
    if (
      ts.isClassLike(at) ||
      ts.isInterfaceDeclaration(at) ||
      ts.isEnumDeclaration(at) ||
      ts.isModuleDeclaration(at)
    ) {
      return at.name?.text ?? null;
    }
    if (isObject && (ts.isVariableDeclaration(at.parent) || ts.isTypeAliasDeclaration(at.parent))) {
      return ts.isIdentifier(at.parent.name) ? at.parent.name.text : null;
    }
  }
  return null;
}

/** `Foo` for `Foo.add = …` and `Foo.prototype.add = …`; the class around `this.add = …`. */
function assignedContainer(
  ts: typeof TypeScript,
  access: TypeScript.PropertyAccessExpression,
): string | null {
  const { expression } = access;
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression)) {
    return ts.isIdentifier(expression.expression) ? expression.expression.text : null;
  }
  let at: TypeScript.Node = access;
  while (!ts.isSourceFile(at) && !ts.isClassLike(at)) at = at.parent;
  return ts.isClassLike(at) ? (at.name?.text ?? null) : null;
}

function isProminent(ts: typeof TypeScript, declaration: TypeScript.Node, node: NameNode): boolean {
  if (ts.isFunctionExpression(declaration) || ts.isTypeParameterDeclaration(declaration)) return false;
  if (ts.isBindingElement(declaration) || ts.isVariableDeclaration(declaration)) {
    return isTopLevel(ts, declaration) && !isLoaded(ts, declaration);
  }
  if (ts.isParameter(declaration)) return ts.isParameterPropertyDeclaration(declaration, declaration.parent);
  if (ts.isTypeElement(declaration)) return ts.isInterfaceDeclaration(declaration.parent);
  if (ts.isClassLike(declaration.parent)) return true;
  if (ts.isObjectLiteralElementLike(declaration))
    return isTopLevel(ts, declaration) && isExportedObject(ts, declaration.parent.parent);
  return (
    kindOf(ts, declaration, node) !== 'import' &&
    !(ts.isPropertyAccessExpression(declaration) && declaration.name !== node)
  );
}

function isTopLevel(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  let at = node.parent;
  while (!ts.isSourceFile(at) && !ts.isFunctionLike(at) && !ts.isBlock(at)) at = at.parent;
  return ts.isSourceFile(at);
}

/** An object that is exported as a whole: `module.exports = { … }`, `export default { … }`. */
function isExportedObject(ts: typeof TypeScript, parent: TypeScript.Node): boolean {
  return ts.isExportAssignment(parent) || ts.isBinaryExpression(parent);
}
