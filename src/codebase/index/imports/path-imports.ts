import { noFile, toFile, type ResolveEdges } from './import-edge.ts';
import { foldersAbove, joinInside, nearestFirst, type Listing } from './listing.ts';

/**
 * Resolves imports that are written as paths: relative to the file, then as scripts are run, from a folder above. Serves
 * every language that has no rules of its own.
 */
export function createPathImports(listing: Listing): ResolveEdges {
  return (from, imported) => {
    const { specifier } = imported;
    const beside = besideFile(listing, from, specifier);
    if (beside !== null) return toFile(imported, beside, 'resolved');
    const above = foldersAbove(from)
      .slice(1)
      .map((folder) => joinInside(folder, specifier));
    const path = above.find((one) => one !== null && listing.has(one));
    if (path !== null && path !== undefined) return toFile(imported, path, 'guessed');
    return noFile(imported, /^\.{1,2}\//.test(specifier) ? 'unresolved' : 'external');
  };
}

/** Resolves `require_relative` of Ruby as it is, and `require` by the load path that gems have: `lib`. */
export function createRubyImports(listing: Listing): ResolveEdges {
  return (from, imported) => {
    const file = imported.specifier.replace(/(?:\.rb)?$/, '.rb');
    const beside = besideFile(listing, from, file);
    if (beside !== null) return toFile(imported, beside, 'resolved');
    const [path] = nearestFirst(listing.endingIn(`lib/${file}`), from);
    if (path !== undefined) return toFile(imported, path, 'guessed');
    return noFile(imported, file.startsWith('.') ? 'unresolved' : 'external');
  };
}

/** The listed file that a path means as seen from another. */
export function besideFile(listing: Listing, from: string, relative: string): string | null {
  const path = joinInside(foldersAbove(from)[0] ?? '', relative.replace(/^\/+/, ''));
  return path !== null && listing.has(path) ? path : null;
}
