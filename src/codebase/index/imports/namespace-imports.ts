import { noFile, toAnyOf, toFile, type ResolveEdges } from './import-edge.ts';
import { foldersAbove, joinInside, nearestFirst, type Listing } from './listing.ts';
import { besideFile } from './path-imports.ts';

/** Resolves imports of Java, whose folders are named after packages; `import static a.B.c` leads to `B`. */
export function createJavaImports(listing: Listing): ResolveEdges {
  return (from, imported) => {
    const name = imported.specifier.replace(/^static\s+/, '').replace(/\.\*$/, '');
    if (/^(?:java|jdk|sun)\./.test(name)) return noFile(imported, 'builtin');
    const parts = [name, ...imported.names.filter((one) => one !== '*' && one !== 'default').slice(0, 1)]
      .join('.')
      .split('.');
    // The last parts may be nested types, members, or a name that stands in the specifier as well.
    for (let count = parts.length; count > 1; count -= 1) {
      const stem = parts.slice(0, count).join('/');
      const [path] = nearestFirst(
        ['java', 'kt', 'scala'].flatMap((extension) => listing.endingIn(`${stem}.${extension}`)),
        from,
      );
      if (path !== undefined) return toFile(imported, path, 'resolved');
    }
    const [folder] = nearestFirst(listing.foldersEndingIn(name.replaceAll('.', '/')), from);
    const files =
      folder === undefined ? [] : listing.filesIn(folder).filter((path) => /\.(?:java|kt|scala)$/.test(path));
    return files.length === 0 ? noFile(imported, 'external') : toAnyOf(imported, files);
  };
}

/** Resolves `using` of C#: namespaces follow folders by custom alone, often below a name of the project. */
export function createCSharpImports(listing: Listing): ResolveEdges {
  return (from, imported) => {
    const name = imported.specifier.replace(/^static\s+/, '');
    if (/^(?:System|Microsoft\.Win32)(?:\.|$)/.test(name)) return noFile(imported, 'builtin');
    const parts = name.split('.');
    const folders = parts.flatMap((_, at) => foldersOfNamespace(listing, parts, at));
    const [folder] = nearestFirst(folders, from);
    const files = folder === undefined ? [] : listing.filesIn(folder).filter((path) => path.endsWith('.cs'));
    if (files.length > 0) return toAnyOf(imported, files);
    const [type] = listing.endingIn(`${parts.slice(-2).join('/')}.cs`);
    return type === undefined ? noFile(imported, 'external') : toFile(imported, type, 'guessed');
  };
}

/** `Shop.Core.Models` stands in `Shop.Core/Models` as well as in `Shop/Core/Models`; a folder named so is needed. */
function foldersOfNamespace(listing: Listing, parts: readonly string[], at: number): readonly string[] {
  const project = parts.slice(0, at).join('.');
  const rest = parts.slice(at).join('/');
  return listing.foldersEndingIn(project === '' ? rest : `${project}/${rest}`);
}

/** Resolves `require` of PHP as it is, and `use` by the PSR-4 prefixes of composer.json, then by the file that ends so. */
export function createPhpImports(listing: Listing, texts: ReadonlyMap<string, string>): ResolveEdges {
  const prefixes = [...texts].flatMap(([path, text]) =>
    /(?:^|\/)composer\.json$/.test(path) ? prefixesOf(path, text) : [],
  );
  return (from, imported) => {
    const { specifier } = imported;
    const beside = besideFile(listing, from, specifier);
    if (beside !== null) return toFile(imported, beside, 'resolved');
    if (/\.(?:php|inc)$/.test(specifier)) return noFile(imported, 'unresolved');
    const name = specifier.replace(/^\\|^(?:function|const)\s+/, '');
    for (const { prefix, folder } of prefixes) {
      const path = name.startsWith(prefix)
        ? `${folder}${name.slice(prefix.length).replaceAll('\\', '/')}.php`
        : '';
      if (listing.has(path)) return toFile(imported, path, 'resolved');
    }
    const tail = name.split('\\').slice(-2).join('/');
    const [path] = tail.includes('/') ? nearestFirst(listing.endingIn(`${tail}.php`), from) : [];
    return path === undefined ? noFile(imported, 'external') : toFile(imported, path, 'guessed');
  };
}

/** `"App\\": "src/"`, or a list of folders. */
function prefixesOf(
  path: string,
  text: string,
): readonly { readonly prefix: string; readonly folder: string }[] {
  const base = foldersAbove(path)[0] ?? '';
  const pairs = text.matchAll(/"((?:[A-Za-z_]\w*\\\\)+)"\s*:\s*\[?\s*"([^"]*)"/g);
  return [...pairs].map(([, prefix = '', folder = '']) => {
    const joined = joinInside(base, folder) ?? '';
    return { prefix: prefix.replaceAll('\\\\', '\\'), folder: joined === '' ? '' : `${joined}/` };
  });
}
