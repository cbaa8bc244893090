import { noFile, toFile, type ResolveEdges } from './import-edge.ts';
import { foldersAbove, type Listing } from './listing.ts';

type Crate = { readonly name: string; readonly folder: string };

/**
 * Resolves `use` paths and `mod` declarations of Rust: the longest head of the path that names a module's file. What is
 * declared in place, by macros or by `#[path]` is not seen, so that edges over `super` and `use` of a bare name are guesses.
 */
export function createRustImports(listing: Listing, texts: ReadonlyMap<string, string>): ResolveEdges {
  const crates = readCrates(texts);
  return (from, imported) => {
    const parts = imported.specifier.replace(/^mod\s+|^::/, '').split('::');
    const [head = '', ...rest] = parts;
    if (['std', 'core', 'alloc', 'proc_macro', 'test'].includes(head)) return noFile(imported, 'builtin');
    const start = startOf(listing, from, parts);
    if (start !== null) {
      const own = moduleBelow(listing, start.folder, start.rest) ?? moduleItself(listing, start.folder);
      const state = head === 'crate' ? 'resolved' : 'guessed';
      return own === null ? noFile(imported, 'unresolved') : toFile(imported, own, state);
    }
    const below = moduleBelow(listing, moduleFolderOf(from), parts);
    if (below !== null) return toFile(imported, below, 'guessed');
    const crate = crates.find(({ name }) => name === head);
    if (crate === undefined) return noFile(imported, 'external');
    const folder = `${crate.folder}src/`;
    const path = moduleBelow(listing, folder, rest) ?? moduleItself(listing, folder);
    return path === null ? noFile(imported, 'unresolved') : toFile(imported, path, 'guessed');
  };
}

/** The folder of the modules that `crate`, `self` and `super` stand for, and what follows; null for other paths. */
function startOf(
  listing: Listing,
  from: string,
  [head = '', ...rest]: readonly string[],
): { readonly folder: string; readonly rest: readonly string[] } | null {
  if (head === 'crate') {
    const isTop = (folder: string): boolean =>
      ['lib.rs', 'main.rs'].some((name) => listing.has(folder + name));
    return { folder: foldersAbove(from).find(isTop) ?? '', rest };
  }
  if (head !== 'self' && head !== 'super') return null;
  const names = head === 'super' ? [head, ...rest] : rest;
  const level = names.findIndex((part) => part !== 'super');
  const supers = level === -1 ? names.length : level;
  return { folder: foldersAbove(moduleFolderOf(from))[supers] ?? '', rest: names.slice(supers) };
}

/** `a/b.rs` holds its modules in `a/b/`; `mod.rs`, `lib.rs` and `main.rs` hold them beside themselves. */
function moduleFolderOf(path: string): string {
  return path.replace(/(?:(?<=^|\/)(?:mod|lib|main)\.rs|\.rs)$/, (match) => (match === '.rs' ? '/' : ''));
}

/** The last parts of a path may be symbols of the module. */
function moduleBelow(listing: Listing, folder: string, parts: readonly string[]): string | null {
  for (let count = parts.length; count > 0; count -= 1) {
    const stem = folder + parts.slice(0, count).join('/');
    const path = [`${stem}.rs`, `${stem}/mod.rs`].find((one) => listing.has(one));
    if (path !== undefined) return path;
  }
  return null;
}

/** The file of the module whose modules stand in a folder. */
function moduleItself(listing: Listing, folder: string): string | null {
  const names = [`${folder.slice(0, -1)}.rs`, `${folder}mod.rs`, `${folder}lib.rs`, `${folder}main.rs`];
  return names.find((path) => listing.has(path)) ?? null;
}

/** The name of a crate as code writes it: hyphens become underscores. */
function readCrates(texts: ReadonlyMap<string, string>): readonly Crate[] {
  return [...texts].flatMap(([file, text]) => {
    const name = /(?:^|\/)Cargo\.toml$/.test(file)
      ? /^\[package\][^[]*?^name\s*=\s*"([^"]+)"/ms.exec(text)?.[1]
      : undefined;
    return name === undefined
      ? []
      : [{ name: name.replaceAll('-', '_'), folder: file.slice(0, -'Cargo.toml'.length) }];
  });
}
