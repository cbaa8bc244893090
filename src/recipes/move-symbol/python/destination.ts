import { modulesNamed } from '../../python/modules.ts';
import { newModuleFault, newPackages } from '../../python/new-module.ts';
import type { PythonProject } from '../../python/project.ts';
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
  return (
    newModuleFault(project, path) ?? {
      kind: 'destination',
      path,
      isNew: true,
      newPackages: newPackages(project, path),
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
