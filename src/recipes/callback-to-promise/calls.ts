import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import {
  indentAt,
  indented,
  linesOf,
  newLine,
  textOfLines,
  wrapped,
  type CodeLines,
} from '../typescript/code-lines.ts';
import { hasModifier } from '../typescript/syntax.ts';
import { lineEndOf } from '../typescript/insertion.ts';
import { readHandler, type Branch, type Handler } from './handler.ts';
import { nodeFormOf } from './promise-forms.ts';
import { promiseCall, styleOf, valueOf, type CallbackCall, type Kept, type Site } from './site.ts';
import { takesCallback } from './wraps.ts';

/** The calls of a file that give a function of Node a callback, each with its promise and what follows that. */
export function callsIn(project: TypeScriptProject, file: TypeScript.SourceFile): readonly (Site | Kept)[] {
  const { ts } = project;
  const found: (Site | Kept)[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isCallExpression(node) && takesCallback(ts, node)) {
      const read = readCall(project, node);
      const site = read === null || typeof read === 'string' ? read : thenSite(project, read);
      if (typeof site === 'string') found.push({ kind: 'kept', node, call: node, why: site });
      else if (site !== null) found.push(site);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** A call of Node with its callback; null where it is within a promise that is made by hand, or of no known function. */
function readCall(project: TypeScriptProject, call: TypeScript.CallExpression): CallbackCall | string | null {
  const form = nodeFormOf(project, call);
  const last = call.arguments.at(-1);
  if (form === null || last === undefined || isInPromise(project, call)) return null;
  if (typeof form === 'string') return form;
  if (!isDropped(project, call)) return 'what it gives is used';
  const handler = readHandler(project, last);
  if (typeof handler === 'string') return handler;
  if (handler.goesOn) return 'its callback goes on after an error';
  return { call, form, handler };
}

/** Whether nothing reads what a call gives. */
function isDropped({ ts }: TypeScriptProject, call: TypeScript.CallExpression): boolean {
  return ts.isExpressionStatement(call.parent);
}

/** Whether the function around a call is the one of a `new Promise`, which settles it. */
function isInPromise({ ts }: TypeScriptProject, call: TypeScript.Node): boolean {
  let at = call.parent;
  while (!ts.isFunctionLike(at) && !ts.isSourceFile(at)) at = at.parent;
  const { parent } = at;
  return !ts.isSourceFile(at) && ts.isNewExpression(parent) && parent.expression.getText() === 'Promise';
}

function thenSite(project: TypeScriptProject, found: CallbackCall): Site | string {
  const { call, handler } = found;
  const file = call.getSourceFile();
  const promise = promiseCall(project, found);
  const value = valueOf(project, found);
  if (typeof promise === 'string') return promise;
  if (typeof value === 'string') return value;
  const isDone = handler.done.nodes.length > 0;
  const done = isDone ? { branch: shortened(project, handler.done), parameter: value?.text ?? '' } : null;
  const failed = rethrows(project, handler)
    ? null
    : { branch: shortened(project, handler.failed), parameter: handler.error.getText(file) };
  const [head, ...rest] = stepLines(project, handler.node, { done, failed });
  const newText = textOfLines([...wrapped('', promise.lines, head?.text ?? ''), ...rest], {
    indent: indentAt(file.text, call.getStart(file)),
    lineEnd: lineEndOf(file.text),
  });
  return {
    kind: 'site',
    node: call,
    call,
    edits: [...promise.needs, { start: call.getStart(file), end: call.end, newText }],
    parts: [
      call.expression,
      ...call.arguments.slice(0, -1),
      ...(done === null ? [] : [...(value?.parameters ?? []), ...done.branch.nodes]),
      ...(failed === null ? [] : [handler.error, ...failed.branch.nodes]),
    ],
    loads: promise.needs.map((edit) => edit.newText.trim()),
    gone: handler.node.parameters,
  };
}

/** Whether all that happens with an error is that it is thrown, as a promise that fails does by itself. */
function rethrows({ ts }: TypeScriptProject, { failed, error }: Handler): boolean {
  const [only, second] = failed.nodes;
  const isThrow = only !== undefined && second === undefined && ts.isThrowStatement(only);
  return isThrow && only.expression.getText() === error.name.getText();
}

type Step = { readonly branch: Branch; readonly parameter: string };

/** `.then(…)` or `.catch(…)` with what is left of the callback; two functions get lines of their own. */
function stepLines(
  project: TypeScriptProject,
  node: Handler['node'],
  { done, failed }: { readonly done: Step | null; readonly failed: Step | null },
): CodeLines {
  const { unit, comma } = styleOf(project, node.getSourceFile());
  const [first, second] = [done, failed].map((step) => step && arrowLines(project, node, { ...step, unit }));
  if (first && second) {
    const given = [...wrapped('', first, ','), ...wrapped('', second, comma)];
    return [...newLine('.then('), ...indented(given, unit), ...newLine(')')];
  }
  if (first) return wrapped('.then(', first, ')');
  return second ? wrapped('.catch(', second, ')') : [];
}

function arrowLines(
  { ts }: TypeScriptProject,
  node: Handler['node'],
  { branch, parameter, unit }: Step & { readonly unit: string },
): CodeLines {
  const isAsync = hasModifier(ts, node, ts.SyntaxKind.AsyncKeyword);
  const head = `${isAsync ? 'async ' : ''}(${parameter}) =>`;
  const { start, end, nodes, isExpression } = branch;
  const file = node.getSourceFile();
  const [first] = nodes;
  const indent = indentAt(file.text, first?.getStart(file) ?? start);
  const lines = linesOf(ts, file, { start, end, indent });
  if (isExpression) return wrapped(`${head} `, lines, '');
  if (lines.length === 0) return newLine(`${head} {}`);
  return [...newLine(`${head} {`), ...indented(lines, unit), ...newLine('}')];
}

/** A branch without the `return` that it ends with; where it only returns something short, it is that. */
function shortened({ ts }: TypeScriptProject, branch: Branch): Branch {
  const last = branch.nodes.at(-1);
  if (last === undefined || !ts.isReturnStatement(last)) return branch;
  const { expression } = last;
  const { text } = last.getSourceFile();
  const [start, isLast] = [last.getStart(), text.slice(last.end, branch.end).trim() === ''];
  if (expression === undefined && isLast) {
    return { ...branch, nodes: branch.nodes.slice(0, -1), end: start };
  }
  const isAll = isLast && text.slice(branch.start, start).trim() === '';
  // An object would need parentheses.
  if (expression === undefined || !isAll || /^\{|\n/.test(expression.getText())) return branch;
  return { nodes: [expression], start: expression.getStart(), end: expression.end, isExpression: true };
}
