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
      ts.isImportDeclaration(node);
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

/** Where the comments right above a statement begin; a gap parts them from it, and a header stays at the top. */
export function startWithComments(ts: typeof TypeScript, statement: TypeScript.Statement): number {
  const file = statement.getSourceFile();
  const comments = ts.getLeadingCommentRanges(file.text, statement.pos) ?? [];
  let from = statement.getStart(file);
  for (const { pos, end } of comments.toReversed()) {
    const isOwnLine = file.text.slice(file.text.lastIndexOf('\n', pos - 1) + 1, pos).trim() === '';
    if (!isOwnLine || /\n[ \t]*\r?\n/.test(file.text.slice(end, from)) || pos === 0) break;
    if (file.statements[0] === statement && isOfFile(file.text.slice(pos, end))) break;
    from = pos;
  }
  return from;
}
