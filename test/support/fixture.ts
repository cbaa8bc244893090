import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileChange } from '../../src/domain/patch.ts';
import type { SourceTree } from '../../src/domain/ports.ts';

/** Files by path, as text. */
export type Texts = Readonly<Record<string, string>>;

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** The files of one side of a fixture; empty when it has no such side. */
export function readFixture(theme: string, leaf: string, side: 'before' | 'after'): Texts {
  return readTexts(join(fixtures, theme, leaf, side));
}

/** The leaves of a theme. */
export function fixtureLeaves(theme: string): readonly string[] {
  return readdirSync(join(fixtures, theme));
}

/** The files below a folder, by path from it. */
export function readTexts(folder: string): Texts {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map((file) => [file.slice(folder.length + 1).replaceAll(sep, '/'), readFileSync(file, 'utf8')]),
  );
}

/** A tree that holds exactly these files. */
export function treeOfTexts(texts: Texts): SourceTree {
  return {
    list: async () => Object.keys(texts).toSorted(),
    read: async (path) => (Object.hasOwn(texts, path) ? new TextEncoder().encode(texts[path]) : null),
  };
}

/** The texts after the changes. */
export function withChanges(texts: Texts, changes: readonly FileChange[]): Texts {
  const changed = changes.map(({ path, after }) => [
    path,
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(after ?? undefined),
  ]);
  return { ...texts, ...Object.fromEntries(changed) };
}
