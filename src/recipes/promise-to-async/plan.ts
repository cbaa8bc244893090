import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { isStable, valueSymbolOf } from '../typescript/stable-names.ts';
import { unwrapped } from '../typescript/syntax.ts';
import { callbackOf, linkFor, tailOf, type Callback, type Link, type Use } from './chain.ts';
import { returnsIn, usesOwn } from '../typescript/functions.ts';

/** Why a chain stays, as the end of a sentence about the place. */
export type Objection = { readonly kind: 'objection'; readonly node: TypeScript.Node; readonly why: string };

/** A callback whose names become those of the block around it. */
export type Merged = {
  readonly callback: Extract<Callback, { readonly kind: 'inline' }>;
  /** All code that will stand in the same block, or in blocks within it. */
  readonly region: TypeScript.Node;
  /** It stays a block of its own, so that nothing can clash with it: the handler of a `catch` or a `finally`. */
  readonly isApart: boolean;
};

/** What is taken apart, and which chains within callbacks are not. */
export type Plan = {
  readonly kind: 'plan';
  readonly merged: readonly Merged[];
  readonly kept: readonly TypeScript.Node[];
  /** Named functions that handle errors: what is caught needs a name. */
  readonly needsErrorName: boolean;
};

type At = { readonly use: Use; readonly region: TypeScript.Node };

const NOTHING: Plan = { kind: 'plan', merged: [], kept: [], needsErrorName: false };

/** Walks a chain from its end to its beginning, and the chains that its callbacks return. */
export function planOf(
  project: TypeScriptProject,
  node: TypeScript.Expression,
  { use, region }: At,
): Plan | Objection {
  const { ts } = project;
  const link = linkFor(ts, node, use);
  if (link === null) return NOTHING;
  const callback = callbackOf(ts, link);
  const why =
    callback === null ? whyNoCallback(ts, link) : whyNotTakenApart(project, link, { callback, use });
  if (callback === null || why !== null) return { kind: 'objection', node: link.call, why: why ?? '' };
  const inner = planOf(project, link.inner, {
    use: link.method === 'then' ? 'go-on' : 'return',
    region: link.method === 'then' ? region : link.inner,
  });
  if (inner.kind === 'objection') return inner;
  if (callback.kind === 'named') {
    return { ...inner, needsErrorName: inner.needsErrorName || link.method === 'catch' };
  }
  const isApart = link.method !== 'then';
  const own = isApart ? callback.node : region;
  const body = bodyPlan(project, callback, { use: link.method === 'finally' ? 'go-on' : use, region: own });
  return {
    kind: 'plan',
    merged: [...inner.merged, { callback, region: own, isApart }, ...body.merged],
    kept: [...inner.kept, ...body.kept],
    needsErrorName: inner.needsErrorName || body.needsErrorName,
  };
}

/** A chain that the callback itself returns is taken apart as well, and left where it cannot be. */
function bodyPlan(
  project: TypeScriptProject,
  { node: { body } }: Extract<Callback, { readonly kind: 'inline' }>,
  at: At,
): Plan {
  const { ts } = project;
  const last = ts.isBlock(body) ? tailOf(ts, body)?.expression : unwrapped(ts, body);
  if (last === undefined) return NOTHING;
  const plan = planOf(project, last, at);
  return plan.kind === 'plan' ? plan : { ...NOTHING, kept: [last] };
}

function whyNoCallback(ts: typeof TypeScript, { method, given }: Link): string {
  if (given.length === 0) return `${method}() is given no function`;
  const [first] = given;
  return first !== undefined && ts.isPropertyAccessExpression(first)
    ? `${first.getText()} is handed over, and a call of it would have another "this"`
    : `what ${method}() is given is no function that is written there, or its name`;
}

function whyNotTakenApart(
  project: TypeScriptProject,
  { method, call, given }: Link,
  { callback, use }: { readonly callback: Callback; readonly use: Use },
): string | null {
  const { ts } = project;
  if (given.length > 1) return `${method}() has a second handler, which a try statement would not be`;
  if (call.typeArguments !== undefined) return `${method}() is given types`;
  if (callback.kind === 'named') return whyNotCalled(project, callback.node);
  const { node, parameter } = callback;
  const why = whyNotInlined(ts, callback);
  if (why !== null) return why;
  if (method === 'finally' && parameter !== null) return 'finally() calls its function with nothing';
  const type = method === 'catch' ? parameter?.type : undefined;
  const { AnyKeyword, UnknownKeyword } = ts.SyntaxKind;
  if (type !== undefined && type.kind !== AnyKeyword && type.kind !== UnknownKeyword) {
    return `a catch clause cannot declare its error as ${type.getText()}`;
  }
  if (!ts.isBlock(node.body) || (use === 'return' && method !== 'finally')) return null;
  const tail = tailOf(ts, node.body);
  return returnsIn(ts, node.body).every((one) => one === tail)
    ? null
    : 'its function returns early, and more code follows';
}

function whyNotInlined(
  ts: typeof TypeScript,
  { node, parameter }: Extract<Callback, { readonly kind: 'inline' }>,
): string | null {
  const head = node.getSourceFile().text.slice(node.getStart(), node.body.getStart());
  if (node.asteriskToken !== undefined) return 'its function is a generator';
  if (node.parameters.length > 1) return 'its function takes several arguments';
  if (node.typeParameters !== undefined || node.type !== undefined) return 'its function declares types';
  if (/\/[/*]/.test(head)) return 'there may be a comment in the head of its function';
  if (parameter?.dotDotDotToken !== undefined || parameter?.initializer !== undefined) {
    return 'the parameter of its function is no plain one';
  }
  if (parameter?.questionToken !== undefined || parameter?.name.getText() === 'this') {
    return 'the parameter of its function is no plain one';
  }
  if (ts.isArrowFunction(node)) return null;
  if (node.name !== undefined) return 'its function has a name';
  return usesOwn(ts, node.body) ? 'its function uses "this" or "arguments" of its own' : null;
}

/** A name that may hold no function would be passed over by `then`, and is no method. */
function whyNotCalled(project: TypeScriptProject, name: TypeScript.Identifier): string | null {
  const { ts, checker } = project;
  const { text } = name;
  if (!isStable(project, name)) return `${text} may be another function by then`;
  const symbol = valueSymbolOf(project, name);
  const isAlias = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  const declared = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
  const isFunction = (declared?.flags ?? 0) & (ts.SymbolFlags.Function | ts.SymbolFlags.Method);
  const type = checker.getTypeAtLocation(name);
  const isCallable = type.getCallSignatures().length > 0;
  return isFunction !== 0 || isCallable ? null : `${text} is not known to be a function`;
}
