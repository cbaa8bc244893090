import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { decodeText, positionAt } from '../../domain/text.ts';
import { isMdx, runningMdx } from './mdx.ts';
import { wordOffsets } from './occurrences.ts';

const COMPONENT = /\.(?:vue|svelte|astro|mdx|html?)$/i;
const SPECIFIER = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\(|\bsrc\s*=)\s*(?:\(\s*)?["']([^"']+)["']/g;

/** A file that this recipe does not read as code, and that holds the name and loads a module of the project. */
export type ComponentUse = {
  readonly path: string;
  readonly line: number;
  readonly specifiers: readonly string[];
};

/** Vue, Svelte, Astro, MDX and HTML files that hold the word, each with the modules that it loads. */
export async function componentUses(
  tree: SourceTree,
  project: TypeScriptProject,
  word: string,
): Promise<readonly ComponentUse[]> {
  const uses: ComponentUse[] = [];
  for (const path of project.files.listed) {
    if (!COMPONENT.test(path) || path.includes('node_modules/')) continue;
    const bytes = await tree.read(path);
    const decoded = bytes === null ? null : decodeText(bytes);
    if (decoded?.kind !== 'text') continue;
    const text = isMdx(path) ? runningMdx(decoded.text) : decoded.text;
    const [offset] = wordOffsets(text, word, project.ts);
    if (offset === undefined) continue;
    const specifiers = Array.from(text.matchAll(SPECIFIER), (match) => match[1] ?? '');
    uses.push({ path, line: positionAt(text, offset).line, specifiers });
  }
  return uses;
}
