import { languageOf } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { parsePython, type PyTree } from '../python/tree.ts';
import { givenUpBecause, readSource, type SourceFile } from '../source-file.ts';

/** A Python file with its tree. */
export type ParsedFile = { readonly file: SourceFile; readonly tree: PyTree };

/** The Python files of a project, each read and parsed once, and only where it is asked for. */
export type PythonTexts = {
  /** The files in which a word stands; a file that cannot be parsed is left out. */
  readonly mentioning: (word: string) => Promise<readonly ParsedFile[]>;
};

/** Opens the Python files of the tree and the targets; nothing is read yet. */
export function openPythonTexts(tree: SourceTree, targets: readonly string[]): PythonTexts {
  let files: readonly SourceFile[] | null = null;
  const parsed = new Map<string, PyTree | null>();
  return {
    mentioning: async (word) => {
      files ??= await filesOf(tree, targets);
      const isMentioned = new RegExp(String.raw`(?<!\w)${word}(?!\w)`);
      const found: ParsedFile[] = [];
      for (const file of files.filter(({ text }) => isMentioned.test(text))) {
        const known = parsed.get(file.path);
        const read = known === undefined ? await treeOf(file) : known;
        parsed.set(file.path, read);
        if (read !== null) found.push({ file, tree: read });
      }
      return found;
    },
  };
}

/** The tree of a file, or null when there is none. */
export async function treeOf({ path, text }: SourceFile): Promise<PyTree | null> {
  try {
    return await parsePython(text);
  } catch (error) {
    if (givenUpBecause(error, path) === null) throw error;
    return null;
  }
}

async function filesOf(tree: SourceTree, targets: readonly string[]): Promise<readonly SourceFile[]> {
  const files: SourceFile[] = [];
  for (const path of new Set([...targets, ...(await tree.list())])) {
    if (languageOf(path) !== 'python') continue;
    const source = await readSource(tree, path);
    if (source.kind === 'source') files.push(source.file);
  }
  return files;
}
