import { pythonStdlib } from '../../codebase/index/imports/python-stdlib.ts';
import { usesOfName } from './scopes.ts';
import { ancestorsOf, childIn, textOf, type PyNode } from './tree.ts';
import type { PythonFile, PythonProject } from './project.ts';

type Paths = Pick<PythonProject, 'paths'>;

/** What an expression is: modules of the project (a stub beside its module makes two), one from elsewhere, or anything. */
export type ModuleValue =
  | { readonly kind: 'project'; readonly paths: readonly string[] }
  | { readonly kind: 'foreign' | 'unknown' };

const UNKNOWN: ModuleValue = { kind: 'unknown' };
const FOREIGN: ModuleValue = { kind: 'foreign' };

/** The files of the module that an import names: `a.b`, `.b`, `..`. Empty where the project does not hold it. */
export function modulesNamed(project: Paths, from: string, name: string): readonly string[] {
  const dots = /^\.*/.exec(name)?.[0].length ?? 0;
  const parts = name
    .slice(dots)
    .split('.')
    .filter((part) => part !== '');
  const folders = from.split('/').slice(0, -1);
  if (dots > 0) {
    const base = dots === 1 ? folders : folders.slice(0, 1 - dots);
    return dots - 1 > folders.length ? [] : filesOf(project, [...base, ...parts].join('/'));
  }
  // The root, the usual source folders, then the folders around the importing file, for scripts beside each other.
  // A package's own module does not hide one of Python's.
  const isPythons = pythonStdlib().has(parts[0] ?? '');
  const isScriptFolder = (folder: string): boolean =>
    !isPythons || !project.paths.has(`${folder}/__init__.py`);
  const roots = [
    '',
    'src',
    'lib',
    ...folders
      .map((_, at) => folders.slice(0, at + 1).join('/'))
      .filter(isScriptFolder)
      .toReversed(),
  ];
  for (const root of roots) {
    const found = filesOf(project, [root, ...parts].filter((part) => part !== '').join('/'));
    if (found.length > 0) return found;
  }
  return [];
}

/** The module that an import statement or clause takes names from, as it is written; null for `import a.b`. */
export function sourceOfImport(file: PythonFile, node: PyNode): string | null {
  const statement = [node, ...ancestorsOf(node)].find(({ type }) => type === 'import_from_statement');
  const module = statement === undefined ? null : childIn(statement, 'module_name');
  return module === null ? null : textOf(file.tree, module).replace(/\s+/g, '');
}

/** The module that an expression stands for, by the imports that bind its first name. */
export function moduleOf(project: Paths, file: PythonFile, node: PyNode): ModuleValue {
  if (node.type === 'attribute') {
    const [object] = node.children;
    const name = childIn(node, 'attribute');
    if (object === undefined || name === null) return UNKNOWN;
    return memberOf(project, moduleOf(project, file, object), textOf(file.tree, name));
  }
  if (node.type !== 'identifier') return UNKNOWN;
  const uses = usesOfName(file.tree, textOf(file.tree, node));
  const home = uses.find((use) => use.node === node)?.home;
  const bindings = uses.filter(({ role, home: other }) => role === 'bound' && other === home);
  const values = bindings.map((use) => boundModule(project, file, use.node));
  if (values.length === 0 || values.some(({ kind }) => kind === 'unknown')) return UNKNOWN;
  const paths = values.flatMap((value) => (value.kind === 'project' ? value.paths : []));
  return paths.length === 0 ? FOREIGN : { kind: 'project', paths: [...new Set(paths)] };
}

/** What the name that an import binds is: a module, or something of one. */
function boundModule(project: Paths, file: PythonFile, node: PyNode): ModuleValue {
  const clause = node.parent;
  const path = file.file.path;
  if (clause === null || !['dotted_name', 'aliased_import'].includes(clause.type)) return UNKNOWN;
  const source = sourceOfImport(file, node);
  const whole = clause.type === 'aliased_import' ? childIn(clause, 'name') : clause;
  const name = textOf(file.tree, whole ?? clause);
  if (source === null) {
    const found = modulesNamed(
      project,
      path,
      clause.type === 'aliased_import' ? name : textOf(file.tree, node),
    );
    return found.length === 0 ? FOREIGN : { kind: 'project', paths: found };
  }
  const from = modulesNamed(project, path, source);
  if (from.length === 0 && !source.startsWith('.')) {
    const folder = modulesNamed(project, path, `${source}.${name}`);
    return folder.length === 0 ? FOREIGN : { kind: 'project', paths: folder };
  }
  if (from.length > 0) return memberOf(project, { kind: 'project', paths: from }, name);
  const submodules = modulesNamed(
    project,
    path,
    /^\.+$/.test(source) ? `${source}${name}` : `${source}.${name}`,
  );
  return submodules.length === 0 ? UNKNOWN : { kind: 'project', paths: submodules };
}

function memberOf(project: Paths, owner: ModuleValue, name: string): ModuleValue {
  if (owner.kind !== 'project') return owner;
  const folders = owner.paths.filter((path) => /(?:^|\/)__init__\.pyi?$/.test(path));
  const found = folders.flatMap((path) => filesOf(project, path.replace(/__init__\.pyi?$/, name)));
  return found.length === 0 ? UNKNOWN : { kind: 'project', paths: [...new Set(found)] };
}

function filesOf({ paths }: Paths, stem: string): readonly string[] {
  const at = stem === '' ? '' : `${stem}/`;
  return [`${stem}.py`, `${stem}.pyi`, `${at}__init__.py`, `${at}__init__.pyi`].filter((path) =>
    paths.has(path),
  );
}
