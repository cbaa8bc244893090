import { noFile, toAnyOf, type ResolveEdges } from './import-edge.ts';
import type { Listing } from './listing.ts';

type Module = { readonly path: string; readonly folder: string };

/**
 * Resolves Go imports by the module paths of go.mod files. A package is a folder: each of its files is an edge, as the
 * import alone does not say which one is used.
 */
export function createGoImports(listing: Listing, texts: ReadonlyMap<string, string>): ResolveEdges {
  const modules = readModules(texts);
  return (_from, imported) => {
    const { specifier } = imported;
    const owner = modules.find(({ path }) => specifier === path || specifier.startsWith(`${path}/`));
    // Paths of the standard library have no dot in their first part, others begin with a host.
    if (owner === undefined) return noFile(imported, /^[^/]*\./.test(specifier) ? 'external' : 'builtin');
    const inside = specifier.slice(owner.path.length + 1);
    const files = listing
      .filesIn(inside === '' ? owner.folder : `${owner.folder}${inside}/`)
      .filter((path) => path.endsWith('.go') && !path.endsWith('_test.go'));
    return files.length === 0 ? noFile(imported, 'unresolved') : toAnyOf(imported, files);
  };
}

/** Longer paths first: a module may stand in the folder of another. */
function readModules(texts: ReadonlyMap<string, string>): readonly Module[] {
  const modules: Module[] = [];
  for (const [file, text] of texts) {
    const path = /(?:^|\/)go\.mod$/.test(file) ? /^module\s+"?([^\s"]+)/m.exec(text)?.[1] : undefined;
    if (path !== undefined) modules.push({ path, folder: file.slice(0, -'go.mod'.length) });
  }
  return modules.toSorted((a, b) => b.path.length - a.path.length);
}
