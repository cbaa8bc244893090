import type { TypeScript } from '../../codebase/languages/typescript.ts';

/** The specifiers of what a module loads before it runs; types are not loaded. */
export function loadedBy(
  ts: typeof TypeScript,
  statements: readonly TypeScript.Statement[],
): readonly string[] {
  return statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const isType = ts.isImportDeclaration(statement)
      ? statement.importClause?.isTypeOnly === true
      : statement.isTypeOnly;
    const { moduleSpecifier } = statement;
    return isType || moduleSpecifier === undefined || !ts.isStringLiteralLike(moduleSpecifier)
      ? []
      : [moduleSpecifier.text];
  });
}
