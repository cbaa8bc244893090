import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { Place } from '../place.ts';
import type { SlotValues } from '../recipe.ts';

/** A function whose code is there: no constructor, accessor or signature. */
export type FunctionWithBody = (
  | TypeScript.FunctionDeclaration
  | TypeScript.FunctionExpression
  | TypeScript.ArrowFunction
  | TypeScript.MethodDeclaration
) & { readonly body: TypeScript.ConciseBody };

/** The functions and methods in a node, outer ones before those in them. */
export function functionsIn(ts: typeof TypeScript, root: TypeScript.Node): readonly FunctionWithBody[] {
  const found: FunctionWithBody[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (isFunctionWithBody(ts, node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** What a function is called by: its own name, or that of the variable or member that it is the value of. */
function nameOfFunction(
  ts: typeof TypeScript,
  node: FunctionWithBody,
): TypeScript.PropertyName | TypeScript.Identifier | null {
  if (node.name !== undefined) return node.name;
  const { parent } = node;
  if (ts.isVariableDeclaration(parent)) return ts.isIdentifier(parent.name) ? parent.name : null;
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) return parent.name;
  const isAssigned = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  if (!isAssigned || parent.right !== node) return null;
  if (ts.isIdentifier(parent.left)) return parent.left;
  const isMember = ts.isPropertyAccessExpression(parent.left) && ts.isIdentifier(parent.left.name);
  return isMember ? parent.left.name : null;
}

/** What a message calls a function. */
export function labelOf(ts: typeof TypeScript, node: FunctionWithBody): string {
  return nameOfFunction(ts, node)?.getText() ?? 'the function';
}

/** The name of the class or object that a method belongs to; null where it has none. */
function classOf(ts: typeof TypeScript, node: FunctionWithBody): string | null {
  const isField = ts.isPropertyDeclaration(node.parent) || ts.isPropertyAssignment(node.parent);
  const holder = isField ? node.parent.parent : node.parent;
  if (ts.isClassLike(holder)) return holder.name?.text ?? null;
  const isNamed = ts.isObjectLiteralExpression(holder) && ts.isVariableDeclaration(holder.parent);
  return isNamed ? holder.parent.name.getText() : null;
}

/** The `return` statements of a function, those of functions in it left out. */
export function returnsIn(
  ts: typeof TypeScript,
  body: TypeScript.Node,
): readonly TypeScript.ReturnStatement[] {
  const found: TypeScript.ReturnStatement[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isReturnStatement(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return found;
}

/** Whether a function is the one that the slots `function`, `class` and `at` mean, as far as they are given. */
export function isMeantBy(
  ts: typeof TypeScript,
  node: FunctionWithBody,
  { slots, at }: { readonly slots: SlotValues; readonly at: Place | null },
): boolean {
  const file = node.getSourceFile();
  const name = nameOfFunction(ts, node);
  const isNamed = slots['function'] === undefined || name?.getText(file) === slots['function'];
  const isOfClass = slots['class'] === undefined || classOf(ts, node) === slots['class'];
  const starts = [node.getStart(file), name?.getStart(file) ?? node.getStart(file)];
  const lines = starts.map((start) => file.getLineAndCharacterOfPosition(start).line + 1);
  return isNamed && isOfClass && (at === null || lines.includes(at.line));
}

/** Whether a node is a function that has its code. */
export function isFunctionWithBody(ts: typeof TypeScript, node: TypeScript.Node): node is FunctionWithBody {
  return (
    (ts.isFunctionDeclaration(node) ||
      ts.isFunctionExpression(node) ||
      ts.isArrowFunction(node) ||
      ts.isMethodDeclaration(node)) &&
    node.body !== undefined
  );
}

/** Whether a function has overloads, or a member that it is assigned to is declared more than once. */
export function isOverloaded({ ts, checker }: TypeScriptProject, node: FunctionWithBody): boolean {
  const name = nameOfFunction(ts, node);
  const symbol = name === null ? undefined : checker.getSymbolAtLocation(name);
  return (symbol?.declarations?.length ?? 1) > 1;
}

/** Whether a statement never lets the next one run. */
export function endsAlways(ts: typeof TypeScript, statement: TypeScript.Statement | undefined): boolean {
  if (statement === undefined) return false;
  if (ts.isReturnStatement(statement) || ts.isThrowStatement(statement)) return true;
  if (ts.isBlock(statement)) return endsAlways(ts, statement.statements.at(-1));
  if (!ts.isIfStatement(statement)) return false;
  return endsAlways(ts, statement.thenStatement) && endsAlways(ts, statement.elseStatement);
}

/** Whether code uses what each function but an arrow function has of its own: `this`, `arguments`, `new.target`. */
export function usesOwn(ts: typeof TypeScript, root: TypeScript.Node): boolean {
  let isUsed = false;
  const visit = (node: TypeScript.Node): void => {
    const isArguments = ts.isIdentifier(node) && node.text === 'arguments';
    if (node.kind === ts.SyntaxKind.ThisKeyword || isArguments || ts.isMetaProperty(node)) isUsed = true;
    const hasOwn = ts.isFunctionLike(node) && !ts.isArrowFunction(node);
    if (!hasOwn) ts.forEachChild(node, visit);
  };
  visit(root);
  return isUsed;
}
