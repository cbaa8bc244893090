import { posix } from 'node:path';
import { readFacts } from '../../codebase/index/facts/read-facts.ts';
import type { ImportFact } from '../../codebase/index/file-facts.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { decodeText } from '../../domain/text.ts';

const PYTHON = /\.pyi?$/;
const SCRIPT = /\.[cm]?[jt]sx?$/;
const MAX_FILES = 3000;

/** The place of an import that takes a name from a file. */
export type StrandedImport = { readonly path: string; readonly line: number; readonly text: string };

/** The first file of a tree that imports one of the names from a file; null where none does or the tree is too large. */
export async function importOf(
  { path, names }: { readonly path: string; readonly names: readonly string[] },
  tree: SourceTree,
): Promise<(StrandedImport & { readonly name: string }) | null> {
  const family = PYTHON.test(path) ? PYTHON : SCRIPT;
  const others = (await tree.list()).filter((other) => other !== path && family.test(other));
  if (others.length > MAX_FILES) return null;
  const last = moduleOf(path).split('/').at(-1) ?? '';
  for (const other of others) {
    const bytes = await tree.read(other);
    const decoded = bytes === null ? null : decodeText(bytes);
    if (decoded?.kind !== 'text') continue;
    const { text } = decoded;
    const mentioned =
      text.includes(last) || /['"][./]+['"]|from\s+\.+\s/.test(text)
        ? names.filter((name) => text.includes(name))
        : [];
    if (mentioned.length === 0 || /\bexcept\s*\(?\s*(?:ImportError|ModuleNotFound)/.test(text)) continue;
    const imports = (await readFacts(other, text))?.imports ?? [];
    for (const name of mentioned) {
      const found = imports.find((one) => one.names.includes(name) && leadsTo(other, one, path));
      if (found !== undefined) return { path: other, line: found.line, text, name };
    }
  }
  return null;
}

/** Whether an import of a file leads to another, by its text alone: relative in scripts, also by the end of its path in Python. */
function leadsTo(from: string, { specifier }: ImportFact, path: string): boolean {
  const folder = posix.dirname(from);
  if (!PYTHON.test(path)) {
    return specifier.startsWith('.') && moduleOf(posix.join(folder, specifier)) === moduleOf(path);
  }
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
  const rest = specifier.slice(dots).replaceAll('.', '/');
  if (dots > 0) return posix.join(folder, ...Array<string>(dots - 1).fill('..'), rest) === moduleOf(path);
  return rest.includes('/') ? `/${moduleOf(path)}`.endsWith(`/${rest}`) : moduleOf(path) === rest;
}

/** A path without its extension; of an entry file its folder. */
function moduleOf(path: string): string {
  const bare = path.replace(/(?:\.d)?\.[cm]?[jt]sx?$|\.pyi?$/, '');
  return posix.normalize(bare.replace(/\/?(?:index|__init__)$/, '') || '.').replace(/\/$/, '');
}
