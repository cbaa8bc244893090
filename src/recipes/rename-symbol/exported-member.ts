import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';

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
