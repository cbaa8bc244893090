import type { TypeScript } from '../../../codebase/languages/typescript.ts';
import { inBraces } from '../../typescript/braces.ts';
import type { TextEdit } from '../../../domain/text-edit.ts';
import { renamed } from '../../typescript/export-key.ts';
import { localNames, type Binding } from '../../typescript/import-bindings.ts';
import { removalEdits } from '../../typescript/import-removal.ts';
import { lineEndOf, startWithComments, usesSemicolons } from '../../typescript/insertion.ts';

export type Parsed = {
  readonly ts: typeof TypeScript;
  readonly file: TypeScript.SourceFile;
  readonly text: string;
};

/** A name that a file is to import: `default`, `*`, or a name of the module. */
export type Wanted = {
  readonly specifier: string;
  readonly imported: string;
  readonly local: string;
  readonly isType: boolean;
};

/** How statements are written where a file shows nothing of its own. */
export type Model = { readonly ts: typeof TypeScript; readonly file: TypeScript.SourceFile };

/** Takes imports out of a file and adds others: to a statement of the same module, else in a line behind the last import. */
export function importEdits(
  parsed: Parsed,
  { removed, wanted }: { readonly removed: readonly Binding[]; readonly wanted: readonly Wanted[] },
  model: Model,
): readonly TextEdit[] {
  const touched = new Set<TypeScript.Statement>(removed.map(({ statement }) => statement));
  const edits: TextEdit[] = [];
  const lines: string[] = [];
  for (const same of Map.groupBy(wanted, ({ specifier, isType }) => `${isType} ${specifier}`).values()) {
    const named = same.filter(({ imported }) => imported !== 'default' && imported !== '*');
    const home = named.length === 0 ? null : homeFor(parsed, named, touched);
    if (home !== null) edits.push(addedTo(parsed, home, named));
    const others = home === null ? same : same.filter((one) => !named.includes(one));
    lines.push(...linesFor(parsed, others, model));
  }
  if (lines.length > 0) edits.push(insertion(parsed, lines, whole(parsed, removed)));
  return [...edits, ...removalEdits(parsed, removed)];
}

/** The braces of an import of the same module that stays as it is. */
function homeFor(
  { ts, file }: Parsed,
  [first]: readonly Wanted[],
  touched: ReadonlySet<TypeScript.Statement>,
): TypeScript.NamedImports | null {
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || touched.has(statement)) continue;
    const { moduleSpecifier, importClause } = statement;
    const bindings = importClause?.namedBindings;
    const isSame =
      ts.isStringLiteralLike(moduleSpecifier) &&
      moduleSpecifier.text === first?.specifier &&
      importClause?.isTypeOnly === first.isType;
    if (isSame && bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.length > 0)
      return bindings;
  }
  return null;
}

function addedTo(
  { file, text }: Parsed,
  { elements }: TypeScript.NamedImports,
  named: readonly Wanted[],
): TextEdit {
  const last = elements.at(-1);
  const at = last?.end ?? elements.end;
  const gap = /\n[ \t]*$/.exec(text.slice(0, last?.getStart(file)))?.[0] ?? ' ';
  const newText = named.map(({ imported, local }) => `,${gap}${renamed(imported, local)}`).join('');
  return { start: at, end: at, newText };
}

function linesFor(parsed: Parsed, wanted: readonly Wanted[], model: Model): readonly string[] {
  const { ts } = parsed;
  const { file } = parsed.file.statements.length > 0 ? parsed : model;
  const quote = quoteIn(ts, file) ?? quoteIn(ts, model.file) ?? quoteOfTexts(ts, model.file);
  const end = usesSemicolons(ts, file) ? ';' : '';
  const named = wanted.filter(({ imported }) => imported !== 'default' && imported !== '*');
  const lineOf = (clause: string, { isType, specifier }: Wanted): string =>
    `import ${isType ? 'type ' : ''}${clause} from ${quote}${specifier}${quote}${end}`;
  const single = wanted
    .filter((one) => !named.includes(one))
    .map((one) => lineOf(one.imported === '*' ? `* as ${one.local}` : one.local, one));
  const [first] = named;
  const names = named.map(({ imported, local }) => renamed(imported, local)).join(', ');
  return first === undefined ? single : [...single, lineOf(inBraces(file.text, names), first)];
}

function quoteIn(ts: typeof TypeScript, file: TypeScript.SourceFile): string | null {
  const found = file.statements.find(
    (one) =>
      ts.isImportDeclaration(one) || (ts.isExportDeclaration(one) && one.moduleSpecifier !== undefined),
  );
  if (found === undefined) return null;
  return /(['"])[^'"]*['"]\s*;?$/.exec(found.getText(file))?.[1] ?? null;
}

/** The quote that most texts of a file without imports have. */
function quoteOfTexts(ts: typeof TypeScript, file: TypeScript.SourceFile): string {
  let double = 0;
  const visit = (node: TypeScript.Node): void => {
    if (ts.isStringLiteral(node)) double += node.getText(file).startsWith('"') ? 1 : -1;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return double > 0 ? '"' : "'";
}

/** Behind the last import that stays; without one, above the first statement and the comments that are its own. */
function insertion(
  parsed: Parsed,
  lines: readonly string[],
  gone: ReadonlySet<TypeScript.Statement>,
): TextEdit {
  const { ts, file, text } = parsed;
  const lineEnd = lineEndOf(text);
  const written = lines.join(lineEnd);
  const imports = file.statements.filter((one) => ts.isImportDeclaration(one) && !gone.has(one));
  const last = imports.at(-1);
  if (last !== undefined) {
    const behind = text.indexOf('\n', last.end);
    const end = behind === -1 ? text.length : text[behind - 1] === '\r' ? behind - 1 : behind;
    return { start: end, end, newText: lineEnd + written };
  }
  const first = file.statements.find(
    (one) => !ts.isExpressionStatement(one) || !ts.isStringLiteral(one.expression),
  );
  const start = first === undefined ? text.length : startWithComments(ts, first);
  // Where an import goes that stood on its own, the blank line behind it goes too.
  const isGapAbove = start === 0 || /\n[ \t]*\r?\n$/.test(text.slice(0, start));
  const isTight = first !== undefined && ts.isImportDeclaration(first) && !isGapAbove;
  const gap = isTight ? lineEnd : `${lineEnd}${lineEnd}`;
  return { start, end: start, newText: first === undefined ? written + lineEnd : written + gap };
}

function whole({ ts }: Parsed, removed: readonly Binding[]): ReadonlySet<TypeScript.Statement> {
  const gone = [...Map.groupBy(removed, ({ statement }) => statement)].filter(
    ([statement, bindings]) =>
      !ts.isImportDeclaration(statement) || localNames(ts, statement).length === bindings.length,
  );
  return new Set<TypeScript.Statement>(gone.map(([statement]) => statement));
}
