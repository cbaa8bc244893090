import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { isStable, isWrittenTo } from './stable-names.ts';

/** What evaluating code may do, as far as its syntax and the types can tell; where they cannot, more is assumed. */
export type Effects = {
  /** It may change something that others see, or run code that is not known: calls, assignments, getters, `await`. */
  readonly acts: boolean;
  /** Its value depends on something that may change. */
  readonly reads: boolean;
  /** It makes a new object each time. */
  readonly creates: boolean;
  /** It may leave before its end: `return`, `throw`, `break`. */
  readonly leaves: boolean;
};

const NONE: Effects = { acts: false, reads: false, creates: false, leaves: false };

/** Both together. */
export function joined(some: Effects, others: Effects): Effects {
  return {
    acts: some.acts || others.acts,
    reads: some.reads || others.reads,
    creates: some.creates || others.creates,
    leaves: some.leaves || others.leaves,
  };
}

/** What evaluating a node may do. The bodies of functions in it do not run, and types do nothing. */
export function effectsOf(project: TypeScriptProject, node: TypeScript.Node): Effects {
  const { ts } = project;
  if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return NONE;
  if (ts.isFunctionDeclaration(node)) return NONE;
  if (ts.isFunctionLike(node)) return { ...NONE, creates: true };
  if (ts.isIdentifier(node)) return { ...NONE, reads: isReadHere(ts, node) && !isStable(project, node) };
  if (isUnreadMember(project, node)) return effectsOf(project, node.expression);
  let effects = ownEffects(project, node);
  ts.forEachChild(node, (child) => {
    effects = joined(effects, effectsOf(project, child));
  });
  return effects;
}

function ownEffects(project: TypeScriptProject, node: TypeScript.Node): Effects {
  const { ts } = project;
  const { SyntaxKind } = ts;
  switch (node.kind) {
    case SyntaxKind.CallExpression:
    case SyntaxKind.NewExpression:
    case SyntaxKind.TaggedTemplateExpression:
    case SyntaxKind.AwaitExpression:
    case SyntaxKind.YieldExpression:
    case SyntaxKind.DeleteExpression:
    case SyntaxKind.SpreadElement:
    case SyntaxKind.ForOfStatement:
    case SyntaxKind.ArrayBindingPattern:
    case SyntaxKind.JsxOpeningElement:
    case SyntaxKind.JsxSelfClosingElement:
    case SyntaxKind.JsxFragment:
    case SyntaxKind.ClassDeclaration:
    case SyntaxKind.ClassExpression:
      return { ...NONE, acts: true, reads: true, creates: true };
    case SyntaxKind.ArrayLiteralExpression:
    case SyntaxKind.ObjectLiteralExpression:
    case SyntaxKind.RegularExpressionLiteral:
      return { ...NONE, creates: true };
    case SyntaxKind.PropertyAccessExpression:
    case SyntaxKind.ElementAccessExpression:
    case SyntaxKind.ObjectBindingPattern:
    case SyntaxKind.SpreadAssignment:
      return { ...NONE, reads: true, acts: isGetter(project, node) };
    case SyntaxKind.ReturnStatement:
    case SyntaxKind.ThrowStatement:
    case SyntaxKind.BreakStatement:
    case SyntaxKind.ContinueStatement:
      return { ...NONE, leaves: true };
    default:
      return { ...NONE, acts: isWrittenTo(ts, node), reads: isConversion(project, node) };
  }
}

/** A name that is evaluated, and neither declares nor labels anything, nor stands behind a dot. */
function isReadHere(ts: typeof TypeScript, node: TypeScript.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    return parent.right === node;
  }
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isJsxAttribute(parent) || ts.isLabeledStatement(parent)) return false;
  return !('name' in parent && parent.name === node);
}

/**
 * `a.m` in `a.m = 1`, and in `a.m()` where the types say that it is a method: methods are not exchanged while a program
 * runs.
 */
function isUnreadMember(
  { ts, checker }: TypeScriptProject,
  node: TypeScript.Node,
): node is TypeScript.PropertyAccessExpression {
  if (!ts.isPropertyAccessExpression(node)) return false;
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) {
    return parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  }
  if (!ts.isCallExpression(parent) || parent.expression !== node) return false;
  const flags = checker.getSymbolAtLocation(node.name)?.flags ?? 0;
  return (flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Function)) !== 0;
}

function isGetter({ ts, checker }: TypeScriptProject, node: TypeScript.Node): boolean {
  if (!ts.isPropertyAccessExpression(node)) return false;
  const flags = checker.getSymbolAtLocation(node.name)?.flags ?? 0;
  return (flags & ts.SymbolFlags.Accessor) !== 0;
}

/** An operator that may ask an object for its primitive value. */
function isConversion({ ts, checker }: TypeScriptProject, node: TypeScript.Node): boolean {
  const operands = operandsOf(ts, node);
  const { StringLike, NumberLike, BigIntLike, BooleanLike, Null, Undefined } = ts.TypeFlags;
  const primitive = StringLike | NumberLike | BigIntLike | BooleanLike | Null | Undefined;
  return operands.some((operand) => {
    const type = checker.getTypeAtLocation(operand);
    return !(type.isUnion() ? type.types : [type]).every(({ flags }) => (flags & primitive) !== 0);
  });
}

function operandsOf(ts: typeof TypeScript, node: TypeScript.Node): readonly TypeScript.Expression[] {
  if (ts.isTemplateExpression(node)) return node.templateSpans.map(({ expression }) => expression);
  if (ts.isPrefixUnaryExpression(node)) {
    return node.operator === ts.SyntaxKind.ExclamationToken ? [] : [node.operand];
  }
  if (!ts.isBinaryExpression(node)) return [];
  return keepsOperands(ts, node.operatorToken.kind) ? [] : [node.left, node.right];
}

function keepsOperands(ts: typeof TypeScript, operator: TypeScript.SyntaxKind): boolean {
  const { SyntaxKind } = ts;
  return (
    operator === SyntaxKind.EqualsEqualsEqualsToken ||
    operator === SyntaxKind.ExclamationEqualsEqualsToken ||
    operator === SyntaxKind.AmpersandAmpersandToken ||
    operator === SyntaxKind.BarBarToken ||
    operator === SyntaxKind.QuestionQuestionToken ||
    operator === SyntaxKind.CommaToken ||
    operator === SyntaxKind.EqualsToken
  );
}
