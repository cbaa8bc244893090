import type { ProjectSource } from '../../codebase/languages/typescript-project.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { decodeText, positionAt } from '../../domain/text.ts';
import { candidatesOf } from '../../codebase/languages/source-paths.ts';
import { meantBy } from '../typescript/file-mentions.ts';

/** Where files that are no JavaScript or TypeScript name a file, as `path:line`. */
export type Mentions = { readonly running: readonly string[]; readonly others: readonly string[] };

// What these name is loaded or compiled when they are.
const RUNNING = /\.(?:vue|svelte|astro|mdx|x?html?)$|(?:^|\/)(?:package|[jt]sconfig[^/]*)\.json$/i;
const TEXT =
  /\.(?:vue|svelte|astro|mdx?|x?html?|json[c5]?|ya?ml|toml|rst|txt|cfg|ini)$|(?:^|\/)(?:Dockerfile|Makefile|CODEOWNERS|\.\w+rc)$/i;
const NOT_WRITTEN = /(?:^|\/)(?:node_modules|vendor|third_party|dist|coverage)\/|lock(?:file)?\b[^/]*$/i;
const PATHS = /[\w@.$+-]*(?:\/[\w@.$+-]+)+|[\w.$+-]+\.[cm]?[jt]sx?\b/g;
const MAX_BYTES = 1_000_000;

/** Looks for paths that mean a file, from the folder of the file that says so or from the root. */
export async function mentionsOf(source: ProjectSource, tree: SourceTree, from: string): Promise<Mentions> {
  const running: string[] = [];
  const others: string[] = [];
  const stem = from.slice(from.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  for (const path of source.files.listed) {
    if (!TEXT.test(path) || NOT_WRITTEN.test(path)) continue;
    const bytes = await tree.read(path);
    const decoded = bytes === null || bytes.length > MAX_BYTES ? null : decodeText(bytes);
    if (decoded?.kind !== 'text' || !decoded.text.includes(stem === 'index' ? '/' : stem)) continue;
    for (const match of decoded.text.matchAll(PATHS)) {
      const named = match[0].replace(/\.+$/, '');
      const isMeant =
        meantBy(path, named).includes(from) || candidatesOf(named.replace(/^\//, '')).includes(from);
      const place = `${path}:${positionAt(decoded.text, match.index).line}`;
      if (isMeant) (RUNNING.test(path) ? running : others).push(place);
    }
  }
  return { running, others };
}
