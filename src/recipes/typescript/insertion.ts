import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { isOfFile } from './file-comments.ts';

/** Puts lines in front of a statement and of the comments right above it, indented as it is. */
export function inFrontOf(ts: typeof TypeScript, statement: TypeScript.Statement, lines: string): TextEdit {
  const { text } = statement.getSourceFile();
  const start = startWithComments(ts, statement);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return { start, end: start, newText: `${lines}${text.slice(lineStart, start)}` };
}

/** Whether a file ends its statements with semicolons, as most of it does. */
export function usesSemicolons(ts: typeof TypeScript, file: TypeScript.SourceFile): boolean {
  let [withOne, without] = [0, 0];
  const visit = (node: TypeScript.Node): void => {
    const mayHave =
      ts.isVariableStatement(node) ||
      ts.isExpressionStatement(node) ||
      ts.isReturnStatement(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isImportDeclaration(node) ||
      ts.isExportAssignment(node) ||
      ts.isExportDeclaration(node);
    if (mayHave && file.text[node.end - 1] === ';') withOne++;
    else if (mayHave) without++;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return withOne >= without;
}

/** What ends the lines of a text. */
export function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/**
 * Where the comments of a statement begin. A gap parts them from it, but for the documentation of a function: many have
 * an empty line below it. A header stays at the top.
 */
export function startWithComments(ts: typeof TypeScript, statement: TypeScript.Statement): number {
  const file = statement.getSourceFile();
  const comments = ts.getLeadingCommentRanges(file.text, statement.pos) ?? [];
  const start = statement.getStart(file);
  let from = start;
  for (const { pos, end } of comments.toReversed()) {
    const comment = file.text.slice(pos, end);
    const isOwnLine = file.text.slice(file.text.lastIndexOf('\n', pos - 1) + 1, pos).trim() === '';
    const isApart = /\n[ \t]*\r?\n/.test(file.text.slice(end, from));
    const isMeant = !isApart || (from === start && isDocumentation(ts, statement, comment));
    if (!isOwnLine || !isMeant || (pos === 0 && !isDocumentation(ts, statement, comment))) break;
    if (file.statements[0] === statement && isOfFile(comment)) break;
    from = pos;
  }
  return from;
}

/** Whether a comment tells of the function, class or variable that follows it for certain, and is no heading of several or of the file. */
function isDocumentation(ts: typeof TypeScript, statement: TypeScript.Statement, comment: string): boolean {
  const value =
    ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression)
      ? statement.expression.right
      : statement;
  if (ts.isVariableStatement(value)) return /^\/\*\*[^]*@(?:type|satisfies|enum)\b/.test(comment);
  const isOne = ts.isFunctionLike(value) || ts.isClassLike(value);
  return isOne && /^\/\*\*[^]*^[ \t]*\*?[ \t]*@\w/m.test(comment) && !isOfFile(comment);
}
