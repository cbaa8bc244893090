import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import type { Constructor } from './constructors.ts';

/** `Base.call(this, name)` in a constructor, and the `super(name)` that says the same in a class. */
export type BaseCall = { readonly node: TypeScript.CallExpression; readonly text: string };

/** The call of the base in a constructor, or why there is none that `super()` could stand for. */
export function baseCallOf(ts: typeof TypeScript, constructor: Constructor): BaseCall | string | null {
  const { inheritance, node } = constructor;
  if (inheritance === null || node.body === undefined) return null;
  const base = inheritance.base.getText();
  const calls = baseCallsIn(ts, node.body, base);
  const [only, second] = calls;
  if (only === undefined) return `it does not call ${base}, which a class that extends it must`;
  if (second !== undefined) return `it calls ${base} more than once`;
  const isStatement = ts.isExpressionStatement(only.parent) && only.parent.parent === node.body;
  if (!isStatement) return `its call of ${base} is no statement of its own`;
  const text = superOf(ts, only);
  if (text === null) return `its call of ${base} cannot be written as super()`;
  const before = node.body.statements.slice(
    0,
    node.body.statements.findIndex((one) => one === only.parent),
  );
  return before.some((one) => usesThis(ts, one))
    ? `it uses "this" before it calls ${base}`
    : { node: only, text };
}

/** The edits that write the call of the base as `super()`. */
export function superEdits(call: BaseCall | string | null): readonly TextEdit[] {
  if (call === null || typeof call === 'string') return [];
  return [{ start: call.node.getStart(), end: call.node.end, newText: call.text }];
}

function baseCallsIn(
  ts: typeof TypeScript,
  body: TypeScript.Node,
  base: string,
): readonly TypeScript.CallExpression[] {
  const found: TypeScript.CallExpression[] = [];
  const visit = (node: TypeScript.Node): void => {
    const isCall = ts.isCallExpression(node) && /^(?:call|apply)$/.test(methodOf(ts, node, base) ?? '');
    if (isCall && node.arguments[0]?.kind === ts.SyntaxKind.ThisKeyword) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

function methodOf(
  ts: typeof TypeScript,
  { expression }: TypeScript.CallExpression,
  base: string,
): string | null {
  const isOfBase = ts.isPropertyAccessExpression(expression) && expression.expression.getText() === base;
  return isOfBase ? expression.name.text : null;
}

function superOf(ts: typeof TypeScript, call: TypeScript.CallExpression): string | null {
  const file = call.getSourceFile();
  const [self, first, second] = call.arguments;
  const isApply = ts.isPropertyAccessExpression(call.expression) && call.expression.name.text === 'apply';
  if (self === undefined) return null;
  if (isApply) return first === undefined || second !== undefined ? null : `super(...${first.getText()})`;
  const start = first?.getStart(file) ?? self.end;
  const rest = file.text.slice(start, call.end - 1);
  return /\/[/*]/.test(file.text.slice(self.end, start)) ? null : `super(${first === undefined ? '' : rest})`;
}

function usesThis(ts: typeof TypeScript, root: TypeScript.Node): boolean {
  let isUsed = root.kind === ts.SyntaxKind.ThisKeyword;
  ts.forEachChild(root, (child) => {
    const hasOwn = ts.isFunctionLike(child) && !ts.isArrowFunction(child);
    isUsed ||= !hasOwn && usesThis(ts, child);
  });
  return isUsed;
}
