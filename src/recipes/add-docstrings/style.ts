import { dirname, join } from 'node:path/posix';
import type { SourceTree } from '../../domain/ports.ts';
import type { PyTree } from '../python/tree.ts';

/** How a project writes its docstrings. */
export type DocstringStyle = 'google' | 'numpy' | 'sphinx';

const CONVENTION = /^[ \t]*convention\s*=\s*["']?(google|numpy|pep257)\b/m;
const SETTINGS = ['pyproject.toml', 'ruff.toml', '.ruff.toml', '.pydocstyle', 'setup.cfg', 'tox.ini'];

/** The style that is asked for; null where none is, `unknown` where nobody knows it. */
export function askedStyle(style: string | undefined): DocstringStyle | 'unknown' | null {
  if (style === undefined || style === 'google' || style === 'numpy' || style === 'sphinx')
    return style ?? null;
  return 'unknown';
}

/** The style that the file's own docstrings show, else that of the settings around it, else Google's. */
export async function styleFor(path: string, file: PyTree, tree: SourceTree): Promise<DocstringStyle> {
  return shownIn(file.text) ?? (await configuredFor(path, tree)) ?? 'google';
}

function shownIn(text: string): DocstringStyle | null {
  const counts: readonly (readonly [DocstringStyle, number])[] = [
    ['google', countOf(text, /^[ \t]+(?:Args|Arguments|Returns|Yields|Raises):[ \t]*$/gm)],
    ['numpy', countOf(text, /^[ \t]+(?:Parameters|Returns|Yields|Raises)[ \t]*\n[ \t]+-{3,}[ \t]*$/gm)],
    ['sphinx', countOf(text, /^[ \t]+:(?:param|returns?|raises|rtype|type)\b[^:\n]*:/gm)],
  ];
  const [most] = counts.toSorted(([, a], [, b]) => b - a);
  return most === undefined || most[1] === 0 ? null : most[0];
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

async function configuredFor(path: string, tree: SourceTree): Promise<DocstringStyle | null> {
  const folder = dirname(path);
  for (const name of SETTINGS) {
    const bytes = await tree.read(join(folder, name));
    const convention = bytes === null ? undefined : CONVENTION.exec(new TextDecoder().decode(bytes))?.[1];
    if (convention === 'google' || convention === 'numpy') return convention;
  }
  return folder === '.' ? null : configuredFor(folder, tree);
}
