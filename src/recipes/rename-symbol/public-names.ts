import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { NameIndex } from './name-index.ts';
import { declarationsOf } from './sides.ts';

/** The entries of the tree's packages that export the group under its old name. */
export function entriesExporting(
  project: TypeScriptProject,
  index: NameIndex,
  group: string,
): readonly string[] {
  return [...project.modules.entries].filter((path) => {
    const file = project.sourceFile(path);
    const symbols = file === undefined ? [] : memberOfModule(project, file, index.name);
    return symbols.some((symbol) => {
      const keys = declarationsOf(project, symbol).map(({ key }) => key);
      return index.groupOf({ role: 'only', keys }) === group;
    });
  });
}

/** What a module exports under a name: a named export, or a property of what `module.exports` is. */
export function memberOfModule(
  { ts, checker, moduleOf }: TypeScriptProject,
  file: TypeScript.SourceFile,
  name: string,
): readonly TypeScript.Symbol[] {
  const module = moduleOf(file);
  if (module === null) return [];
  const named = checker.tryGetMemberInModuleExports(name, module);
  const whole = module.exports?.get(ts.InternalSymbolName.ExportEquals);
  const property = whole === undefined ? undefined : checker.getTypeOfSymbol(whole).getProperty(name);
  return [named, property].filter((symbol) => symbol !== undefined);
}
