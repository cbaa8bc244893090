import { pythonStdlib } from '../../../codebase/index/imports/python-stdlib.ts';
import { usesOfName } from '../../python/scopes.ts';
import { modulesNamed } from '../../python/modules.ts';
import { rootFolderOf } from '../../python/module-names.ts';
import { placeOf, type PythonProject } from '../../python/project.ts';
import { refused, type Refused } from '../../recipe.ts';
import { pathsSaid } from './locate.ts';

/** Where a symbol goes. Folders that the move makes inside of a package get an empty `__init__.py`. */
export type Destination = {
  readonly kind: 'destination';
  readonly path: string;
  readonly isNew: boolean;
  readonly newPackages: readonly string[];
};

const RUN = /(?:^|\/)(?:__main__|setup|conftest|manage|noxfile|fabfile)\.py$/;
const PATH = /^(?:[\w-]+\/)*\w+\.py$/;

/** Resolves a path or a dotted name against the project; a bare file name may mean one beside the source. */
export function destinationOf(project: PythonProject, module: string, from: string): Destination | Refused {
  const known = knownPath(project, module, from);
  if (known === from) return refused(`It stands in ${from} already.`, null);
  if (RUN.test(known ?? ''))
    return refused(`${known} is a program, and what imports it would run it.`, 'Choose another module.');
  if (known !== null) return { kind: 'destination', path: known, isNew: false, newPackages: [] };
  const path = newPath(project, module, from);
  if (path === null || !PATH.test(path)) {
    return refused(
      `"${module}" does not say where to: there is no such module.`,
      'Give a path that ends in .py.',
    );
  }
  const stem = path.slice(0, -3);
  if ([...project.paths].some((one) => one.startsWith(`${stem}/`) || one === `${stem}.pyi`)) {
    return refused(
      `${stem} is a package already, so ${path} would stand beside it.`,
      `Say "${stem}/__init__.py".`,
    );
  }
  const folders = path.split('/').slice(0, -1);
  const asModule = folders
    .map((_, at) => `${folders.slice(0, at + 1).join('/')}.py`)
    .find((one) => project.paths.has(one));
  if (asModule !== undefined)
    return refused(`${asModule} is a module, so it cannot be a folder as well.`, null);
  const name = stem.split('/').at(-1) ?? '';
  if (rootFolderOf(project, path) === folders.join('/') && pythonStdlib().has(name)) {
    return refused(`A new module ${path} could hide Python's own ${name}.`, 'Choose another name.');
  }
  return (
    boundByPackage(project, path, name) ?? {
      kind: 'destination',
      path,
      isNew: true,
      newPackages: newPackages(project, folders),
    }
  );
}

function knownPath(project: PythonProject, module: string, from: string): string | null {
  const beside = `${from.slice(0, from.lastIndexOf('/') + 1)}${module}`;
  if (!module.includes('/') && module.endsWith('.py') && project.paths.has(beside)) return beside;
  if (module.startsWith('.') && !module.includes('/')) return modulesNamed(project, from, module)[0] ?? null;
  const [path, ...others] = pathsSaid(project, module);
  return path === undefined || others.length > 0 ? null : path;
}

function newPath(project: PythonProject, module: string, from: string): string | null {
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  if (module.includes('/') || module.endsWith('.py')) {
    const path = module.replace(/^(?:\.\/)+/, '');
    const full = path.endsWith('.py') ? path : `${path}.py`;
    return path.includes('/') ? full : `${folder}${full}`;
  }
  const dot = module.lastIndexOf('.');
  const parent = module.slice(0, dot);
  const [owner] = parent === '' ? [`${folder}__init__.py`] : modulesNamed(project, from, parent);
  return owner?.endsWith('/__init__.py') === true
    ? `${owner.slice(0, -'__init__.py'.length)}${module.slice(dot + 1)}.py`
    : null;
}

/** Loading a submodule makes it an attribute of its package, over what the package has under that name. */
function boundByPackage(project: PythonProject, path: string, name: string): Refused | null {
  const owner = project.files.get(path.replace(/[^/]*$/, '__init__.py'));
  const use =
    owner === undefined
      ? undefined
      : usesOfName(owner.tree, name).find(({ role, home }) => role === 'bound' && home === owner.tree.root);
  return owner === undefined || use === undefined
    ? null
    : refused(
        `${placeOf(owner, use.node)} gives the package a ${name}, which a module ${path} would hide.`,
        'Choose another name.',
      );
}

/** Folders that are new, below one that is a package. */
function newPackages({ paths }: PythonProject, folders: readonly string[]): readonly string[] {
  const all = folders.map((_, at) => folders.slice(0, at + 1).join('/'));
  const isPackage = all.some((folder) => paths.has(`${folder}/__init__.py`));
  if (!isPackage) return [];
  return all
    .filter((folder) => ![...paths].some((path) => path.startsWith(`${folder}/`)))
    .map((folder) => `${folder}/__init__.py`);
}
