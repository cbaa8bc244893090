import type { TypeScript } from './typescript.ts';

/** One file checked by itself: no other module and no library is loaded, so only what its own text says is known. */
export type SingleFile = {
  readonly ts: typeof TypeScript;
  readonly text: string;
  /** Its offsets are those of the text. */
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
  return checkParsedFile(ts, { text: source.text, file: parseAudibly(ts, source) }, options);
}

/** The tree of a text, read as if the comments that would silence the checker were blank; its text is as it was. */
function parseAudibly(
  ts: typeof TypeScript,
  source: { readonly path: string; readonly text: string },
): TypeScript.SourceFile {
  const audible = source.text.replace(DIRECTIVE, (directive) => '-'.repeat(directive.length));
  const file = ts.createSourceFile(`/${source.path}`, audible, ts.ScriptTarget.ESNext, true);
  // Such comments are found while parsing; who writes a part of the file anew must see them.
  file.text = source.text;
  return file;
}

/** The same as {@link checkSingleFile} for who has looked at the tree already. */
export function checkParsedFile(
  ts: typeof TypeScript,
  { text, file }: Pick<SingleFile, 'text' | 'file'>,
  options: TypeScript.CompilerOptions,
): SingleFile {
  const name = file.fileName;
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
  return { ts, text, file, syntaxErrors, diagnostics, checker: program.getTypeChecker() };
}
