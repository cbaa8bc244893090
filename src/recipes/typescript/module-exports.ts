import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { hasModifier } from './syntax.ts';

/** The module whose export changes. */
export type Exporting = {
  readonly ts: typeof TypeScript;
  readonly project: TypeScriptProject;
  readonly file: TypeScript.SourceFile;
  readonly path: string;
};

/** What exports a name: a declaration with `export`, or a name in a list. */
export type Exported =
  | { readonly kind: 'declaration'; readonly statements: readonly TypeScript.Statement[] }
  | { readonly kind: 'specifier'; readonly node: TypeScript.ExportSpecifier };

/** The statements at the top of a module that declare a name. */
export function declarationsOf(
  { ts, file }: Pick<Exporting, 'ts' | 'file'>,
  name: string,
): readonly TypeScript.Statement[] {
  return file.statements.filter((statement) => namesOf(ts, statement).includes(name));
}

/** How a module exports a name, or null. */
export function exportedAs(exporting: Exporting, name: string): Exported | null {
  const { ts, file } = exporting;
  for (const statement of file.statements) {
    const clause = ts.isExportDeclaration(statement) ? statement.exportClause : undefined;
    if (clause === undefined || !ts.isNamedExports(clause)) continue;
    const node = clause.elements.find((element) => element.name.text === name);
    if (node !== undefined) return { kind: 'specifier', node };
  }
  const statements = declarationsOf(exporting, name).filter(
    (one) =>
      hasModifier(ts, one, ts.SyntaxKind.ExportKeyword) &&
      !hasModifier(ts, one, ts.SyntaxKind.DefaultKeyword),
  );
  return statements.length === 0 ? null : { kind: 'declaration', statements };
}

/** The names that a module exports by name, in order. */
export function exportedNames({ ts, file }: Exporting): readonly string[] {
  const names = file.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const clause = statement.exportClause;
      return clause !== undefined && ts.isNamedExports(clause)
        ? clause.elements.map(({ name }) => name.text)
        : [];
    }
    const isNamed =
      hasModifier(ts, statement, ts.SyntaxKind.ExportKeyword) &&
      !hasModifier(ts, statement, ts.SyntaxKind.DefaultKeyword);
    return isNamed ? namesOf(ts, statement) : [];
  });
  return [...new Set(names)].filter((name) => name !== 'default');
}

/** Takes a statement away with its line and the blank lines above it. */
export function lineOfStatement({ file }: Exporting, statement: TypeScript.Statement): TextEdit {
  const { text } = file;
  const start = statement.getStart(file);
  const above = /\n(?:[ \t]*\r?\n)*[ \t]*$/.exec(text.slice(0, start));
  const behind = /^[ \t]*(?=\r?\n|$)/.exec(text.slice(statement.end));
  if (above === null || behind === null) return { start, end: statement.end, newText: '' };
  // The line break above goes, so that the one behind ends the line before it.
  const isCarriage = text[above.index - 1] === '\r';
  return {
    start: isCarriage ? above.index - 1 : above.index,
    end: statement.end + behind[0].length,
    newText: '',
  };
}

function namesOf(ts: typeof TypeScript, statement: TypeScript.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundBy(ts, name));
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

function boundBy(ts: typeof TypeScript, name: TypeScript.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundBy(ts, element.name) : []));
}
