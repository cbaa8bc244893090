import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BoxMount } from './box.ts';

/** Packages that a project has installed, as the box shows them: to read only, where the project has them. */
export type Dependencies = {
  readonly mounts: readonly BoxMount[];
  /** Folders among the packages that tools write to, as absolute paths. */
  readonly caches: readonly string[];
  /** Virtual environments of Python, as absolute paths. */
  readonly environments: readonly string[];
  /** Paths that are the packages' own, and no files of the project. */
  readonly isDependency: (path: string) => boolean;
};

/** Where vite keeps a bundled config and what it made of packages, and others what they can do without. */
const CACHES = ['.vite-temp', '.vite', '.vitest', '.cache'];
const ENVIRONMENTS = ['.venv', 'venv', 'env'];

/** Finds `node_modules` next to every package.json and above the root, and virtual environments next to Python projects. */
export function findDependencies(root: string, paths: readonly string[]): Dependencies {
  const listed = new Set(paths);
  const folders = [...new Set(['.', ...paths.filter(isManifest).map((path) => dirname(path))])];
  const packages = folders
    .map((folder) => join(folder, 'node_modules'))
    .filter((path) => isFolder(join(root, path)) && (!listed.has(path) || holdsPackages(join(root, path))));
  const environments = folders
    .flatMap((folder) => ENVIRONMENTS.map((name) => join(folder, name)))
    .filter((path) => existsSync(join(root, path, 'pyvenv.cfg')));
  // What is under version control is the project's own, whatever its name.
  const found = [...packages, ...environments].filter(
    (path) => !paths.some((other) => other.startsWith(`${path}/`)),
  );
  return {
    mounts: [
      ...foldersAbove(root)
        .map((folder) => join(folder, 'node_modules'))
        .filter(isFolder)
        .map(readOnly),
      ...found.map((path) => readOnly(join(root, path))),
    ],
    caches: found.flatMap((folder) => CACHES.map((name) => join(root, folder, name))).filter(isFolder),
    environments: environments.map((path) => join(root, path)),
    isDependency: (path) => found.some((folder) => path === folder || path.startsWith(`${folder}/`)),
  };
}

/** Where a path that the box shows lies on this machine. */
export function placeOnDisk(path: string, mounts: readonly BoxMount[]): string {
  const mount = mounts.findLast(({ at }) => path === at || path.startsWith(`${at}/`));
  return mount === undefined ? path : join(mount.from, path.slice(mount.at.length));
}

function isManifest(path: string): boolean {
  return /(?:^|\/)(?:package\.json|pyproject\.toml|setup\.(?:py|cfg)|requirements[^/]*\.txt)$/.test(path);
}

/** A link may have come with the repository, and lead to keys. A virtual environment is known by its configuration. */
function holdsPackages(link: string): boolean {
  return basename(realpathSync(link)) === 'node_modules';
}

/** A link is shown as the folder that it leads to. */
function readOnly(path: string): BoxMount {
  return { from: realpathSync(path), at: path, writable: false };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function foldersAbove(path: string): readonly string[] {
  const above = dirname(path);
  return above === path ? [] : [above, ...foldersAbove(above)];
}
