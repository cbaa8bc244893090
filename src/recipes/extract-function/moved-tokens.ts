import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { tokensOf } from '../typescript/tokens.ts';
import type { Extraction } from './extraction.ts';

type Both = { readonly before: TypeScript.SourceFile; readonly after: TypeScript.SourceFile };

/**
 * What changed besides the lines that moved, or null. The file without the new function has to be the file as it was but
 * for one call in place of the lines, and the function has to hold the lines, with at most a `return` behind them.
 */
export function whatElseMoved(
  ts: typeof TypeScript,
  { before, after }: Both,
  { span, name }: Extraction,
): string | null {
  const made = declarationOf(ts, after, name);
  if (made === null) return `there is no function ${name}`;
  const old = tokensIn(before, 0, before.end);
  const [head, lines, tail] = [
    tokensIn(before, 0, span.start),
    tokensIn(before, span.start, span.end),
    tokensIn(before, span.end, before.end),
  ];
  if (head.length + lines.length + tail.length !== old.length) return 'the lines cut a token';
  const [start, end] = [made.getStart(after, true), made.end];
  const rest = [...tokensIn(after, 0, start), ...tokensIn(after, end, after.end)];
  if (!isSame(rest.slice(0, head.length), head)) return 'code before the lines';
  if (!isSame(rest.slice(rest.length - tail.length), tail)) return 'code behind the lines';
  const call = rest.slice(head.length, rest.length - tail.length);
  if (call.filter((token) => token === name).length !== 1) return 'the lines are not one call now';
  const body = made.body === undefined ? [] : tokensOf(made.body, after).slice(1, -1);
  const isMoved = isSame(body.slice(0, lines.length), lines) && isReturn(body.slice(lines.length));
  return isMoved || isValueMoved({ lines, call, body }) ? null : 'the lines themselves';
}

type Made = TypeScript.FunctionDeclaration | TypeScript.MethodDeclaration;

function declarationOf(ts: typeof TypeScript, file: TypeScript.SourceFile, name: string): Made | null {
  let found: Made | null = null;
  const visit = (node: TypeScript.Node): void => {
    const isFunction = ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node);
    if (isFunction && node.name?.getText(file) === name) found = node;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function tokensIn(file: TypeScript.SourceFile, start: number, end: number): readonly string[] {
  const tokens: string[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (node.end <= start || node.getStart(file) >= end) return;
    const children = node.getChildren(file);
    if (children.length > 0) children.forEach(visit);
    else tokens.push(...tokensOf(node, file));
  };
  visit(file);
  return tokens;
}

/** `const b = a + 1` becomes `const b = taken(a)` and `return a + 1`. */
function isValueMoved(parts: Readonly<Record<'lines' | 'call' | 'body', readonly string[]>>): boolean {
  const { lines, call, body } = parts;
  const [first, ...value] = body;
  const split = lines.length - value.length;
  const target = lines.slice(0, split);
  return (
    first === 'return' &&
    target.at(-1) === '=' &&
    isSame(lines.slice(split), value) &&
    isSame(call.slice(0, split), target)
  );
}

function isReturn(tokens: readonly string[]): boolean {
  return tokens.length === 0 || tokens[0] === 'return';
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((token, at) => token === others[at]);
}
