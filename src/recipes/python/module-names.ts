import { modulesNamed } from './modules.ts';

/** The paths of a project, as far as names of modules need them. */
type Paths = { readonly paths: ReadonlySet<string> };

/** The names of the folders and of the module: `pkg/a.py` gives pkg and a, `pkg/__init__.py` pkg alone. */
export function partsOf(path: string): readonly string[] {
  const parts = path.replace(/\.pyi?$/, '').split('/');
  return parts.at(-1) === '__init__' ? parts.slice(0, -1) : parts;
}

/** The folder that has to be on Python's path for a module: the one around its outermost package. */
export function rootFolderOf({ paths }: Paths, path: string): string {
  const folders = path.split('/').slice(0, -1);
  const outermost = folders.findIndex((_, at) =>
    paths.has(`${folders.slice(0, at + 1).join('/')}/__init__.py`),
  );
  return folders.slice(0, outermost === -1 ? folders.length : outermost).join('/');
}

/** The name of a module from the folder around its outermost package: `pkg.a`. */
export function absoluteNameOf(project: Paths, path: string): string {
  const root = rootFolderOf(project, path);
  const depth = root === '' ? 0 : root.split('/').length;
  return partsOf(path).slice(depth).join('.');
}

/** The name of a module from another of its package: `.a`, `..b.a`; null where they share no package. */
export function relativeNameOf(project: Paths, from: string, path: string): string | null {
  const root = rootFolderOf(project, from);
  if (rootFolderOf(project, path) !== root) return null;
  const depth = root === '' ? 0 : root.split('/').length;
  const folders = from.split('/').slice(depth, -1);
  const wanted = partsOf(path).slice(depth);
  let shared = 0;
  while (shared < folders.length && folders[shared] === wanted[shared]) shared += 1;
  if (shared === 0) return null;
  return `${'.'.repeat(folders.length - shared + 1)}${wanted.slice(shared).join('.')}`;
}

/**
 * How a file names a module in the manner of a name that it uses for another: relative for relative, from the same
 * folder for absolute. Null where no such name finds the module.
 */
export function nameInMannerOf(
  project: Paths,
  { name, of, from }: { readonly name: string; readonly of: string; readonly from: string },
  path: string,
): string | null {
  const finds = (one: string): boolean => modulesNamed(project, from, one).includes(path);
  const absolute = absoluteNameOf(project, path);
  if (name.startsWith('.')) return relativeNameOf(project, from, path) ?? resolving([absolute], finds);
  const parts = partsOf(of);
  const root = parts.slice(0, Math.max(0, parts.length - name.split('.').length));
  const wanted = partsOf(path);
  const isBelow = root.every((part, at) => wanted[at] === part);
  return resolving([...(isBelow ? [wanted.slice(root.length).join('.')] : []), absolute], finds);
}

/** The first of the names by which a file finds the module. */
function resolving(names: readonly string[], finds: (name: string) => boolean): string | null {
  return names.find((name) => name !== '' && finds(name)) ?? null;
}
