import { noFile, toFile, type ResolveEdges } from './import-edge.ts';
import { foldersAbove, joinInside, nearestFirst, type Listing } from './listing.ts';

// Headers of C++ have no extension; those of C and POSIX are few.
const STANDARD_HEADER =
  /^(?:[a-z_\d]+|c?(?:assert|complex|ctype|errno|fenv|float|inttypes|iso646|limits|locale|math|setjmp|signal|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|tgmath|threads|time|uchar|wchar|wctype|unistd|fcntl|pthread|dirent|dlfcn|poll|strings)\.h|(?:sys|net|netinet|arpa)\/[a-z_\d]+\.h)$/;

/**
 * Resolves `#include` of C and C++: beside the file, then in an `include` or `src` folder above it, then by the one file
 * of the root that ends so. Search paths of a build are not read, hence the guesses.
 */
export function createIncludeImports(listing: Listing): ResolveEdges {
  return (from, imported) => {
    const isSystem = imported.specifier.startsWith('<');
    const header = imported.specifier.replace(/^[<"]|[>"]$/g, '');
    const above = foldersAbove(from);
    const beside = isSystem ? null : joinInside(above[0] ?? '', header);
    if (beside !== null && listing.has(beside)) return toFile(imported, beside, 'resolved');
    if (STANDARD_HEADER.test(header)) return noFile(imported, 'builtin');
    const named = above
      .flatMap((folder) => [`${folder}include/`, `${folder}src/`, folder])
      .map((folder) => joinInside(folder, header))
      .find((path) => path !== null && listing.has(path));
    const [ending] = nearestFirst(listing.endingIn(header.replace(/^(?:\.\.?\/)+/, '')), from);
    const path = named ?? ending ?? null;
    return path === null
      ? noFile(imported, isRelative(header) ? 'unresolved' : 'external')
      : toFile(imported, path, 'guessed');
  };
}

function isRelative(header: string): boolean {
  return /^\.\.?\//.test(header);
}
