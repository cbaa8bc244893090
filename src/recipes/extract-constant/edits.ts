import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import { inFrontOf, lineEndOf, usesSemicolons } from '../typescript/insertion.ts';
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
  const lineEnd = lineEndOf(text);
  const value = nodes[0]?.getText(file) ?? '';
  const code = `const ${name} = ${value}${usesSemicolons(ts, file) ? ';' : ''}`;
  const { statement, side } = position;
  if (side !== 'after') {
    return inFrontOf(ts, statement, `${code}${lineEnd}${side === 'above' ? lineEnd : ''}`);
  }
  const behind = endOfLine(text, statement.end);
  const gap = ts.isVariableStatement(statement) ? '' : lineEnd;
  const isSet = /^(?:\r?\n){2}/.test(text.slice(behind)) || text.slice(behind).trim() === '';
  return { start: behind, end: behind, newText: `${lineEnd}${gap}${code}${isSet ? '' : gap}` };
}

function endOfLine(text: string, offset: number): number {
  const rest = /^[^\S\n]*(?:\/\/[^\r\n]*|\/\*[^\n]*\*\/)?/.exec(text.slice(offset))?.[0] ?? '';
  return offset + rest.trimEnd().length;
}
