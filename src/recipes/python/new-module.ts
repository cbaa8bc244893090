import { pythonStdlib } from '../../codebase/index/imports/python-stdlib.ts';
import { refused, type Refused } from '../recipe.ts';
import { rootFolderOf } from './module-names.ts';
import { placeOf, type PythonProject } from './project.ts';
import { usesOfName } from './scopes.ts';

/** Why a new module or package may not stand at a path that ends in .py; null where it may. */
export function newModuleFault(project: PythonProject, path: string): Refused | null {
  const stem = path.replace(/(?:\/__init__)?\.py$/, '');
  if (
    [...project.paths].some(
      (one) => one.startsWith(`${stem}/`) || one === `${stem}.pyi` || one === `${stem}.py`,
    )
  ) {
    return refused(`${stem} is a package or a module already, so ${path} would stand beside it.`, null);
  }
  const folders = stem.split('/').slice(0, -1);
  const asModule = folders
    .map((_, at) => `${folders.slice(0, at + 1).join('/')}.py`)
    .find((one) => project.paths.has(one));
  if (asModule !== undefined)
    return refused(`${asModule} is a module, so it cannot be a folder as well.`, null);
  const name = stem.split('/').at(-1) ?? '';
  if (rootFolderOf(project, `${stem}.py`) === folders.join('/') && pythonStdlib().has(name)) {
    return refused(`A new module ${path} could hide Python's own ${name}.`, 'Choose another name.');
  }
  return boundByPackage(project, `${stem}.py`, name);
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

/** The `__init__.py` of folders that are new, below one that is a package. */
export function newPackages({ paths }: PythonProject, path: string): readonly string[] {
  const folders = path.split('/').slice(0, -1);
  const all = folders.map((_, at) => folders.slice(0, at + 1).join('/'));
  const isPackage = all.some((folder) => paths.has(`${folder}/__init__.py`));
  if (!isPackage) return [];
  return all
    .filter((folder) => ![...paths].some((path) => path.startsWith(`${folder}/`)))
    .map((folder) => `${folder}/__init__.py`);
}
