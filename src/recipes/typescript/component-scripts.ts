import { componentScripts, type ComponentLanguage } from '../../codebase/languages/component-scripts.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { readSource } from '../source-file.ts';

/** A script of a component; its offsets are those of the whole file. */
export type ComponentScript = {
  readonly path: string;
  readonly text: string;
  readonly file: TypeScript.SourceFile;
};

const LANGUAGES: readonly ComponentLanguage[] = ['vue', 'svelte', 'astro'];

/** The components of the tree that mention a word. */
export async function componentsWith(
  tree: SourceTree,
  listed: Iterable<string>,
  word: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of listed) {
    if (languageOfComponent(path) === undefined || /(?:^|\/)node_modules\//.test(path)) continue;
    const source = await readSource(tree, path);
    if (source.kind === 'source' && source.file.text.includes(word)) found.push(path);
  }
  return found;
}

/** The scripts of components, parsed. */
export async function componentScriptsIn(
  ts: typeof TypeScript,
  tree: SourceTree,
  paths: readonly string[],
): Promise<readonly ComponentScript[]> {
  const scripts: ComponentScript[] = [];
  for (const path of paths) {
    const language = languageOfComponent(path);
    const source = await readSource(tree, path);
    if (language === undefined || source.kind !== 'source') continue;
    const { text } = source.file;
    for (const part of componentScripts(text, language).parts) {
      const ending = part.language === 'javascript' ? 'js' : part.language === 'tsx' ? 'tsx' : 'ts';
      const file = ts.createSourceFile(`/${path}.${ending}`, part.text, ts.ScriptTarget.ESNext, true);
      scripts.push({ path, text, file });
    }
  }
  return scripts;
}

function languageOfComponent(path: string): ComponentLanguage | undefined {
  return LANGUAGES.find((one) => path.endsWith(`.${one}`));
}
