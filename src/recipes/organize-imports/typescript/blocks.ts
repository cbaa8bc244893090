import type { SingleFile } from '../../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../../codebase/languages/typescript.ts';
import { isLineDirective } from '../../typescript/directives.ts';
import { isOfFile } from '../../typescript/file-comments.ts';

/** An import on lines of its own, with the directives above it and the comment behind it. */
export type Import = {
  readonly statement: TypeScript.ImportDeclaration;
  readonly module: string;
  readonly isTypeOnly: boolean;
  /** From the first directive, or the statement, to the end of its last line without the line break. */
  readonly start: number;
  readonly end: number;
};

/** Imports on lines that follow each other, which may change places. */
export type Block = {
  readonly imports: readonly Import[];
  /** The comment right above that may speak of the first import or of all of them. */
  readonly heading: string | null;
};

/**
 * The blocks of a file. Blank lines, comments and other code part them, and so do imports for side effects and those
 * that share a line with something else.
 */
export function blocksOf(checked: SingleFile): readonly Block[] {
  const { file, text } = checked;
  const blocks: { imports: Import[]; heading: string | null }[] = [];
  let last: Import | null = null;
  for (const statement of file.statements) {
    const found: Import | null = importOf(checked, statement);
    if (found !== null) {
      const follows = last !== null && /^\r?\n$/.test(text.slice(last.end, found.start));
      if (follows) blocks.at(-1)?.imports.push(found);
      else blocks.push({ imports: [found], heading: headingAbove(checked, found) });
    }
    last = found;
  }
  return blocks;
}

/** Null for what has to stay where it is. */
function importOf({ ts, file, text }: SingleFile, statement: TypeScript.Statement): Import | null {
  if (!ts.isImportDeclaration(statement) || statement.importClause === undefined) return null;
  const own = statement.getStart(file);
  const lineEnd = endOfLine(text, statement.end);
  const behind = text.slice(statement.end, lineEnd).trim();
  const isAlone =
    (own === 0 || text[own - 1] === '\n') && /^(?:\/\/.*|\/\*(?:(?!\*\/).)*\*\/)?$/.test(behind);
  // A semicolon on a line of its own guards what follows it there.
  if (!isAlone || /\n\s*;$/.test(text.slice(own, statement.end))) return null;
  return {
    statement,
    module: ts.isStringLiteralLike(statement.moduleSpecifier) ? statement.moduleSpecifier.text : '',
    isTypeOnly: statement.importClause.isTypeOnly,
    start: withDirectives(text, own),
    end: text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd,
  };
}

function withDirectives(text: string, start: number): number {
  if (start === 0) return start;
  const above = text.lastIndexOf('\n', start - 2) + 1;
  return isLineDirective(text.slice(above, start).trimEnd()) ? withDirectives(text, above) : start;
}

/** The last comment on the lines right above; headers of the whole file do not count. */
function headingAbove({ ts, file, text }: SingleFile, { statement, start }: Import): string | null {
  const comments = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? [];
  const above = comments.findLast(({ end }) => end <= start);
  if (above === undefined || !/^[ \t]*\r?\n$/.test(text.slice(above.end, start))) return null;
  const comment = text.slice(above.pos, above.end);
  const isFirst = file.statements[0] === statement;
  return isFirst && comments.some(({ pos, end }) => isOfFile(text.slice(pos, end))) ? null : comment;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}
