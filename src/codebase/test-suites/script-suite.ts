import type * as OxcParser from 'oxc-parser';
import type {
  Argument,
  ArrowFunctionExpression,
  CallExpression,
  Expression,
  Function as FunctionNode,
  Program,
  VisitorObject,
} from 'oxc-parser';
import { languageOf } from '../../domain/language.ts';
import { lineStartsOf } from '../../domain/text.ts';
import type { Span } from '../index/facts/symbol-fact.ts';
import { chainOf } from './script-chain.ts';
import { checkOfType, checksOfChain } from './script-checks.ts';
import { idleLoops } from './script-idle.ts';
import { deadBranch, detachedBy, ignoresBody, restOf, unheard } from './script-dead.ts';
import { tableOf, tablesAtTop, type Tables } from './script-tables.ts';
import { isWithin, NOTHING_SEEN, type Sightings, type Table, type TestPlace } from './suite.ts';

type Found = { readonly [K in Exclude<keyof Sightings, 'isUnread'>]: Sightings[K][number][] };
/** A test, and the offset up to which its runner waits for what it starts. */
type Test = TestPlace & { readonly waitsUntil: number };

const TEST = /^[xf]?(?:it|test|specify)$/;
/** The context that `node:test` and tap hand to a test, by which it starts others: `t.test(…)`. */
const CONTEXT = /^(?:tt?|s\d*t\d*|ctx|context|tap)$/;
const SUITE = /^(?:[xf]?describe|[xf]?context|suite)$/;
const TEST_PARTS =
  /^(?:|only|skip|todo|fails|failing|concurrent|sequential|serial|cb|each|for|skipIf|runIf)$/;
/** `type verify = Expect<Equal<A, B>>`, which a type checker runs. */
const TYPE_CHECK = /^(?:Expect|Assert)/;
const MADE_PROMISE = /\bnew Promise\b|\bPromise\.|\bresolve\(/;
const LOOPS = /^(?:forEach|map|each|for)$/;
const TIME_IS_MOVED =
  /\b(?:advanceTimers|runAllTimers|runOnlyPendingTimers|runAllTicks|clock\.tick|tick)\w*\(/;

/** Reads the tests of a JavaScript or TypeScript text, as jest, vitest, mocha and `node:test` know them. */
export async function readScriptSuite(path: string, text: string): Promise<Sightings> {
  const oxc = await import('oxc-parser');
  const language = languageOf(path);
  const program = programOf(oxc, { path, text, language });
  if (program === null) return { ...NOTHING_SEEN, isUnread: true };
  const tables = tablesAtTop(program, text);
  const found: Found = {
    tests: [],
    functions: [],
    checks: [],
    calls: [],
    tables: [],
    repeated: [],
    dead: [],
    idle: [],
  };
  const reading = { found, tables, used: new Set<number>(), idle: new Set<string>() };
  const calls = visitCalls(text, reading);
  const marks = visitMarks(text, reading);
  new oxc.Visitor({ ...calls.visitor, ...marks }).visit(program);
  const loops = idleLoops(text);
  new oxc.Visitor(loops.visitor).visit(program);
  const detached = TIME_IS_MOVED.test(text) ? [] : calls.detached();
  return { ...found, dead: [...found.dead, ...detached, ...calls.ignored()], idle: loops.found() };
}

/** Null where the text does not parse. JavaScript may have types (Flow), which TypeScript mostly writes the same way. */
function programOf(
  oxc: typeof OxcParser,
  {
    path,
    text,
    language,
  }: { readonly path: string; readonly text: string; readonly language: string | null },
): Program | null {
  const dialects =
    language === 'javascript' ? (['jsx', 'tsx'] as const) : ([language === 'tsx' ? 'tsx' : 'ts'] as const);
  for (const lang of dialects) {
    const { program, errors } = oxc.parseSync(path, text, { lang });
    // What is an error to it and no hindrance leaves a program.
    if (program.body.length > 0 || errors.length === 0) return program;
  }
  return null;
}

type Reading = {
  readonly found: Found;
  readonly tables: Map<string, Table>;
  /** Where values begin that get a name. */
  readonly used: Set<number>;
  /** Functions of the file that take a function last and do nothing with it. */
  readonly idle: Set<string>;
};

/** Tests, assertions and calls; parts of a chain begin where the whole does, which is met first. */
function visitCalls(
  text: string,
  { found, tables, used, idle }: Reading,
): {
  readonly visitor: VisitorObject;
  readonly detached: () => readonly Span[];
  readonly ignored: () => readonly Span[];
} {
  const begun = new Set<number>();
  const unused = new Set<number>();
  const tests: Test[] = [];
  const suites: (Span & { readonly title: string })[] = [];
  const starts = lineStartsOf(text);
  const later: Span[] = [];
  const plain: (Span & { readonly name: string })[] = [];
  const addCheck = (node: Expression): void => {
    if (begun.has(node.start)) return;
    const checks = checksOfChain(node, { text, isAwaited: !unused.has(node.start) });
    if (checks.length === 0) return;
    begun.add(node.start);
    found.checks.push(...checks);
  };
  const visitor: VisitorObject = {
    ExpressionStatement: ({ expression }) => {
      if (expression.type === 'CallExpression') unused.add(expression.start);
    },
    CallExpression: (node) => {
      addCheck(node);
      const { links } = chainOf(node);
      const name = links.at(-1)?.name ?? '';
      if (links.length === 1) plain.push({ name, start: node.start, end: node.end });
      if (name !== '')
        found.calls.push({ name, start: node.start, end: node.end, isUsed: used.has(node.start) });
      found.repeated.push(...repeatedBy(node, tables, text));
      later.push(...detachedBy(node, unused.has(node.start)));
      if (SUITE.test(links[0]?.name ?? '') && node.arguments.length > 1)
        suites.push({ title: titleOf(node, text), start: node.start, end: node.end });
      const test = testOf(node, text);
      if (test === null) return;
      // `test('title', check, 1)` of ava runs a function by its name.
      for (const one of node.arguments)
        if (one.type === 'Identifier')
          found.calls.push({ name: one.name, start: one.start, end: one.end, isUsed: false });
      const around = suites.filter((suite) => isWithin(node, suite)).map(({ title }) => title);
      const line = starts.findLastIndex((start) => start <= node.start) + 1;
      tests.push({ ...test, name: [...around, test.title].join(' > '), line });
    },
    MemberExpression: addCheck,
    'Program:exit': () => void found.tests.push(...tests),
  };
  const isAwaited = (span: Span): boolean =>
    tests.some((test) => isWithin(span, test) && test.waitsUntil >= span.end) ||
    !tests.some((test) => isWithin(span, test));
  return {
    visitor,
    detached: () => later.filter((span) => !isAwaited(span)),
    ignored: () => plain.filter(({ name }) => idle.has(name)),
  };
}

/** What surrounds them: functions, tables, loops, and code that is never run. */
function visitMarks(text: string, { found, tables, used, idle }: Reading): VisitorObject {
  const addTable = ({ start, end }: Span): void => void found.tables.push({ start, end });
  const addFunction = (name: string, { start, end }: Span, isReached = false): void =>
    void found.functions.push({ name, start, end, isReached });
  return {
    ArrayExpression: addTable,
    ObjectExpression: addTable,
    TemplateLiteral: addTable,
    TSTypeAliasDeclaration: ({ typeAnnotation: type }) => {
      const name =
        type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' ? type.typeName.name : '';
      if (TYPE_CHECK.test(name)) found.checks.push(checkOfType(type, text));
    },
    BlockStatement: ({ body }) => void found.dead.push(...restOf(body)),
    IfStatement: (node) => void found.dead.push(...deadBranch(node)),
    TryStatement: (node) => void found.dead.push(...unheard(node, text)),
    ForOfStatement: ({ right, body }) => {
      found.repeated.push({ ...tableOf(right, tables, text), start: body.start, end: body.end });
    },
    FunctionDeclaration: (node) => {
      addFunction(node.id?.name ?? '', node);
      if (ignoresBody(node, text)) idle.add(node.id?.name ?? '');
    },
    VariableDeclarator: ({ id, init }) => {
      if (init === null) return;
      used.add((init.type === 'AwaitExpression' ? init.argument : init).start);
      if (id.type !== 'Identifier') return;
      if (isFunction(init)) addFunction(id.name, init);
      if (isFunction(init) && ignoresBody(init, text)) idle.add(id.name);
      if (!isFunction(init)) tables.set(id.name, tableOf(init, tables, text));
    },
    MethodDefinition: (node) => addFunction(text.slice(node.key.start, node.key.end), node, true),
  };
}

function isFunction(
  node: Expression | Argument | null | undefined,
): node is ArrowFunctionExpression | FunctionNode {
  return node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression';
}

function testOf(node: CallExpression, text: string): Omit<Test, 'line' | 'name'> | null {
  const { links } = chainOf(node);
  const [root, ...parts] = CONTEXT.test(links[0]?.name ?? '') ? links.slice(1) : links;
  const [title, ...others] = node.arguments;
  if (root === undefined || title === undefined || !TEST.test(root.name)) return null;
  if (!parts.every(({ name }) => TEST_PARTS.test(name))) return null;
  // `it.each(table)` and `it.skipIf(x)` are no tests before they are called again.
  if (/^(?:each|for|skipIf|runIf)$/.test(links.at(-1)?.name ?? '')) return null;
  const body = others.findLast((one) => isFunction(one));
  // One that has only a title is yet to be written.
  if (body === undefined && !others.some(({ type }) => type === 'Identifier' || type === 'CallExpression'))
    return null;
  const waitsUntil = body === undefined ? Infinity : waitEnd(body, text);
  return { title: titleOf(node, text), start: node.start, end: node.end, waitsUntil };
}

function titleOf({ arguments: [title] }: CallExpression, text: string): string {
  return title === undefined ? '' : text.slice(title.start, title.end).replaceAll(/^['"`]|['"`]$/g, '');
}

/** For a promise that it returns, for the callback that it hands out, or up to its last `await`. */
function waitEnd(body: Argument, text: string): number {
  if (body.type !== 'ArrowFunctionExpression' && body.type !== 'FunctionExpression') return Infinity;
  const isBlock = body.body?.type === 'BlockStatement';
  const returns = /\breturn\b[^;\n]*[\w(]/.test(text.slice(body.start, body.end));
  if (body.params.length > 0 || !isBlock || returns) return Infinity;
  const code = text.slice(body.start, body.end);
  if (!body.async) return -1;
  // A promise of its own may be what it waits for.
  return MADE_PROMISE.test(code) ? Infinity : body.start + code.lastIndexOf('await');
}

function repeatedBy(node: CallExpression, tables: Tables, text: string): Found['repeated'] {
  const { root, links } = chainOf(node);
  const index = links.findLastIndex(({ name }) => LOOPS.test(name));
  const loop = links[index];
  if (loop === undefined) return [];
  const isOfTests = TEST.test(links[0]?.name ?? '') || SUITE.test(links[0]?.name ?? '');
  if (isOfTests && index === links.length - 1) return [];
  const table = isOfTests ? loop.given?.[0] : index === 1 ? root : undefined;
  return table === undefined ? [] : [{ ...tableOf(table, tables, text), start: node.start, end: node.end }];
}
