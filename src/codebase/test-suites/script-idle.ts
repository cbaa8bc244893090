import type {
  Argument,
  CallExpression,
  Directive,
  Expression,
  ForStatement,
  Statement,
  VisitorObject,
} from 'oxc-parser';
import type { Span } from '../index/facts/symbol-fact.ts';
import { isNever } from './script-dead.ts';

const RUNS = /^(?:forEach|map|flatMap)$/;
/** What gives no value where there is none. */
const KEEPS =
  /^(?:map|filter|flatMap|flat|slice|entries|values|keys|toSorted|sort|reverse|toReversed|toArray)$/;
/** `Object.entries(x)`, `Array.from(x)`. */
const TAKES = /^(?:entries|values|keys|from)$/;
const NO_VALUE = /^\(?\w*\)?\s*=>\s*(?:false|!1|\{\s*return (?:false|!1);?\s*\})$/;

/** Collects code that is written in a loop and never reached: behind `continue` or `break`, or where it runs over nothing. */
export function idleLoops(text: string): {
  readonly visitor: VisitorObject;
  readonly found: () => readonly Span[];
} {
  const idle: Span[] = [];
  /** Loops by the names that they run over, which may be given nothing. */
  const named: { readonly name: string; readonly body: Span }[] = [];
  const empty: (Span & { readonly name: string })[] = [];
  const scopes: Span[] = [{ start: 0, end: text.length }];
  const identifiers: (Span & { readonly name: string })[] = [];
  const addLoop = (values: Expression, body: Span | undefined): void => {
    if (body === undefined) return;
    if (isNothing(values, text)) idle.push(spanOf(body));
    if (values.type === 'Identifier') named.push({ name: values.name, body: spanOf(body) });
  };
  const visitor: VisitorObject = {
    BlockStatement: ({ body }) => void idle.push(...restOfTurn(body)),
    ForOfStatement: ({ right, body }) => addLoop(right, body),
    ForInStatement: ({ right, body }) => addLoop(right, body),
    ForStatement: (node) => {
      if (isOver(node, text)) idle.push(spanOf(node.body));
    },
    WhileStatement: ({ test, body }) => {
      if (isNever(test)) idle.push(spanOf(body));
    },
    CallExpression: (node) => {
      const { callee, arguments: given } = node;
      const [table] = tableOfTests(callee, text);
      if (table !== undefined && isNothing(table, text)) idle.push(spanOf(node));
      if (callee.type !== 'MemberExpression') return;
      if (RUNS.test(text.slice(callee.property.start, callee.property.end))) addLoop(callee.object, given[0]);
    },
    VariableDeclarator: ({ id, init }) => {
      if (id.type !== 'Identifier' || init === null || !isNothing(init, text)) return;
      const scope = scopes.findLast(({ start, end }) => start <= id.start && id.end <= end);
      if (scope !== undefined) empty.push({ ...spanOf(scope), name: id.name });
    },
    Identifier: ({ name, start, end }) => void identifiers.push({ name, start, end }),
    FunctionDeclaration: (node) => void scopes.push(spanOf(node)),
    FunctionExpression: (node) => void scopes.push(spanOf(node)),
    ArrowFunctionExpression: (node) => void scopes.push(spanOf(node)),
  };
  const staysEmpty = ({ name, body }: (typeof named)[number]): boolean =>
    empty.some((one) => {
      const isHere = (other: Span & { readonly name: string }): boolean =>
        other.name === name && isWithin(other, one);
      const runs = named.filter((loop) => isHere({ ...loop.body, name: loop.name })).length;
      return one.name === name && isWithin(body, one) && identifiers.filter(isHere).length === runs + 1;
    });
  return { visitor, found: () => [...idle, ...named.filter(staysEmpty).map(({ body }) => body)] };
}

/** What `it.each(table)` is given. */
function tableOfTests(callee: Expression, text: string): readonly Argument[] {
  if (callee.type !== 'CallExpression') return [];
  return /\.(?:each|for)$/.test(nameOf(callee.callee, text)) ? callee.arguments : [];
}

/** What follows a `continue` or `break` in its block. */
function restOfTurn(statements: readonly (Directive | Statement)[]): readonly Span[] {
  const end = statements.findIndex(({ type }) => type === 'ContinueStatement' || type === 'BreakStatement');
  return end < 0 ? [] : statements.slice(end + 1).map(spanOf);
}

/** Whether a loop such as `for (let n = 0; n < 0; n++)` is over before it begins. */
function isOver({ init, test, update }: ForStatement, text: string): boolean {
  if (test === null || isNever(test)) return test !== null;
  if (init?.type !== 'VariableDeclaration' || test.type !== 'BinaryExpression' || update === null)
    return false;
  const [first, ...more] = init.declarations;
  const from = valueOf(first?.init ?? null);
  const to = valueOf(test.right);
  const isOfName =
    first !== undefined && text.slice(first.id.start, first.id.end) === nameOf(test.left, text);
  if (more.length > 0 || !isOfName || from === null || to === null) return false;
  return (test.operator === '<' && from >= to) || (test.operator === '<=' && from > to);
}

function nameOf(node: Span, text: string): string {
  return text.slice(node.start, node.end);
}

function valueOf(node: Expression | null): number | null {
  return node?.type === 'Literal' && typeof node.value === 'number' ? node.value : null;
}

function isNothing(node: Argument | null | undefined, text: string): boolean {
  switch (node?.type) {
    case 'ArrayExpression':
      return node.elements.length === 0;
    case 'ObjectExpression':
      return node.properties.length === 0;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'ParenthesizedExpression':
      return isNothing(node.expression, text);
    case 'NewExpression': {
      const isCollection = /^(?:Set|Map|Array)$/.test(nameOf(node.callee, text));
      return isCollection && (node.arguments.length === 0 || isNothing(node.arguments[0], text));
    }
    case 'CallExpression':
      return givesNothing(node, text);
    default:
      return false;
  }
}

function givesNothing({ callee, arguments: given }: CallExpression, text: string): boolean {
  if (callee.type !== 'MemberExpression') return false;
  const name = nameOf(callee.property, text);
  const [first, second] = given;
  if (/^(?:Object|Array)$/.test(nameOf(callee.object, text)))
    return TAKES.test(name) && isNothing(first, text);
  if (name === 'slice' && isPositive(first) && isPositive(second) && second.value <= first.value) return true;
  if (name === 'filter' && first !== undefined && NO_VALUE.test(nameOf(first, text))) return true;
  return KEEPS.test(name) && isNothing(callee.object, text);
}

function isPositive(node: Argument | undefined): node is Argument & { readonly value: number } {
  return node?.type === 'Literal' && typeof node.value === 'number';
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
