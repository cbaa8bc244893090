import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { endsAlways, usesOwn } from '../typescript/functions.ts';
import { valueSymbolOf } from '../typescript/stable-names.ts';
import { isWithin, unwrapped } from '../typescript/syntax.ts';
import { namesIn } from '../typescript/tokens.ts';

/** A part of a callback that runs to its end by itself: an expression, or statements with the comments around them. */
export type Branch = {
  readonly nodes: readonly TypeScript.Node[];
  readonly start: number;
  readonly end: number;
  readonly isExpression: boolean;
};

/** A callback that is given an error or values, taken apart by whether there is an error. */
export type Handler = {
  readonly kind: 'handler';
  readonly node: TypeScript.ArrowFunction | TypeScript.FunctionExpression;
  readonly error: TypeScript.ParameterDeclaration;
  readonly values: readonly TypeScript.ParameterDeclaration[];
  /** What decides between the two. */
  readonly test: TypeScript.Expression;
  readonly failed: Branch;
  readonly done: Branch;
  /** Whether its code goes on after the branch for the error. */
  readonly goesOn: boolean;
};

type Split = Pick<Handler, 'test' | 'failed' | 'done' | 'goesOn'>;

/** Reads a callback of the form that Node uses, or says why it is none, as the end of a sentence. */
export function readHandler(project: TypeScriptProject, given: TypeScript.Expression): Handler | string {
  const { ts } = project;
  const node = unwrapped(ts, given);
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return 'its callback is not written there';
  const [error, ...values] = node.parameters;
  if (error === undefined) return 'its callback takes no error';
  const why = whyUnusual(ts, node);
  if (why !== null) return why;
  const name = error.name.getText();
  const split = splitBody(ts, node, name);
  if (typeof split === 'string') return split;
  const { test, failed, done } = split;
  if (mentions(project, done.nodes, error)) return `its callback looks at ${name} where there is no error`;
  const early = values.find((value) => mentions(project, failed.nodes, value));
  if (early !== undefined) return `its callback reads ${early.name.getText()} where there is an error`;
  return { kind: 'handler', node, error, values, ...split, test };
}

function whyUnusual(
  ts: typeof TypeScript,
  node: TypeScript.ArrowFunction | TypeScript.FunctionExpression,
): string | null {
  const isPlain = ({ name, initializer, dotDotDotToken }: TypeScript.ParameterDeclaration): boolean =>
    ts.isIdentifier(name) && initializer === undefined && dotDotDotToken === undefined;
  if (!node.parameters.slice(0, 1).every(isPlain)) return 'the error of its callback has no plain name';
  const isTaken = ({ initializer, dotDotDotToken }: TypeScript.ParameterDeclaration): boolean =>
    initializer === undefined && dotDotDotToken === undefined;
  if (!node.parameters.every(isTaken)) return 'its callback has defaults or takes any number of values';
  if (node.asteriskToken !== undefined) return 'its callback is a generator';
  if (node.name !== undefined) return 'its callback has a name';
  if (node.typeParameters !== undefined) return 'its callback declares types';
  const isOwn = ts.isFunctionExpression(node) && usesOwn(ts, node.body);
  return isOwn ? 'its callback uses "this" or "arguments" of its own' : null;
}

const NO_TEST = 'its callback does not look at its error first';

function splitBody(ts: typeof TypeScript, node: Handler['node'], error: string): Split | string {
  const { body } = node;
  if (!ts.isBlock(body)) return splitChoice(ts, unwrapped(ts, body), error) ?? NO_TEST;
  const [first, ...rest] = body.statements;
  const [only] = rest.length === 0 ? body.statements : [];
  if (only !== undefined && (ts.isExpressionStatement(only) || ts.isReturnStatement(only))) {
    const choice = only.expression === undefined ? null : unwrapped(ts, only.expression);
    return (choice === null ? null : splitChoice(ts, choice, error)) ?? NO_TEST;
  }
  if (first === undefined || !ts.isIfStatement(first)) return NO_TEST;
  const meaning = testOf(ts, first.expression, error);
  if (meaning === null) return NO_TEST;
  const { thenStatement, elseStatement, expression: test } = first;
  if (rest.length > 0 && elseStatement !== undefined)
    return 'its callback goes on after both of its branches';
  const then = branchOf(ts, thenStatement);
  const other =
    elseStatement === undefined
      ? { nodes: rest, start: first.end, end: body.end - 1, isExpression: false }
      : branchOf(ts, elseStatement);
  const goesOn = rest.length > 0 && !endsAlways(ts, thenStatement) && !exits(ts, thenStatement);
  return meaning === 'error'
    ? { test, failed: then, done: other, goesOn }
    : { test, failed: other, done: then, goesOn };
}

/** `error ? a : b` */
function splitChoice(ts: typeof TypeScript, node: TypeScript.Expression, error: string): Split | null {
  if (!ts.isConditionalExpression(node)) return null;
  const meaning = testOf(ts, node.condition, error);
  if (meaning === null) return null;
  const branch = (value: TypeScript.Expression): Branch => ({
    nodes: [value],
    start: value.getStart(),
    end: value.end,
    isExpression: true,
  });
  const [whenTrue, whenFalse] = [branch(node.whenTrue), branch(node.whenFalse)];
  const test = node.condition;
  return meaning === 'error'
    ? { test, failed: whenTrue, done: whenFalse, goesOn: false }
    : { test, failed: whenFalse, done: whenTrue, goesOn: false };
}

/** What a test of the error is true for; null for any other test. */
function testOf(
  ts: typeof TypeScript,
  condition: TypeScript.Expression,
  error: string,
): 'error' | 'none' | null {
  const test = unwrapped(ts, condition);
  const isError = (node: TypeScript.Expression): boolean => ts.isIdentifier(node) && node.text === error;
  if (isError(test)) return 'error';
  if (ts.isPrefixUnaryExpression(test) && test.operator === ts.SyntaxKind.ExclamationToken) {
    const inner = testOf(ts, test.operand, error);
    return inner === null ? null : inner === 'error' ? 'none' : 'error';
  }
  if (!ts.isBinaryExpression(test) || !isError(test.left)) return null;
  if (test.right.kind !== ts.SyntaxKind.NullKeyword) return null;
  const { kind } = test.operatorToken;
  const { EqualsEqualsToken, ExclamationEqualsToken } = ts.SyntaxKind;
  const { EqualsEqualsEqualsToken, ExclamationEqualsEqualsToken } = ts.SyntaxKind;
  if (kind === ExclamationEqualsToken || kind === ExclamationEqualsEqualsToken) return 'error';
  return kind === EqualsEqualsToken || kind === EqualsEqualsEqualsToken ? 'none' : null;
}

function branchOf(ts: typeof TypeScript, statement: TypeScript.Statement): Branch {
  return ts.isBlock(statement)
    ? {
        nodes: [...statement.statements],
        start: statement.getStart() + 1,
        end: statement.end - 1,
        isExpression: false,
      }
    : { nodes: [statement], start: statement.getStart(), end: statement.end, isExpression: false };
}

/** Whether a statement ends with `process.exit()`. */
function exits(ts: typeof TypeScript, statement: TypeScript.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  const isCall = last !== undefined && ts.isExpressionStatement(last) && ts.isCallExpression(last.expression);
  return isCall && last.expression.getText().startsWith('process.exit(');
}

/** Whether code names what a parameter declares. */
export function mentions(
  project: TypeScriptProject,
  nodes: readonly TypeScript.Node[],
  parameter: TypeScript.ParameterDeclaration,
): boolean {
  return nodes.some((node) =>
    namesIn(project.ts, node).some((name) => {
      const declared = valueSymbolOf(project, name)?.declarations?.[0];
      return declared !== undefined && isWithin(declared, parameter);
    }),
  );
}

/** The one expression that a branch is, `return` or not: what it calls last. */
export function onlyCall(ts: typeof TypeScript, { nodes }: Branch): TypeScript.CallExpression | null {
  const [first, second, third] = nodes;
  if (first === undefined || third !== undefined) return null;
  if (second !== undefined && !(ts.isReturnStatement(second) && second.expression === undefined)) return null;
  const isStatement =
    ts.isExpressionStatement(first) || (ts.isReturnStatement(first) && second === undefined);
  const value = isStatement ? first.expression : ts.isExpression(first) ? first : undefined;
  const call = value === undefined ? undefined : unwrapped(ts, value);
  return call !== undefined && ts.isCallExpression(call) ? call : null;
}
