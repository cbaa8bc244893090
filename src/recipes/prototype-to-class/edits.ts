import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { formatFor } from '../typescript/code-edits.ts';
import {
  indentAt,
  indented,
  linesOf,
  newLine,
  textOfLines,
  wrapped,
  type CodeLines,
} from '../typescript/code-lines.ts';
import { lineEndOf, startWithComments } from '../typescript/insertion.ts';
import { removalOf } from '../typescript/removal.ts';
import { hasModifier } from '../typescript/syntax.ts';
import { superEdits, type BaseCall } from './base-call.ts';
import type { Constructor, Method } from './constructors.ts';

/** All that is known of a constructor that becomes a class. */
export type Conversion = {
  readonly constructor: Constructor;
  readonly baseCall: BaseCall | null;
  readonly earlyExport: TypeScript.Statement | null;
  /** Statements that a class makes needless. */
  readonly links: readonly TypeScript.Statement[];
};

/** The class in the place of the function, and the statements gone that it takes in. */
export function editsOf(ts: typeof TypeScript, conversion: Conversion): readonly TextEdit[] {
  const { constructor, earlyExport, links } = conversion;
  const { node, name, inheritance, methods, statement } = constructor;
  const file = node.getSourceFile();
  const { convertTabsToSpaces = true, indentSize = 2 } = formatFor(ts, file.text);
  const unit = convertTabsToSpaces ? ' '.repeat(indentSize) : '\t';
  const lineEnd = lineEndOf(file.text);
  const members = [
    constructorLines(ts, conversion),
    ...methods.map((method) => methodLines(ts, method)),
  ].filter((lines) => lines.length > 0);
  const body = members.flatMap((lines, index) => (index === 0 ? lines : [...newLine(''), ...lines]));
  const base = inheritance === null ? '' : ` extends ${inheritance.base.getText(file)}`;
  const head = `class${ts.isFunctionDeclaration(node) || node.name !== undefined ? ` ${name.text}` : ''}${base} {`;
  const lines = [...newLine(head), ...indented(body, unit), ...newLine('}')];
  const start = keywordOf(ts, node);
  const indent = indentAt(file.text, statement.getStart(file));
  const taken = [...methods, ...(inheritance === null ? [] : [inheritance])].map((one) => one.statement);
  const exported =
    earlyExport === null
      ? ''
      : `${lineEnd}${lineEnd}${indent}${file.text.slice(exportStart(ts, earlyExport), earlyExport.end)}`;
  const gone = [...taken, ...links, ...(earlyExport === null ? [] : [earlyExport])];
  return [
    { start, end: node.end, newText: textOfLines(lines, { indent, lineEnd }) },
    { start: statement.end, end: statement.end, newText: exported },
    ...joined(
      gone.map((one) =>
        removalOf(file.text, {
          start: one === earlyExport ? exportStart(ts, one) : startWithComments(ts, one),
          end: one.end,
        }),
      ),
    ),
  ];
}

/** An export goes with the comment above it, also where an empty line parts them, but not with that at the top. */
function exportStart(ts: typeof TypeScript, statement: TypeScript.Statement): number {
  const comments = ts.getLeadingCommentRanges(statement.getSourceFile().text, statement.pos) ?? [];
  const above = comments.at(-1)?.pos ?? 0;
  return above === 0 ? startWithComments(ts, statement) : above;
}

function constructorLines(ts: typeof TypeScript, { constructor, baseCall }: Conversion): CodeLines {
  const { node } = constructor;
  const file = node.getSourceFile();
  const open = parametersStart(ts, node);
  const lines = linesOf(ts, file, { start: open, end: node.end, edits: superEdits(baseCall) });
  const isEmpty = node.parameters.length === 0 && /^\(\s*\)\s*\{\s*\}$/.test(file.text.slice(open, node.end));
  return isEmpty && baseCall === null ? [] : wrapped('constructor', lines, '');
}

function methodLines(ts: typeof TypeScript, { statement, key, node }: Method): CodeLines {
  const file = node.getSourceFile();
  const isAsync = hasModifier(ts, node, ts.SyntaxKind.AsyncKeyword);
  const prefix = `${isAsync ? 'async ' : ''}${node.asteriskToken === undefined ? '' : '*'}${key}`;
  const start = startWithComments(ts, statement);
  const above = { start, end: statement.getStart(file) };
  const hasGap = /\n[ \t]*\r?\n[ \t]*$/.test(file.text.slice(above.start, above.end));
  const comments = [...linesOf(ts, file, above), ...(hasGap ? newLine('') : [])];
  const indent = indentAt(file.text, statement.getStart(file));
  const code = linesOf(ts, file, { start: parametersStart(ts, node), end: node.end, indent });
  return [...comments, ...wrapped(prefix, code, '')];
}

function parametersStart(ts: typeof TypeScript, node: Constructor['node']): number {
  const file = node.getSourceFile();
  const open = node.getChildren(file).find(({ kind }) => kind === ts.SyntaxKind.OpenParenToken);
  return (open ?? node.body ?? node).getStart(file);
}

function keywordOf(ts: typeof TypeScript, node: Constructor['node']): number {
  const file = node.getSourceFile();
  const keyword = node.getChildren(file).find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword);
  return (keyword ?? node).getStart(file);
}

/** Removals that touch or overlap as one: each takes an empty line along. */
function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
  const all: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last !== undefined && edit.start <= last.end)
      all.splice(-1, 1, { ...last, end: Math.max(last.end, edit.end) });
    else all.push(edit);
  }
  return all;
}
