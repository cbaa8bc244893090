import type { GivenName, ImportFact } from '../file-facts.ts';
import { noFile, type ImportEdge, type ResolveEdges } from './import-edge.ts';
import { foldersAbove, nearestFirst, type Listing } from './listing.ts';
import { pythonStdlib } from './python-stdlib.ts';

/** Where a module stands: its file, or the folder of a package without `__init__.py`. */
type Module = { readonly file: string | null; readonly folder: string };
type Found = { readonly module: Module; readonly isCertain: boolean };
type Lookup = {
  readonly listing: Listing;
  readonly stdlib: ReadonlySet<string>;
  /** The folders that hold top packages: what stands on `sys.path` when the project runs. */
  readonly roots: readonly string[];
};

/**
 * Resolves Python imports from the listing alone. In `from pkg import name` every name is tried as a module of the
 * package first, as Python would find it after the package's own names, so that one statement may lead to several files.
 */
export function createPythonImports(listing: Listing, paths: readonly string[]): ResolveEdges {
  const lookup = { listing, stdlib: pythonStdlib(), roots: moduleRoots(listing, paths) };
  return (from, imported) => {
    const relative = /^\.+/.exec(imported.specifier)?.[0];
    if (relative !== undefined) return relativeEdges(lookup, { from, imported, dots: relative.length });
    const found = findAbsolute(lookup, { from, imported });
    if (found !== null) return moduleEdges(lookup, { imported, found });
    const [top = ''] = imported.specifier.split('.');
    if (lookup.stdlib.has(top)) return noFile(imported, 'builtin');
    return noFile(
      imported,
      lookup.roots.some((root) => isOwn(listing, root + top)) ? 'unresolved' : 'external',
    );
  };
}

/** One dot is the folder of the file, every other one the folder above. */
function relativeEdges(
  lookup: Lookup,
  { from, imported, dots }: { readonly from: string; readonly imported: ImportFact; readonly dots: number },
): readonly ImportEdge[] {
  const folder = foldersAbove(from)[dots - 1];
  if (folder === undefined) return noFile(imported, 'unresolved');
  const rest = imported.specifier.slice(dots).replaceAll('.', '/');
  const module = rest === '' ? packageAt(lookup.listing, folder) : moduleAt(lookup.listing, folder + rest);
  if (module === null) return noFile(imported, 'unresolved');
  return moduleEdges(lookup, { imported, found: { module, isCertain: true } });
}

/** The edges into a module: one to its own file, and one to each of its modules that is named. */
function moduleEdges(
  { listing }: Lookup,
  { imported, found }: { readonly imported: ImportFact; readonly found: Found },
): readonly ImportEdge[] {
  const state = found.isCertain ? 'resolved' : 'guessed';
  const own: string[] = [];
  const edges: ImportEdge[] = [];
  for (const name of imported.names) {
    const path = name === '*' ? null : (moduleAt(listing, found.module.folder + name)?.file ?? null);
    if (path === null) own.push(name);
    else edges.push({ names: ['*'], given: givenAsModule(imported, name), resolved: { state, path } });
  }
  if (own.length === 0 && edges.length > 0) return edges;
  const { file } = found.module;
  const taken = { names: own, given: imported.given.filter((one) => own.includes(one.name)) };
  const missing = { state: 'unresolved', path: null } as const;
  return [{ ...taken, resolved: file === null ? missing : { state, path: file } }, ...edges];
}

/** Where a name is a module, it is given on as one. */
function givenAsModule({ given }: ImportFact, module: string): readonly GivenName[] {
  return given.filter(({ name }) => name === module).map(({ as }) => ({ name: '*', as }));
}

/**
 * Looks where Python would: in the folder above the file's top package, then in the folders above that, as scripts and
 * tests are started there, then beside every other top package of the root, the nearest first.
 */
function findAbsolute(
  lookup: Lookup,
  { from, imported }: { readonly from: string; readonly imported: ImportFact },
): Found | null {
  const { listing, stdlib, roots } = lookup;
  const relative = imported.specifier.replaceAll('.', '/');
  // A package of the project that is named like one of Python's is meant only when it holds what is asked for.
  const isShadow = stdlib.has(relative.split('/')[0] ?? '');
  if (isShadow && !relative.includes('/')) return null;
  const above = foldersAbove(from).filter((folder) => !isPackage(listing, folder));
  for (const folder of above) {
    const module = moduleAt(listing, folder + relative);
    if (module !== null && isUseful(listing, { module, imported })) return { module, isCertain: true };
  }
  if (isShadow) return null;
  const others = roots.filter((root) => !above.includes(root));
  const elsewhere = nearestFirst(others, from)
    .flatMap((root) => moduleAt(listing, root + relative) ?? [])
    .filter((module) => isUseful(listing, { module, imported }));
  const [module] = elsewhere;
  return module === undefined ? null : { module, isCertain: elsewhere.length === 1 };
}

/** A folder without `__init__.py` counts only where something in it is named: many folders are no packages at all. */
function isUseful(
  listing: Listing,
  { module, imported }: { readonly module: Module; readonly imported: ImportFact },
): boolean {
  if (module.file !== null) return true;
  return imported.names.some((name) => (moduleAt(listing, module.folder + name)?.file ?? null) !== null);
}

/** `stem` is the path of a module without its extension. A package goes before a file of the same name. */
function moduleAt(listing: Listing, stem: string): Module | null {
  const folder = `${stem}/`;
  const asPackage = packageAt(listing, folder);
  if (asPackage !== null && asPackage.file !== null) return asPackage;
  const file = [`${stem}.py`, `${stem}.pyi`, `${stem}.pyx`].find((path) => listing.has(path));
  return file === undefined ? asPackage : { file, folder };
}

function packageAt(listing: Listing, folder: string): Module | null {
  const file = [`${folder}__init__.py`, `${folder}__init__.pyi`].find((path) => listing.has(path));
  if (file !== undefined) return { file, folder };
  return listing.hasFolder(folder) ? { file: null, folder } : null;
}

/** A folder of another language may have the name of a package from elsewhere. */
function isOwn(listing: Listing, stem: string): boolean {
  const module = moduleAt(listing, stem);
  return (
    module !== null &&
    (module.file !== null || listing.filesIn(module.folder).some((path) => path.endsWith('.py')))
  );
}

function isPackage(listing: Listing, folder: string): boolean {
  return listing.has(`${folder}__init__.py`) || listing.has(`${folder}__init__.pyi`);
}

/** The folders above top packages, which are those whose own folder above is none. */
function moduleRoots(listing: Listing, paths: readonly string[]): readonly string[] {
  const roots = new Set(['']);
  for (const path of paths) {
    if (!path.endsWith('/__init__.py')) continue;
    const [, above] = foldersAbove(path);
    if (above !== undefined && !isPackage(listing, above)) roots.add(above);
  }
  return [...roots];
}
