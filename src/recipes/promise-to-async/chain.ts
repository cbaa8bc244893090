import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { unwrapped } from '../typescript/syntax.ts';

/** A function that is written where it is handed over, or the name of one. */
export type Callback =
  | {
      readonly kind: 'inline';
      readonly node: TypeScript.ArrowFunction | TypeScript.FunctionExpression;
      readonly parameter: TypeScript.ParameterDeclaration | null;
    }
  | { readonly kind: 'named'; readonly node: TypeScript.Identifier };

/** The last call of a chain: `inner.then(callback)`. `then(null, callback)` counts as `catch`. */
export type Link = {
  readonly method: 'then' | 'catch' | 'finally';
  readonly inner: TypeScript.Expression;
  readonly call: TypeScript.CallExpression;
  readonly given: readonly TypeScript.Expression[];
};

/** What becomes of the value of an expression: the function returns it, or the code goes on with it. */
export type Use = 'return' | 'go-on';

const METHODS = new Set(['then', 'catch', 'finally']);

/** The last call of an expression where it is one of a chain; null for any other expression. */
export function lastLink(ts: typeof TypeScript, expression: TypeScript.Expression): Link | null {
  const call = unwrapped(ts, expression);
  if (!ts.isCallExpression(call) || ts.isOptionalChain(call)) return null;
  const { expression: callee, arguments: given } = call;
  if (!ts.isPropertyAccessExpression(callee) || !METHODS.has(callee.name.text)) return null;
  const { expression: inner } = callee;
  if (inner.kind === ts.SyntaxKind.SuperKeyword) return null;
  const [first, second] = given;
  if (callee.name.text === 'then' && first !== undefined && second !== undefined && isNothing(ts, first)) {
    return { method: 'catch', inner, call, given: [second] };
  }
  const method = callee.name.text === 'then' ? 'then' : callee.name.text === 'catch' ? 'catch' : 'finally';
  return { method, inner, call, given };
}

/** The link to take apart; what comes before more code keeps its `catch` and `finally`, since `try` gives no value. */
export function linkFor(ts: typeof TypeScript, expression: TypeScript.Expression, use: Use): Link | null {
  const link = lastLink(ts, expression);
  return link === null || use === 'return' || link.method === 'then' ? link : null;
}

/** The function that a link calls; null where it is neither written there nor named. */
export function callbackOf(ts: typeof TypeScript, { given }: Link): Callback | null {
  const [only] = given;
  if (only === undefined) return null;
  const node = unwrapped(ts, only);
  if (ts.isIdentifier(node)) return { kind: 'named', node };
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return null;
  return { kind: 'inline', node, parameter: node.parameters[0] ?? null };
}

/** The statement that a block of statements ends with, where it is a `return`. */
export function tailOf(ts: typeof TypeScript, block: TypeScript.Block): TypeScript.ReturnStatement | null {
  const last = block.statements.at(-1);
  return last !== undefined && ts.isReturnStatement(last) ? last : null;
}

function isNothing(ts: typeof TypeScript, node: TypeScript.Expression): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');
}
