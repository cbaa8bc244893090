import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { isWritten, variableNames } from '../typescript/variable-names.ts';
import { isDirective } from './directive.ts';
import { objectionAt, type Objection } from './objection.ts';
import { declarationsOf } from './values.ts';

type Fault = { readonly node: TypeScript.Node; readonly why: string };

/** What would mean something else in strict mode, which every ES module is in; nothing in a file that asks for it already. */
export function strictObjections(path: string, checked: SingleFile): readonly Objection[] {
  const { ts, file, text } = checked;
  if (file.statements.some((one) => isDirective(ts, one))) return [];
  const faults: Fault[] = [...implicitGlobals(checked)];
  const visit = (node: TypeScript.Node): void => {
    if (isStrictFunction(ts, node)) return;
    const fault = faultOf(checked, node);
    if (fault !== null) faults.push({ node, why: fault });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return faults.map(({ node, why }) => objectionAt({ path, text }, node.getStart(file), why));
}

function faultOf(checked: SingleFile, node: TypeScript.Node): string | null {
  const { ts } = checked;
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'eval')
    return 'calls `eval`, whose variables strict mode keeps apart';
  if (ts.isPropertyAccessExpression(node) && isCallee(node))
    return `uses ${node.getText()}, which strict mode does not have`;
  if (ts.isFunctionLike(node) && aliasesArguments(checked, node))
    return 'assigns to a parameter and uses `arguments`, which strict mode keeps apart';
  if (ts.isFunctionDeclaration(node) && isUsedOutsideOfBlock(checked, node))
    return `declares ${node.name?.text} in a block and uses it outside, where strict mode does not know it`;
  if (ts.isCallExpression(node) && callsWithGlobalThis(checked, node))
    return 'calls a function that uses `this` by itself: in strict mode that is undefined';
  return null;
}

/** A variable that nothing declares comes to be by an assignment; strict mode throws. */
function implicitGlobals(checked: SingleFile): readonly Fault[] {
  const { ts } = checked;
  const found: Fault[] = [];
  for (const nodes of variableNames(checked).values()) {
    for (const node of nodes) {
      const isGiven = isWritten(ts, node) && declarationsOf(checked, node).length === 0;
      if (isGiven && !['exports', 'module', 'undefined'].includes(node.text))
        found.push({ node, why: `assigns to ${node.text}, which nothing in the file declares` });
    }
  }
  return found;
}

function isUsedOutsideOfBlock(
  checked: SingleFile,
  { name, parent }: TypeScript.FunctionDeclaration,
): boolean {
  const { ts } = checked;
  if (name === undefined || !ts.isBlock(parent) || ts.isFunctionLike(parent.parent)) return false;
  const uses = variableNames(checked).get(name.text) ?? [];
  return uses.some((one) => declarationsOf(checked, one).length === 0);
}

function isCallee({ name, expression }: TypeScript.PropertyAccessExpression): boolean {
  return ['callee', 'caller'].includes(name.text) && /(?:^|\.)arguments$/.test(expression.getText());
}

/** Outside of strict mode `arguments` and the parameters of a plain list are the same variables. */
function aliasesArguments(checked: SingleFile, node: TypeScript.SignatureDeclaration): boolean {
  const { ts } = checked;
  if (ts.isArrowFunction(node) || !('body' in node) || node.body === undefined) return false;
  const parameters = new Set(node.parameters.map(({ name }) => name.getText()));
  const body = node.body;
  let [usesAll, assigns] = [false, false];
  const visit = (at: TypeScript.Node): void => {
    if (ts.isIdentifier(at) && at.text === 'arguments') {
      usesAll = true;
      const member = at.parent;
      assigns ||= ts.isElementAccessExpression(member) && isTarget(ts, member);
    }
    if (ts.isIdentifier(at) && parameters.has(at.text) && isWritten(ts, at)) assigns = true;
    if (!ts.isFunctionLike(at) || ts.isArrowFunction(at)) ts.forEachChild(at, visit);
  };
  ts.forEachChild(body, visit);
  return usesAll && assigns && parameters.size > 0;
}

function isTarget(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  const { parent } = node;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}

/** `f()` and `(function () { … })()`, where the function uses the global object as `this`. */
function callsWithGlobalThis(checked: SingleFile, { expression }: TypeScript.CallExpression): boolean {
  const { ts } = checked;
  let callee: TypeScript.Node = expression;
  while (ts.isParenthesizedExpression(callee)) callee = callee.expression;
  return mayMeanThis(checked, callee);
}

/** Whether an expression is a function of the file that uses `this`, or a variable that holds one. */
export function mayMeanThis(checked: SingleFile, node: TypeScript.Node): boolean {
  const { ts } = checked;
  if (ts.isFunctionExpression(node)) return usesOwnThis(ts, node.body);
  if (!ts.isIdentifier(node)) return false;
  const [declared] = declarationsOf(checked, node);
  if (declared === undefined) return false;
  const value = ts.isVariableDeclaration(declared) ? declared.initializer : declared;
  const isFunction =
    value !== undefined && (ts.isFunctionDeclaration(value) || ts.isFunctionExpression(value));
  return isFunction && value.body !== undefined && usesOwnThis(ts, value.body);
}

/** `this instanceof Foo` is false for undefined as for the global object, and what it guards runs with an instance. */
function usesOwnThis(ts: typeof TypeScript, body: TypeScript.Node): boolean {
  let [guarded, found] = [false, false];
  const visit = (node: TypeScript.Node): void => {
    if (node.kind === ts.SyntaxKind.ThisKeyword) {
      const { parent } = node;
      const isGuard =
        ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
      if (isGuard) guarded = true;
      else if (!guarded) found = true;
    }
    const hasOwn = (ts.isFunctionLike(node) && !ts.isArrowFunction(node)) || ts.isClassLike(node);
    if (!hasOwn) ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return found;
}

function isStrictFunction(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  if (ts.isClassLike(node)) return true;
  if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return false;
  return ts.isBlock(node.body) && node.body.statements.some((one) => isDirective(ts, one));
}
