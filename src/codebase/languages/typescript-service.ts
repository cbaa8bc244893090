import { resolvedModule } from './typescript-resolution.ts';
import type { TypeScriptProject } from './typescript-project.ts';
import type { TypeScript } from './typescript.ts';

/**
 * TypeScript's editor service over a project: its refactorings, code fixes and references. It shares the parsed files
 * of the project's program and reads nothing else.
 */
export function openLanguageService(project: TypeScriptProject): TypeScript.LanguageService {
  const { ts, program, files, modules } = project;
  const textOf = (name: string): string | undefined => program.getSourceFile(name)?.text;
  return ts.createLanguageService(
    {
      getCompilationSettings: () => program.getCompilerOptions(),
      getScriptFileNames: () => files.sources.map((path) => `/${path}`),
      getScriptVersion: () => '1',
      getScriptSnapshot: (name) => {
        const text = textOf(name);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => '/',
      getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
      useCaseSensitiveFileNames: () => true,
      fileExists: (name) => textOf(name) !== undefined,
      readFile: textOf,
      resolveModuleNameLiterals: (literals, containing) =>
        literals.map(({ text }) => {
          const path = modules.resolve(text, containing.slice(1));
          return { resolvedModule: path === null ? undefined : resolvedModule(ts, path) };
        }),
    },
    sharedRegistry(project),
  );
}

/** Gives out the files that the program has parsed already. Nothing is ever updated: a project does not change. */
function sharedRegistry({ ts, program }: TypeScriptProject): TypeScript.DocumentRegistry {
  const parsed = (name: string): TypeScript.SourceFile => {
    const file = program.getSourceFile(name);
    if (file === undefined) throw new RangeError(`${name} is not a file of the program.`);
    return file;
  };
  return {
    ...ts.createDocumentRegistry(true, '/'),
    acquireDocument: parsed,
    acquireDocumentWithKey: parsed,
    updateDocument: parsed,
    updateDocumentWithKey: parsed,
    releaseDocument: () => undefined,
    releaseDocumentWithKey: () => undefined,
  };
}
