import type { TypeScript } from './typescript.ts';

/** One file checked by itself: no other module and no library is loaded, so only what its own text says is known. */
export type SingleFile = {
  readonly ts: typeof TypeScript;
  readonly text: string;
  /** Its offsets are those of the text; comments that would silence the checker are blanked. */
  readonly file: TypeScript.SourceFile;
  readonly syntaxErrors: readonly TypeScript.Diagnostic[];
  /** Diagnostics of meaning, those for unused names among them. */
  readonly diagnostics: readonly TypeScript.Diagnostic[];
  readonly checker: TypeScript.TypeChecker;
};

const DIRECTIVE = /@ts-(?:nocheck|ignore|expect-error)/g;

/** Checks a text alone, with unused names reported and the comments that would silence the checker passed over. */
export function checkSingleFile(
  ts: typeof TypeScript,
  source: { readonly path: string; readonly text: string },
  options: TypeScript.CompilerOptions,
): SingleFile {
  const name = `/${source.path}`;
  const audible = source.text.replace(DIRECTIVE, (directive) => '-'.repeat(directive.length));
  const file = ts.createSourceFile(name, audible, ts.ScriptTarget.ESNext, true);
  const program = ts.createProgram({
    rootNames: [name],
    options: {
      ...options,
      allowJs: true,
      checkJs: true,
      module: ts.ModuleKind.Preserve,
      noEmit: true,
      noLib: true,
      noResolve: true,
      noUnusedLocals: true,
      target: ts.ScriptTarget.ESNext,
      types: [],
    },
    host: {
      getSourceFile: (wanted) => (wanted === name ? file : undefined),
      getDefaultLibFileName: () => '/lib.d.ts',
      getCurrentDirectory: () => '/',
      getCanonicalFileName: (wanted) => wanted,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      fileExists: (wanted) => wanted === name,
      readFile: () => undefined,
      writeFile: () => undefined,
    },
  });
  const syntaxErrors = program.getSyntacticDiagnostics(file);
  const diagnostics = syntaxErrors.length > 0 ? [] : program.getSemanticDiagnostics(file);
  return { ts, text: source.text, file, syntaxErrors, diagnostics, checker: program.getTypeChecker() };
}
