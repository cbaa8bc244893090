import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { indentAt, textOfLines, wrapped } from '../typescript/code-lines.ts';
import { usesOwn } from '../typescript/functions.ts';
import { lineEndOf } from '../typescript/insertion.ts';
import { unwrapped } from '../typescript/syntax.ts';
import { mentions, onlyCall, readHandler, type Handler } from './handler.ts';
import { formOf } from './promise-forms.ts';
import { promiseCall, valueOf, type CallbackCall, type Kept, type Site } from './site.ts';

/** `new Promise((resolve, reject) => f(…, (error, value) => …))`, where that is all that it does. */
type Wrap = {
  readonly node: TypeScript.NewExpression;
  readonly executor: TypeScript.ArrowFunction | TypeScript.FunctionExpression;
  readonly call: TypeScript.CallExpression;
};

const ERROR = /^_?(?:e|er|err|error)(?:[A-Z_]\w*)?$|Err(?:or)?$/;

/** Whether the last argument of a call looks like a callback of the form that Node uses. */
export function takesCallback(ts: typeof TypeScript, call: TypeScript.CallExpression): boolean {
  const last = call.arguments.at(-1);
  const callback = last === undefined ? undefined : unwrapped(ts, last);
  if (callback === undefined) return false;
  if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback)) return false;
  const [first] = callback.parameters;
  return first !== undefined && ts.isIdentifier(first.name) && ERROR.test(first.name.text);
}

/** The promises of a file that are made by hand around a call with a callback, each with what to write instead. */
export function wrapsIn(project: TypeScriptProject, file: TypeScript.SourceFile): readonly (Site | Kept)[] {
  const { ts } = project;
  const found: (Site | Kept)[] = [];
  const visit = (node: TypeScript.Node): void => {
    const wrap = ts.isNewExpression(node) ? readWrap(ts, node) : null;
    if (wrap !== null) {
      const site = siteOf(project, wrap);
      found.push(typeof site === 'string' ? { kind: 'kept', ...wrap, why: site } : site);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function readWrap(ts: typeof TypeScript, node: TypeScript.NewExpression): Wrap | null {
  const [given, ...others] = node.arguments ?? [];
  const isPromise = ts.isIdentifier(node.expression) && node.expression.text === 'Promise';
  if (!isPromise || given === undefined || others.length > 0) return null;
  const executor = unwrapped(ts, given);
  if (!ts.isArrowFunction(executor) && !ts.isFunctionExpression(executor)) return null;
  const { body } = executor;
  const nodes = ts.isBlock(body) ? [...body.statements] : [body];
  const call = onlyCall(ts, { nodes, start: body.pos, end: body.end, isExpression: !ts.isBlock(body) });
  return call !== null && takesCallback(ts, call) ? { node, executor, call } : null;
}

function siteOf(project: TypeScriptProject, wrap: Wrap): Site | string {
  const { ts } = project;
  const { executor, call } = wrap;
  const [resolve, reject] = executor.parameters;
  const last = call.arguments.at(-1);
  if (resolve === undefined || reject === undefined || last === undefined)
    return 'its promise is never rejected';
  if (ts.isFunctionExpression(executor) && usesOwn(ts, executor.body)) return 'it uses "this" of its own';
  const settle = [resolve, reject];
  const isUsed = [call.expression, ...call.arguments.slice(0, -1)].some((part) =>
    settle.some((one) => mentions(project, [part], one)),
  );
  if (isUsed) return 'resolve or reject is handed on';
  const handler = readHandler(project, last);
  if (typeof handler === 'string') return handler;
  const form = formOf(project, call);
  if (typeof form === 'string') return form;
  if (!rejectsOnly(project, handler, reject)) return 'it does more with an error than to reject';
  const found = { call, handler, form };
  const value = resolved(project, found, resolve);
  if (value === null) return 'it does more with a value than to resolve';
  if (settle.some((one) => value !== 'nothing' && mentions(project, [value], one))) {
    return 'resolve or reject is handed on';
  }
  return written(project, wrap, { found, value });
}

function rejectsOnly(
  { ts }: TypeScriptProject,
  { failed, error }: Handler,
  reject: TypeScript.ParameterDeclaration,
): boolean {
  const call = onlyCall(ts, failed);
  const [given, ...others] = call?.arguments ?? [];
  if (call === null || given === undefined || others.length > 0) return false;
  return call.expression.getText() === reject.name.getText() && given.getText() === error.name.getText();
}

/** What the promise is resolved with; null where that is not all that happens. */
function resolved(
  { ts }: TypeScriptProject,
  { handler }: CallbackCall,
  resolve: TypeScript.ParameterDeclaration,
): TypeScript.Expression | 'nothing' | null {
  const call = onlyCall(ts, handler.done);
  if (call === null || call.expression.getText() !== resolve.name.getText()) return null;
  const [given, ...others] = call.arguments;
  return others.length > 0 ? null : (given ?? 'nothing');
}

type Found = { readonly found: CallbackCall; readonly value: TypeScript.Expression | 'nothing' };

function written(
  project: TypeScriptProject,
  { node, executor, call }: Wrap,
  { found, value }: Found,
): Site | string {
  const { handler } = found;
  const file = node.getSourceFile();
  const promise = promiseCall(project, found);
  const parameter = valueOf(project, found);
  if (typeof promise === 'string') return promise;
  if (typeof parameter === 'string') return parameter;
  const step = stepOf(project, node, { found, value, parameter: parameter?.text ?? null });
  const newText = textOfLines(wrapped('', promise.lines, step ?? ''), {
    indent: indentAt(file.text, node.getStart(file)),
    lineEnd: lineEndOf(file.text),
  });
  const kept = step === null || value === 'nothing' ? [] : [...(parameter?.parameters ?? []), value];
  return {
    kind: 'site',
    node,
    call,
    edits: [...promise.needs, { start: node.getStart(file), end: node.end, newText }],
    parts: [call.expression, ...call.arguments.slice(0, -1), ...kept],
    loads: promise.needs.map((edit) => edit.newText.trim()),
    gone: [...executor.parameters, ...handler.node.parameters],
  };
}

/** What is made of the value; null where the promise gives it as it is. */
function stepOf(
  { ts }: TypeScriptProject,
  node: TypeScript.NewExpression,
  { found, value, parameter }: Found & { readonly parameter: string | null },
): string | null {
  const { gives } = found.form;
  if (value === 'nothing') {
    const isAwaited = ts.isAwaitExpression(node.parent) && ts.isExpressionStatement(node.parent.parent);
    return gives === 'nothing' || isAwaited ? null : '.then(() => {})';
  }
  if (gives !== 'outputs' && value.getText() === found.handler.values[0]?.name.getText()) return null;
  const plain = unwrapped(ts, value);
  const text = ts.isObjectLiteralExpression(plain) ? `(${plain.getText()})` : value.getText();
  return `.then((${parameter ?? ''}) => ${text})`;
}
