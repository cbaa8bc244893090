import { languageOf } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { positionAt } from '../../domain/text.ts';
import { parsePython, type PyNode, type PyTree } from './tree.ts';
import { givenUpBecause, readSource, type SourceFile } from '../source-file.ts';

/** A file of Python with its tree. */
export type PythonFile = { readonly file: SourceFile; readonly tree: PyTree };

/** The Python of a tree as far as it matters for one name. */
export type PythonProject = {
  /** Every Python file, parsed or not. */
  readonly paths: ReadonlySet<string>;
  readonly files: ReadonlyMap<string, PythonFile>;
  /** Files that may matter and could not be parsed. */
  readonly unread: readonly string[];
};

const STAR_IMPORT = /\bimport[ \t]*\(?[ \t]*\*/;

/** Parses the files whose text is needed, and those that import everything from somewhere. */
export async function readPythonProject(
  tree: SourceTree,
  isNeeded: (text: string, path: string) => boolean,
  signal: AbortSignal,
): Promise<PythonProject> {
  const paths = (await tree.list()).filter((path) => languageOf(path) === 'python');
  const files = new Map<string, PythonFile>();
  const unread: string[] = [];
  for (const path of paths) {
    signal.throwIfAborted();
    const source = await readSource(tree, path);
    if (source.kind === 'refused') unread.push(path);
    else if (isNeeded(source.file.text, path) || STAR_IMPORT.test(source.file.text)) {
      const parsed = await treeOf(source.file);
      if (parsed !== null) files.set(path, { file: source.file, tree: parsed });
      else if (isNeeded(source.file.text, path)) unread.push(path);
    }
  }
  return { paths: new Set(paths), files, unread };
}

/** A test for texts that hold one of the words. */
export function mentioning(words: readonly string[]): (text: string) => boolean {
  const pattern = new RegExp(String.raw`(?<!\w)(?:${words.join('|')})(?!\w)`);
  return (text) => pattern.test(text);
}

/** A node as `path:line`. */
export function placeOf({ file }: PythonFile, node: PyNode): string {
  return `${file.path}:${positionAt(file.text, node.start).line}`;
}

async function treeOf(file: SourceFile): Promise<PyTree | null> {
  try {
    return await parsePython(file.text);
  } catch (error) {
    if (givenUpBecause(error, file.path) === null) throw error;
    return null;
  }
}

/** The same file with another text; null where that does not parse. */
export async function withText({ file }: PythonFile, text: string): Promise<PythonFile | null> {
  const tree = await treeOf({ ...file, text });
  return tree === null ? null : { file: { ...file, text }, tree };
}
