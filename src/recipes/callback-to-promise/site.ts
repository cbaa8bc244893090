import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { formatFor } from '../typescript/code-edits.ts';
import { indentAt, linesOf, newLine, wrapped, type CodeLines } from '../typescript/code-lines.ts';
import { usesSemicolons } from '../typescript/insertion.ts';
import type { Handler } from './handler.ts';
import { mentions } from './handler.ts';
import { promisifyFor } from './promisify.ts';
import type { PromiseForm } from './promise-forms.ts';

/** A place that is to use a promise, with what its code says in the order in which it will say it. */
export type Site = {
  readonly kind: 'site';
  readonly node: TypeScript.Node;
  /** The call that is given a callback. */
  readonly call: TypeScript.CallExpression;
  readonly edits: readonly TextEdit[];
  /** The code that takes the place of the node, part by part. */
  readonly parts: readonly TypeScript.Node[];
  /** Statements that load what it needs. */
  readonly loads: readonly string[];
  /** Names that are no longer written, such as `reject`. */
  readonly gone: readonly TypeScript.ParameterDeclaration[];
};

/** A place that looks like one, and why it stays, as the end of a sentence. */
export type Kept = {
  readonly kind: 'kept';
  readonly node: TypeScript.Node;
  readonly call: TypeScript.CallExpression;
  readonly why: string;
};

/** A call of a function that takes a callback, with the callback taken apart. */
export type CallbackCall = {
  readonly call: TypeScript.CallExpression;
  readonly handler: Handler;
  readonly form: PromiseForm;
};

/** How the code of a file is written. */
export type Style = {
  /** One step of indentation. */
  readonly unit: string;
  readonly semicolon: string;
  /** What follows the last of several arguments that have lines of their own. */
  readonly comma: string;
};

/** How a file is written, as most of it is. */
export function styleOf({ ts }: TypeScriptProject, file: TypeScript.SourceFile): Style {
  const { convertTabsToSpaces = true, indentSize = 2 } = formatFor(ts, file.text);
  return {
    unit: convertTabsToSpaces ? ' '.repeat(indentSize) : '\t',
    semicolon: usesSemicolons(ts, file) ? ';' : '',
    comma: /,[ \t]*\r?\n[ \t]*\)/.test(file.text) ? ',' : '',
  };
}

/** The call without its callback, as lines, and what else its file needs for that. */
export function promiseCall(
  project: TypeScriptProject,
  { call, form }: CallbackCall,
): { readonly lines: CodeLines; readonly needs: readonly TextEdit[] } | string {
  const { ts } = project;
  const file = call.getSourceFile();
  const { expression: callee } = call;
  const named = form.by === 'promisify' ? promisifyFor(project, call) : null;
  if (typeof named === 'string') return named;
  const start = callee.getStart(file);
  const insert = (at: number, newText: string): TextEdit => ({ start: at, end: at, newText });
  const dot = ts.isPropertyAccessExpression(callee) ? callee.expression.end : callee.end;
  const edits =
    named === null ? [insert(dot, '.promises')] : [insert(start, `${named.name}(`), insert(callee.end, ')')];
  const given = call.arguments.slice(0, -1);
  const last = given.at(-1);
  const end = last?.end ?? file.text.indexOf('(', callee.end) + 1;
  const lines = linesOf(ts, file, { start, end, edits, indent: indentAt(file.text, start) });
  const isSplit =
    last !== undefined &&
    lines.length > 1 &&
    /\n/.test(file.text.slice(callee.end, given[0]?.getStart(file)));
  const closed = isSplit
    ? [...wrapped('', lines, styleOf(project, file).comma), ...newLine(')')]
    : wrapped('', lines, ')');
  return { lines: closed, needs: named?.edits ?? [] };
}

/** The values of a callback as one parameter: `data`, `{ stdout }`; null where nothing reads one. */
export function valueOf(
  project: TypeScriptProject,
  { handler, form: { gives } }: CallbackCall,
):
  | { readonly text: string; readonly parameters: readonly TypeScript.ParameterDeclaration[] }
  | string
  | null {
  const { ts } = project;
  const read = handler.values.filter((value) => mentions(project, handler.done.nodes, value));
  if (read.length === 0) return null;
  const [first] = handler.values;
  if (gives === 'outputs') {
    const names = handler.values.map(({ name }, index) => {
      const own = index === 0 ? 'stdout' : 'stderr';
      return name.getText() === own ? own : `${own}: ${name.getText()}`;
    });
    if (handler.values.length > 2) return 'its callback takes several values';
    if (!handler.values.every(({ name }) => ts.isIdentifier(name))) return 'its callback takes values apart';
    const text = names.filter((_, index) => read.some((one) => one === handler.values[index])).join(', ');
    return { text: `{ ${text} }`, parameters: read };
  }
  if (gives === 'nothing') return 'its callback reads a value that the promise does not give';
  if (first === undefined || read.some((value) => value !== first))
    return 'its callback takes several values';
  return { text: first.getText(), parameters: [first] };
}
