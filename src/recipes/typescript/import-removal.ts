import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { isLineDirective } from './directives.ts';
import { localNames, type Binding, type ImportStatement } from './import-bindings.ts';

type Parsed = Pick<SingleFile, 'ts' | 'file' | 'text'>;

/** The deletions that take the bindings out of their statements, and a statement away where none is left. */
export function removalEdits(checked: Parsed, removed: readonly Binding[]): readonly TextEdit[] {
  const byStatement = Map.groupBy(removed, ({ statement }) => statement);
  return [...byStatement].flatMap(([statement, bindings]) => {
    const names = new Set(bindings.map(({ node }) => node));
    const isWhole =
      !checked.ts.isImportDeclaration(statement) || localNames(checked.ts, statement).length === names.size;
    if (isWhole) return [deletion(...statementRange(checked, statement))];
    return checked.ts.isImportDeclaration(statement)
      ? clauseRanges(checked, statement, names).map((range) => deletion(...range))
      : [];
  });
}

type Range = readonly [start: number, end: number];

function deletion(start: number, end: number): TextEdit {
  return { start, end, newText: '' };
}

/** The statement with its line, the directives above that speak of it alone, and the blank line it would leave doubled. */
function statementRange({ file, text }: Parsed, statement: ImportStatement): Range {
  const start = statement.getStart(file);
  // A semicolon that opens the next line guards what follows it there.
  const end = statement.end - (/\s*\n\s*;$/.exec(text.slice(start, statement.end))?.[0].length ?? 0);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = lineEndAfter(text, end);
  const isAlone = text.slice(lineStart, start).trim() === '' && isNothing(text.slice(end, lineEnd));
  if (!isAlone) return [start, end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0)];
  const from = withDirectives(text, lineStart);
  const isAfterBlank = from === 0 || /(?:^|\n)[ \t]*\r?\n$/.test(text.slice(0, from));
  const blank = isAfterBlank ? /^(?:[ \t]*\r?\n)+/.exec(text.slice(lineEnd)) : null;
  return [from, lineEnd + (blank?.[0].length ?? 0)];
}

function isNothing(rest: string): boolean {
  return /^\s*(?:\/\/.*|\/\*(?:(?!\*\/).)*\*\/)?\s*$/.test(rest);
}

function lineEndAfter(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

function withDirectives(text: string, lineStart: number): number {
  if (lineStart === 0) return lineStart;
  const above = text.lastIndexOf('\n', lineStart - 2) + 1;
  const line = text.slice(above, lineStart).replace(/\r?\n$/, '');
  return isLineDirective(line) ? withDirectives(text, above) : lineStart;
}

function clauseRanges(
  checked: Parsed,
  statement: TypeScript.ImportDeclaration,
  names: ReadonlySet<TypeScript.Identifier>,
): readonly Range[] {
  const { ts, file } = checked;
  const clause = statement.importClause;
  const bindings = clause?.namedBindings;
  if (clause === undefined || bindings === undefined) return [];
  const isDefaultRemoved = clause.name !== undefined && names.has(clause.name);
  const bindingsStart = bindings.getStart(file);
  if (isDefaultRemoved) {
    const inner = ts.isNamedImports(bindings) ? elementRanges(checked, bindings, names) : [];
    return [[clause.name.getStart(file), bindingsStart], ...inner];
  }
  const kept = ts.isNamedImports(bindings) ? bindings.elements.filter(({ name }) => !names.has(name)) : [];
  const areBindingsRemoved = ts.isNamespaceImport(bindings)
    ? names.has(bindings.name)
    : kept.length === 0 && bindings.elements.length > 0;
  if (areBindingsRemoved && clause.name !== undefined) return [[clause.name.end, bindings.end]];
  return ts.isNamedImports(bindings) ? elementRanges(checked, bindings, names) : [];
}

/** Each removed element with its comma; an element on lines of its own goes with them. */
function elementRanges(
  { ts, file, text }: Parsed,
  bindings: TypeScript.NamedImports,
  names: ReadonlySet<TypeScript.Identifier>,
): readonly Range[] {
  const { elements } = bindings;
  const ranges = elements.flatMap((element, at): readonly Range[] => {
    if (!names.has(element.name)) return [];
    const start = element.getStart(file);
    const end = afterComma(ts, text, element.end);
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const lineEnd = lineEndAfter(text, end);
    const isOwnLine = lineStart > bindings.getStart(file) && text.slice(lineStart, start).trim() === '';
    if (isOwnLine && lineEnd < bindings.end && isNothing(text.slice(end, lineEnd)))
      return [[lineStart, lineEnd]];
    const previous = elements[at - 1];
    const previousEnd = previous === undefined ? -1 : afterComma(ts, text, previous.end);
    // After one that stays, the space before goes along; after the opening brace or one that goes too, that behind.
    const isAfterKept = elements
      .slice(0, at)
      .some((other) => !names.has(other.name) && afterComma(ts, text, other.end) >= lineStart);
    if (isAfterKept && previousEnd >= lineStart) return [[previousEnd, end]];
    return [[start, end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0)]];
  });
  const lastKept = elements.findLast(({ name }) => !names.has(name));
  const isCommaLeft = lastKept !== undefined && lastKept !== elements.at(-1) && !elements.hasTrailingComma;
  if (!isCommaLeft) return ranges;
  const comma = afterComma(ts, text, lastKept.end);
  return [...ranges, [comma - 1, comma]];
}

/** The offset behind the comma that follows, comments between passed over; the same offset where there is none. */
function afterComma(ts: typeof TypeScript, text: string, offset: number): number {
  const comments = ts.getTrailingCommentRanges(text, offset) ?? [];
  const rest = text.slice(comments.at(-1)?.end ?? offset);
  const comma = /^\s*,/.exec(rest);
  return comma === null ? offset : text.length - rest.length + comma[0].length;
}
