import { access, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Whether Node would find the package from a folder, an absolute path: in the `node_modules` there or above. */
export async function isInstalledForNode(folder: string, name: string): Promise<boolean> {
  const typed = `@types/${name.replace(/^@([^/]+)\/(.+)$/, '$1__$2')}`;
  for (let at = folder; ; at = dirname(at)) {
    const modules = join(at, 'node_modules');
    if ((await exists(join(modules, name))) || (await exists(join(modules, typed)))) return true;
    if (dirname(at) === at) return false;
  }
}

const ENVIRONMENTS = ['.venv', 'venv', 'env', '.env'];

/** Whether a virtual environment in one of the folders, absolute paths, holds a top-level module of Python. */
export async function isInstalledForPython(folders: readonly string[], top: string): Promise<boolean> {
  for (const folder of folders.flatMap((one) => ENVIRONMENTS.map((name) => join(one, name)))) {
    for (const packages of await sitePackages(folder)) {
      const entries = await entriesOf(packages);
      if (entries.some((entry) => entry === top || entry.startsWith(`${top}.`))) return true;
    }
  }
  return false;
}

/** Whether a path names a file or a folder. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function sitePackages(environment: string): Promise<readonly string[]> {
  const versions = await entriesOf(join(environment, 'lib'));
  return [
    ...versions.map((version) => join(environment, 'lib', version, 'site-packages')),
    join(environment, 'Lib', 'site-packages'),
  ];
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}
