import type { TypeScript } from '../typescript.ts';

/** Who imports or exports from each file, and by which specifiers; absolute paths. */
export type Importers = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/** Reads the static imports of some files, as they are in any of the programs. */
export function importersIn(
  ts: typeof TypeScript,
  programs: readonly TypeScript.Program[],
  files: readonly TypeScript.SourceFile[],
): Importers {
  const importers = new Map<string, Map<string, string[]>>();
  for (const program of programs) {
    const checker = program.getTypeChecker();
    for (const { fileName } of files) {
      for (const { target, specifier } of importsOf(ts, checker, program.getSourceFile(fileName))) {
        const byImporter = importers.get(target) ?? new Map<string, string[]>();
        byImporter.set(fileName, [...(byImporter.get(fileName) ?? []), specifier]);
        importers.set(target, byImporter);
      }
    }
  }
  return importers;
}

type Import = { readonly target: string; readonly specifier: string };

function importsOf(
  ts: typeof TypeScript,
  checker: TypeScript.TypeChecker,
  file: TypeScript.SourceFile | undefined,
): readonly Import[] {
  return (file?.statements ?? []).flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const named = statement.moduleSpecifier;
    if (named === undefined || !ts.isStringLiteral(named)) return [];
    const target = checker.getSymbolAtLocation(named)?.declarations?.find(ts.isSourceFile);
    return target === undefined ? [] : [{ target: target.fileName, specifier: named.text }];
  });
}
