import type { CallExpression, Directive, Expression, IfStatement, Statement, TryStatement } from 'oxc-parser';
import type { Span } from '../index/facts/symbol-fact.ts';
import { chainOf } from './script-chain.ts';

const TELLS = /\b(?:throw|expect|assert|fail|reject|done|should|exit|next|cb)\b|\bt\.|\bnot?ok\b/;
const TIMERS = /^(?:setTimeout|setInterval|setImmediate|queueMicrotask|requestAnimationFrame)$/;
const PROMISE = /^(?:then|catch|finally)$/;

/** The branch that is never taken. */
export function deadBranch({ test, consequent }: IfStatement): readonly Span[] {
  return isNever(test) ? [spanOf(consequent)] : [];
}

/** Whether a condition never holds, whatever the code does. */
export function isNever(test: Expression): boolean {
  if (test.type === 'LogicalExpression' && test.operator === '&&') return isNever(test.left);
  return test.type === 'Literal' && !test.value && !('regex' in test);
}

/** What follows a `return` or `throw` in its block. */
export function restOf(statements: readonly (Directive | Statement)[]): readonly Span[] {
  const end = statements.findIndex(({ type }) => type === 'ReturnStatement' || type === 'ThrowStatement');
  return end < 0 ? [] : statements.slice(end + 1).map(spanOf);
}

/** A block whose failures its `catch` keeps to itself. */
export function unheard({ block, handler }: TryStatement, text: string): readonly Span[] {
  if (handler === null) return [];
  return TELLS.test(text.slice(handler.body.start, handler.body.end)) ? [] : [spanOf(block)];
}

/** Functions that run later, for which a test waits only if it says so: of timers, and of promises nobody takes up. */
export function detachedBy(node: CallExpression, isUnused: boolean): readonly Span[] {
  const call = chainOf(node).links.at(-1);
  const isLater = TIMERS.test(call?.name ?? '') || (isUnused && PROMISE.test(call?.name ?? ''));
  return isLater ? node.arguments.filter(({ type }) => /Function/.test(type)).map(spanOf) : [];
}

type Taking = Span & { readonly params: readonly Span[] };

/** Whether a function takes a title and a body, as `it` does, and says no more of the body. */
export function ignoresBody({ params, start, end }: Taking, text: string): boolean {
  const body = params.length < 2 ? undefined : params.at(-1);
  const [name] = /^\w+/.exec(body === undefined ? '' : text.slice(body.start, body.end)) ?? [];
  const words = text.slice(start, end).split(/\W+/);
  return (
    name !== undefined && words.filter((word) => word === name).length < 2 && !words.includes('arguments')
  );
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
