import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { FunctionWithBody } from '../typescript/functions.ts';
import { endsAlways, functionsIn, returnsIn } from '../typescript/functions.ts';
import { hasModifier, unwrapped } from '../typescript/syntax.ts';
import { namesIn } from '../typescript/tokens.ts';
import { lastLink } from './chain.ts';
import type { Objection } from './plan.ts';
import { isPromise, isUnknown } from './promise-types.ts';

/** A function that returns a chain, with the chains that it returns. */
export type Candidate = {
  readonly node: FunctionWithBody;
  readonly chains: readonly TypeScript.Expression[];
};

// Their `then` is not that of a promise: it calls with several values, or gives no promise.
const OTHER_THENS = new Set(['cy', '$', 'jQuery']);

/** The functions of a file that return chains, in order. */
export function candidatesIn(ts: typeof TypeScript, file: TypeScript.SourceFile): readonly Candidate[] {
  return functionsIn(ts, file).flatMap((node): readonly Candidate[] => {
    const chains = returnedBy(ts, node).filter((one) => lastLink(ts, one) !== null);
    return chains.length === 0 ? [] : [{ node, chains }];
  });
}

/** Why a function cannot become async, or its chains not be taken apart, for all that they hold. */
export function objectionTo(project: TypeScriptProject, { node, chains }: Candidate): Objection | null {
  const { ts } = project;
  const objection = (at: TypeScript.Node, why: string): Objection => ({ kind: 'objection', node: at, why });
  if (node.asteriskToken !== undefined) return objection(node, 'it is a generator');
  if (isExecutor(ts, node)) return objection(node, 'what it throws is what makes the promise fail');
  if (namesIn(ts, node).some(({ text }) => text === 'await'))
    return objection(node, 'it uses the name await');
  for (const chain of chains) {
    const why = whyNotThere(ts, node, chain) ?? whyNoPromise(project, chain);
    if (why !== null) return objection(chain, why);
  }
  if (hasModifier(ts, node, ts.SyntaxKind.AsyncKeyword)) return null;
  if (hasOwnPromise(ts, node.getSourceFile()))
    return objection(
      node,
      'its file has a Promise of its own, and an async function gives that of the language',
    );
  const other = returnsIn(ts, node.body).find(
    ({ expression }) => !chains.some((one) => one === expression) && !givesPromise(project, expression),
  );
  if (ts.isBlock(node.body) && other !== undefined)
    return objection(other, 'what it returns there may be no promise');
  return ts.isBlock(node.body) && !endsAlways(ts, node.body)
    ? objection(node, 'it may end without a promise')
    : null;
}

/** `import Promise from 'bluebird'`, `const Promise = require('bluebird')`. */
function hasOwnPromise(ts: typeof TypeScript, file: TypeScript.SourceFile): boolean {
  return namesIn(ts, file).some(
    ({ text, parent }) =>
      text === 'Promise' &&
      (ts.isImportClause(parent) ||
        ts.isImportSpecifier(parent) ||
        (ts.isVariableDeclaration(parent) && parent.name.getText() === text)),
  );
}

/** Whether a function hands its caller a rejection where it threw before; null where it throws nothing of its own. */
export function ownThrow(ts: typeof TypeScript, { body }: FunctionWithBody): TypeScript.Node | null {
  let found: TypeScript.Node | null = null;
  const visit = (node: TypeScript.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isThrowStatement(node)) found ??= node;
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

/** Where a chain begins: `fetch(url)` in `fetch(url).then(…)`. */
export function baseOf(ts: typeof TypeScript, chain: TypeScript.Expression): TypeScript.Expression {
  const link = lastLink(ts, chain);
  return link === null ? unwrapped(ts, chain) : baseOf(ts, link.inner);
}

function returnedBy(ts: typeof TypeScript, { body }: FunctionWithBody): readonly TypeScript.Expression[] {
  if (!ts.isBlock(body)) return [body];
  return returnsIn(ts, body).flatMap(({ expression }) => (expression === undefined ? [] : [expression]));
}

function isExecutor(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  return ts.isNewExpression(node.parent) && node.parent.expression !== node;
}

function whyNotThere(
  ts: typeof TypeScript,
  owner: FunctionWithBody,
  chain: TypeScript.Expression,
): string | null {
  for (let at: TypeScript.Node = chain; at !== owner; at = at.parent) {
    if (ts.isTryStatement(at)) return 'a try around it would catch what it does not catch now';
    if (ts.isCaseOrDefaultClause(at)) return 'it stands in a case, which is no block';
    if (ts.isLabeledStatement(at)) return 'it stands behind a label';
  }
  return null;
}

function whyNoPromise(project: TypeScriptProject, chain: TypeScript.Expression): string | null {
  const { ts, checker } = project;
  const base = baseOf(ts, chain);
  const type = checker.getTypeAtLocation(base);
  if (!isUnknown(project, type)) {
    return isPromise(project, type) ? null : `${checker.typeToString(type)} is no promise of the language`;
  }
  let root: TypeScript.Node = base;
  while (ts.isCallExpression(root) || ts.isPropertyAccessExpression(root)) root = root.expression;
  return ts.isIdentifier(root) && OTHER_THENS.has(root.text)
    ? `the then() of ${root.text} is not that of a promise`
    : null;
}

function givesPromise(project: TypeScriptProject, node: TypeScript.Expression | undefined): boolean {
  if (node === undefined) return false;
  const type = project.checker.getTypeAtLocation(node);
  return !isUnknown(project, type) && isPromise(project, type);
}
