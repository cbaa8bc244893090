import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { Occurrence } from './occurrences.ts';

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

/** The class around a node, if any. */
export function enclosingClass(
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
