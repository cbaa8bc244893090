import type { TypeScript } from './typescript.ts';

/**
 * Gives the files that declare what the language itself has, parsed. Programs that share them parse and bind each once:
 * that takes longer than all the rest of checking one file.
 */
export type LibraryFiles = (
  ts: typeof TypeScript,
  name: string,
  options: TypeScript.CreateSourceFileOptions,
) => TypeScript.SourceFile | undefined;

/** Library files for the programs of one process; only what lies beside TypeScript's own library is read from this machine. */
export function createLibraryFiles(): LibraryFiles {
  const known = new Map<string, TypeScript.SourceFile>();
  return (ts, name, options) => {
    const key = `${options.languageVersion}\0${name}`;
    const file = known.get(key) ?? parseLibrary(ts, name, options);
    if (file !== undefined) known.set(key, file);
    return file;
  };
}

function parseLibrary(
  ts: typeof TypeScript,
  name: string,
  options: TypeScript.CreateSourceFileOptions,
): TypeScript.SourceFile | undefined {
  const text = libraryText(ts, name);
  // Parsing the documentation comments of the libraries would cost as much as the rest of them.
  const jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
  return text === undefined ? undefined : ts.createSourceFile(name, text, { ...options, jsDocParsingMode });
}

function libraryText(ts: typeof TypeScript, name: string): string | undefined {
  const main = ts.getDefaultLibFilePath({});
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  return name.startsWith(folder) ? (ts.sys.readFile(name) ?? undefined) : undefined;
}
