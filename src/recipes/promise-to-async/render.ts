import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { indentAt, indented, linesOf, newLine, wrapped, type CodeLines } from '../typescript/code-lines.ts';
import { unwrapped } from '../typescript/syntax.ts';
import { callbackOf, linkFor, tailOf, type Callback, type Link } from './chain.ts';
import { endsAlways, returnsIn } from '../typescript/functions.ts';
import { isSilent, mayBePromise, mayGivePromise, takesNothing } from './promise-types.ts';

/** What the statements of a chain are written for. */
export type Writing = {
  readonly project: TypeScriptProject;
  readonly file: TypeScript.SourceFile;
  /** One step of indentation. */
  readonly unit: string;
  /** What ends a statement. */
  readonly semicolon: string;
  /** The name for what is caught, where the handler has none of its own. */
  readonly errorName: string;
  /** Callbacks whose parameters get no name: what they stand for is written in their place. */
  readonly unnamed: ReadonlySet<TypeScript.Node>;
  /** Callbacks with parameters that nothing reads, and those with parameters that are assigned again. */
  readonly unread: ReadonlySet<TypeScript.Node>;
  readonly reassigned: ReadonlySet<TypeScript.Node>;
  /** Chains within callbacks that stay as they are. */
  readonly kept: ReadonlySet<TypeScript.Node>;
  /** Whether what is caught is declared as `any`, as it was in the handler. */
  readonly caughtIsAny: boolean;
};

/** Statements, and whether the code behind them is reached. */
export type Written = { readonly lines: CodeLines; readonly goesOn: boolean };

/** Statements to run first, and then an expression; null where there is no value to speak of. */
type Flat = { readonly before: CodeLines; readonly value: Value | null };
type Value = {
  readonly lines: CodeLines;
  /** Nothing in front of it would take hold of a part of it alone. */
  readonly isTight: boolean;
  readonly mayBePromise: boolean;
  readonly isSilent?: boolean;
};
type Inline = Extract<Callback, { readonly kind: 'inline' }>;
type Place = { readonly inTry: boolean };

/** The statements that return what an expression gives, its chain taken apart. */
export function returning(writing: Writing, node: TypeScript.Expression, { inTry }: Place): Written {
  const { ts } = writing.project;
  const link = writing.kept.has(node) ? null : linkFor(ts, node, 'return');
  const callback = link === null ? null : callbackOf(ts, link);
  if (link === null || callback === null) return returnOf(writing, valueOf(writing, node), { inTry });
  if (link.method === 'catch') return caught(writing, link, { callback, inTry });
  if (link.method === 'finally') return finished(writing, link, callback);
  if (callback.kind === 'named' || writing.unnamed.has(callback.node)) {
    const { before, value } = flat(writing, node);
    return prefixed(before, returnOf(writing, value, { inTry }));
  }
  const head = [...bound(writing, link, callback), ...commentsOf(writing, link)];
  return prefixed(head, bodyReturning(writing, callback, { inTry }));
}

/** `try { … } catch (error) { … }` */
function caught(
  writing: Writing,
  link: Link,
  { callback, inTry }: Place & { readonly callback: Callback },
): Written {
  const { unit, errorName } = writing;
  const tried = returning(writing, link.inner, { inTry: true });
  const handled =
    callback.kind === 'named'
      ? returnOf(writing, callOf(writing, callback.node, newLine(`${callback.node.text}(${errorName})`)), {
          inTry,
        })
      : bodyReturning(writing, callback, { inTry });
  const comments = commentsOf(writing, link);
  return {
    lines: [
      ...newLine('try {'),
      ...indented(tried.lines, unit),
      ...newLine(`} catch${caughtName(writing, callback)} {`),
      ...indented([...comments, ...handled.lines], unit),
      ...newLine('}'),
    ],
    goesOn: tried.goesOn || handled.goesOn,
  };
}

function caughtName(writing: Writing, callback: Callback): string {
  const type = writing.caughtIsAny ? ': any' : '';
  if (callback.kind === 'named') return ` (${writing.errorName}${type})`;
  if (callback.parameter === null || writing.unread.has(callback.node)) return '';
  const { name, type: own } = callback.parameter;
  const { file } = writing;
  return ` (${name.getText(file)}${own === undefined ? type : `: ${own.getText(file)}`})`;
}

/** `try { … } finally { … }`, as a part of the `try` inside where there is one. */
function finished(writing: Writing, link: Link, callback: Callback): Written {
  const { unit, semicolon } = writing;
  const tried = returning(writing, link.inner, { inTry: true });
  const inner = linkFor(writing.project.ts, link.inner, 'return');
  const isMerged = inner?.method === 'catch';
  const last: Flat =
    callback.kind === 'named'
      ? { before: [], value: callOf(writing, callback.node, newLine(`${callback.node.text}()`)) }
      : flatBody(writing, callback);
  const body = [...commentsOf(writing, link), ...last.before, ...dropped(last.value, semicolon)];
  const opened = isMerged ? tried.lines.slice(0, -1) : [...newLine('try {'), ...indented(tried.lines, unit)];
  return {
    lines: [...opened, ...newLine('} finally {'), ...indented(body, unit), ...newLine('}')],
    goesOn: tried.goesOn,
  };
}

/** The body of a callback whose result is returned: its own `return` statements stay as they are. */
function bodyReturning(writing: Writing, { node }: Inline, { inTry }: Place): Written {
  const { ts } = writing.project;
  const { body } = node;
  if (!ts.isBlock(body)) return returning(writing, unwrapped(ts, body), { inTry });
  const tail = tailOf(ts, body);
  if (tail?.expression === undefined) {
    const lines = statementsOf(writing, body, { until: tail?.getStart(writing.file) ?? null, inTry });
    const comments = tail === null ? [] : linesOf(ts, writing.file, { start: tail.end, end: body.end - 1 });
    return { lines: [...lines, ...comments], goesOn: tail !== null || !endsAlways(ts, body) };
  }
  const before = statementsOf(writing, body, { until: tail.getStart(writing.file), inTry });
  return prefixed(before, returning(writing, tail.expression, { inTry }));
}

/** An expression as statements and a value. */
function flat(writing: Writing, node: TypeScript.Expression): Flat {
  const { ts } = writing.project;
  const link = writing.kept.has(node) ? null : linkFor(ts, node, 'go-on');
  const callback = link === null ? null : callbackOf(ts, link);
  if (link === null || callback === null) return { before: [], value: valueOf(writing, node) };
  if (callback.kind === 'named') {
    const inner = flat(writing, link.inner);
    if (takesNothing(writing.project, callback.node)) {
      const before = [...inner.before, ...dropped(inner.value, writing.semicolon)];
      return { before, value: callOf(writing, callback.node, newLine(`${callback.node.text}()`)) };
    }
    const lines = wrapped(`${callback.node.text}(`, awaited(inner.value), ')');
    return { before: inner.before, value: callOf(writing, callback.node, lines) };
  }
  if (writing.unnamed.has(callback.node)) return unnamedValue(writing, link, callback);
  const head = [...bound(writing, link, callback), ...commentsOf(writing, link)];
  const { before, value } = flatBody(writing, callback);
  return { before: [...head, ...before], value };
}

function flatBody(writing: Writing, { node }: Inline): Flat {
  const { ts } = writing.project;
  const { body } = node;
  if (!ts.isBlock(body)) return flat(writing, unwrapped(ts, body));
  const tail = tailOf(ts, body);
  const until = tail?.getStart(writing.file) ?? null;
  const before = statementsOf(writing, body, { until, inTry: false });
  if (tail?.expression === undefined) return { before, value: null };
  const last = flat(writing, tail.expression);
  return { before: [...before, ...last.before], value: last.value };
}

/** `response => response.json()` as `(await response).json()`. */
function unnamedValue(writing: Writing, link: Link, { node, parameter }: Inline): Flat {
  const { ts } = writing.project;
  const { file } = writing;
  const inner = flat(writing, link.inner);
  const body = ts.isBlock(node.body) ? null : unwrapped(ts, node.body);
  const name = parameter?.name.getText(file) ?? '';
  if (body === null) return inner;
  const rest = linesOf(ts, file, { start: body.getStart(file) + name.length, end: body.end });
  const head = wrapped('(', awaited(inner.value), ')');
  const lines = [...head.slice(0, -1), ...wrapped(head.at(-1)?.text ?? '', rest, '')];
  return {
    before: [...inner.before, ...commentsOf(writing, link)],
    value: { lines, isTight: true, mayBePromise: mayBePromise(writing.project, body) },
  };
}

/** Awaits what a callback is given, under the name that it has there. */
function bound(writing: Writing, link: Link, { node, parameter }: Inline): CodeLines {
  const { file, semicolon } = writing;
  const { before, value } = flat(writing, link.inner);
  if (parameter === null || writing.unread.has(node)) return [...before, ...dropped(value, semicolon)];
  const name = file.text.slice(parameter.getStart(file), parameter.end);
  const keyword = writing.reassigned.has(node) ? 'let' : 'const';
  return [...before, ...wrapped(`${keyword} ${name} = `, awaited(value), semicolon)];
}

function valueOf({ project, file }: Writing, node: TypeScript.Expression): Value {
  const { ts } = project;
  return {
    lines: linesOf(ts, file, { start: node.getStart(file), end: node.end }),
    isTight: ts.isLeftHandSideExpression(node),
    mayBePromise: mayBePromise(project, node),
    isSilent: isSilent(project, node),
  };
}

function callOf({ project }: Writing, callee: TypeScript.Identifier, lines: CodeLines): Value {
  return { lines, isTight: true, mayBePromise: mayGivePromise(project, callee) };
}

function awaited(value: Value | null): CodeLines {
  if (value === null) return newLine('undefined');
  if (!value.mayBePromise) return value.lines;
  return value.isTight ? wrapped('await ', value.lines, '') : wrapped('await (', value.lines, ')');
}

/** A value that nobody reads, for what it does. */
function dropped(value: Value | null, semicolon: string): CodeLines {
  if (value === null) return [];
  if (value.mayBePromise) return wrapped('', awaited(value), semicolon);
  const [first] = value.lines;
  if (/^(?:[\w$]+|'[^']*'|"[^"]*"|\{\}|\[\])$/.test(first?.text ?? '')) return [];
  return /^[([`{+\-/]|^(?:function|class|let)\b/.test(first?.text ?? '')
    ? wrapped('void (', value.lines, `)${semicolon}`)
    : wrapped('', value.lines, semicolon);
}

function returnOf(writing: Writing, value: Value | null, { inTry }: Place): Written {
  const { semicolon } = writing;
  if (value === null) return { lines: [], goesOn: true };
  if (value.isSilent === true) return { lines: wrapped('', value.lines, semicolon), goesOn: true };
  const lines = inTry ? awaited(value) : value.lines;
  return { lines: wrapped('return ', lines, semicolon), goesOn: false };
}

/** Statements of a callback as they are, up to an offset; in a `try`, what they return is awaited there. */
function statementsOf(
  { project, file }: Writing,
  body: TypeScript.Block,
  { until, inTry }: Place & { readonly until: number | null },
): CodeLines {
  const { ts } = project;
  const waits = (inTry ? returnsIn(ts, body) : []).flatMap(({ expression }) =>
    expression !== undefined && mayBePromise(project, expression) ? [expression] : [],
  );
  const edits = waits.flatMap((node) => {
    const start = node.getStart(file);
    const [open, close] = ts.isLeftHandSideExpression(node) ? ['await ', ''] : ['await (', ')'];
    const closing = close === '' ? [] : [{ start: node.end, end: node.end, newText: close }];
    return [{ start, end: start, newText: open }, ...closing];
  });
  const start = body.getStart(file) + 1;
  const end = until ?? body.end - 1;
  const [first] = body.statements;
  const indent = indentAt(file.text, first?.getStart(file) ?? start);
  const lines = linesOf(ts, file, { start, end, edits, indent });
  const hasGap =
    until !== null && lines.length > 0 && /\n[ \t]*\r?\n[ \t]*$/.test(file.text.slice(start, end));
  return hasGap ? [...lines, ...newLine('')] : lines;
}

/** Comments around the call of a link, whose place goes. */
function commentsOf({ file }: Writing, { inner, call, given }: Link): CodeLines {
  const callback = given[0];
  if (callback === undefined) return [];
  const gaps = [file.text.slice(inner.end, callback.getStart(file)), file.text.slice(callback.end, call.end)];
  return gaps
    .flatMap((gap) => gap.match(/\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g) ?? [])
    .flatMap((comment) => comment.split('\n').flatMap((line) => newLine(line.trim())));
}

function prefixed(before: CodeLines, { lines, goesOn }: Written): Written {
  return { lines: [...before, ...lines], goesOn };
}
