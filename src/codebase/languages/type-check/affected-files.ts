import type { TypeScript } from '../typescript.ts';
import { importersIn, type Importers } from './importers.ts';
import type { ProgramPair } from './program-pair.ts';

/**
 * The files in which a change of some files can show, these first and then the nearer importers. A file that declares
 * the same to others as before, and whose declarations name nothing of a file that does not, is the last on its way.
 * Absolute paths, of files after the change.
 */
export function affectedFiles(
  ts: typeof TypeScript,
  pair: ProgramPair,
  changed: readonly string[],
): readonly string[] {
  const isThere = (path: string): boolean => pair.after.getSourceFile(path) !== undefined;
  const altered = changed.filter((path) => isAltered(pair, path));
  if (altered.length === 0) return changed.filter(isThere);
  const own = pair.after.getSourceFiles().filter((file) => isOwn(pair.after, file));
  // What is no module speaks to every file.
  const isGlobal = altered.some((path) => speaksToAll(ts, pair, path));
  const reached = isGlobal
    ? own.map(({ fileName }) => fileName)
    : reachedFrom(pair, altered, importersIn(ts, [pair.before, pair.after], own));
  return [...new Set([...changed, ...reached])].filter(isThere);
}

/** All importers of the altered files, and theirs where the alteration goes on. */
function reachedFrom(pair: ProgramPair, altered: readonly string[], importers: Importers): readonly string[] {
  const passingOn = new Set(altered);
  const reached = new Set<string>();
  for (const path of passingOn) {
    for (const [importer, specifiers] of importers.get(path) ?? []) {
      reached.add(importer);
      // What nobody imports has nobody to tell.
      if (!importers.has(importer)) continue;
      const declared = declarationsOf(pair.after, importer) ?? '';
      const names = specifiers.some((one) => declared.includes(`'${one}'`) || declared.includes(`"${one}"`));
      if (names || isAltered(pair, importer)) passingOn.add(importer);
    }
  }
  return [...reached];
}

function isAltered({ before, after }: ProgramPair, path: string): boolean {
  return declarationsOf(before, path) !== declarationsOf(after, path);
}

function isOwn(program: TypeScript.Program, file: TypeScript.SourceFile): boolean {
  return (
    !program.isSourceFileFromExternalLibrary(file) &&
    !program.isSourceFileDefaultLibrary(file) &&
    !file.fileName.includes('/node_modules/')
  );
}

/** The text of what a file declares to others; null where there is no such file. */
function declarationsOf(program: TypeScript.Program, path: string): string | null {
  const file = program.getSourceFile(path);
  if (file === undefined) return null;
  if (file.isDeclarationFile) return file.text;
  const texts: string[] = [];
  emitDeclarations(program, file, (_, text) => texts.push(text));
  return texts.join('\n');
}

type EmitByForce = (
  ...args: [
    file: TypeScript.SourceFile,
    write: TypeScript.WriteFileCallback,
    token: undefined,
    onlyDeclarations: true,
    transformers: undefined,
    isForced: true,
  ]
) => TypeScript.EmitResult;

/** Writes declarations alone, those of files with errors too. */
function emitDeclarations(
  program: TypeScript.Program,
  file: TypeScript.SourceFile,
  write: TypeScript.WriteFileCallback,
): void {
  const emitter: object = program;
  if (takesForce(emitter)) emitter.emit(file, write, undefined, true, undefined, true);
  else program.emit(file, write, undefined, true);
}

// What the compiler's own builder passes to see the shape of a file: otherwise all of its bodies are checked first, at
// ten times the price. The typings keep the parameter back, while the language service offers it.
function takesForce(emitter: object): emitter is { readonly emit: EmitByForce } {
  return 'emit' in emitter && typeof emitter.emit === 'function' && emitter.emit.length > 5;
}

const GLOBAL = /^\s*declare\s+(?:global|module)\b/m;

function speaksToAll(ts: typeof TypeScript, { before, after }: ProgramPair, path: string): boolean {
  const file = after.getSourceFile(path) ?? before.getSourceFile(path);
  return file !== undefined && (!ts.isExternalModule(file) || GLOBAL.test(file.text));
}
