import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import type { Position } from './position.ts';

/** The expressions, the name that stands for them, and where it is declared. */
export type Extraction = {
  readonly file: TypeScript.SourceFile;
  readonly nodes: readonly TypeScript.Expression[];
  readonly name: string;
  readonly position: Position;
};

/** The text with the name in the place of the expressions, and its declaration with the first of them, as it is written. */
export function extractedText(ts: typeof TypeScript, extraction: Extraction): string {
  const { file, nodes, name } = extraction;
  const replaced = nodes.map((node): TextEdit => {
    const { parent } = node;
    const newText = ts.isJsxAttribute(parent) ? `{${name}}` : name;
    // The parentheses of `(60 * 60)` go with what they held together.
    const whole = ts.isParenthesizedExpression(parent) && !ts.isArrowFunction(parent.parent) ? parent : node;
    return { start: whole.getStart(file), end: whole.end, newText };
  });
  return applyTextEdits(file.text, [declaration(ts, extraction), ...replaced]);
}

function declaration(ts: typeof TypeScript, { file, nodes, name, position }: Extraction): TextEdit {
  const { text } = file;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const value = nodes[0]?.getText(file) ?? '';
  const code = `const ${name} = ${value}${usesSemicolons(ts, file) ? ';' : ''}`;
  const { statement, side } = position;
  if (statement === null) {
    const start = file.statements[0] === undefined ? 0 : startWithComments(ts, file.statements[0]);
    return { start, end: start, newText: `${code}${lineEnd}${lineEnd}` };
  }
  if (side === 'before') {
    const start = startWithComments(ts, statement);
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    return { start, end: start, newText: `${code}${lineEnd}${text.slice(lineStart, start)}` };
  }
  const behind = endOfLine(text, statement.end);
  const gap = ts.isVariableStatement(statement) ? '' : lineEnd;
  const isSet = /^(?:\r?\n){2}/.test(text.slice(behind)) || text.slice(behind).trim() === '';
  return { start: behind, end: behind, newText: `${lineEnd}${gap}${code}${isSet ? '' : gap}` };
}

/** Where the comments right above a statement begin; a gap parts them from it, and a header stays at the top. */
function startWithComments(ts: typeof TypeScript, statement: TypeScript.Statement): number {
  const file = statement.getSourceFile();
  const start = statement.getStart(file);
  const comments = ts.getLeadingCommentRanges(file.text, statement.pos) ?? [];
  let from = start;
  for (const { pos, end } of comments.toReversed()) {
    const isOwnLine = file.text.slice(file.text.lastIndexOf('\n', pos - 1) + 1, pos).trim() === '';
    if (!isOwnLine || /\n[ \t]*\r?\n/.test(file.text.slice(end, from)) || pos === 0) break;
    from = pos;
  }
  return from;
}

function endOfLine(text: string, offset: number): number {
  const rest = /^[^\S\n]*(?:\/\/[^\r\n]*|\/\*[^\n]*\*\/)?/.exec(text.slice(offset))?.[0] ?? '';
  return offset + rest.trimEnd().length;
}

function usesSemicolons(ts: typeof TypeScript, file: TypeScript.SourceFile): boolean {
  let [withOne, without] = [0, 0];
  const visit = (node: TypeScript.Node): void => {
    const mayHave =
      ts.isVariableStatement(node) ||
      ts.isExpressionStatement(node) ||
      ts.isReturnStatement(node) ||
      ts.isImportDeclaration(node);
    if (mayHave && file.text[node.end - 1] === ';') withOne++;
    else if (mayHave) without++;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return withOne >= without;
}
