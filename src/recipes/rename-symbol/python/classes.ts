import { scopesAround, usesOfName, type NameUse } from '../../python/scopes.ts';
import { childIn, nameOf, nodesBelow, textOf, type PyNode } from '../../python/tree.ts';
import { moduleOf, modulesNamed, sourceOfImport } from '../../python/modules.ts';
import type { PythonFile, PythonProject } from '../../python/project.ts';

/** A class of the project. */
export type PythonClass = { readonly file: PythonFile; readonly node: PyNode };

/** What a class or the class of a value is: one of the project, one from elsewhere, or nobody knows. */
export type ClassValue =
  | { readonly kind: 'class'; readonly found: PythonClass }
  | { readonly kind: 'foreign' | 'unknown' };

const UNKNOWN: ClassValue = { kind: 'unknown' };
const FOREIGN: ClassValue = { kind: 'foreign' };
const MAX_STEPS = 8;

/** Every class of the parsed files. */
export function allClasses(project: PythonProject): readonly PythonClass[] {
  return [...project.files.values()].flatMap((file) =>
    [...nodesBelow(file.tree.root)]
      .filter(({ type }) => type === 'class_definition')
      .map((node) => ({ file, node })),
  );
}

/** The expressions that a class names as its bases. */
export function basesOf({ node }: PythonClass): readonly PyNode[] {
  const list = childIn(node, 'superclasses')?.children ?? [];
  return list.filter(({ type }) => !['(', ')', ',', 'comment', 'keyword_argument'].includes(type));
}

/** The class that an expression names: `C`, `m.C`, `C[int]`. */
export function classNamed(project: PythonProject, file: PythonFile, node: PyNode): ClassValue {
  return classFrom({ project, file, steps: 0 }, node);
}

/** Where a name is looked up, and over how many imports the search came there. */
type Search = { readonly project: PythonProject; readonly file: PythonFile; readonly steps: number };

function classFrom(search: Search, node: PyNode): ClassValue {
  const { project, file } = search;
  if (node.type === 'subscript' || node.type === 'generic_type') {
    const [value] = node.children;
    return value === undefined ? UNKNOWN : classFrom(search, value);
  }
  if (node.type === 'attribute') {
    const name = childIn(node, 'attribute');
    const [object] = node.children;
    if (name === null || object === undefined) return UNKNOWN;
    const owner = moduleOf(project, file, object);
    if (owner.kind !== 'project') return owner.kind === 'foreign' ? FOREIGN : UNKNOWN;
    return classAtTop(search, owner.paths, textOf(file.tree, name));
  }
  if (node.type !== 'identifier') return UNKNOWN;
  const bindings = bindingsOf(file, node);
  const [only] = bindings;
  if (only === undefined) return hasStarImport(file) ? UNKNOWN : FOREIGN;
  return bindings.length === 1 ? classBound(search, only) : UNKNOWN;
}

/** The bindings that a name's use may mean: those of its home. */
export function bindingsOf(file: PythonFile, node: PyNode): readonly NameUse[] {
  const uses = usesOfName(file.tree, textOf(file.tree, node));
  const home = uses.find((use) => use.node === node)?.home ?? scopesAround(node)[0];
  return uses.filter((use) => use.role === 'bound' && use.home === home);
}

function classBound(search: Search, { node }: NameUse): ClassValue {
  const { project, file } = search;
  const { parent } = node;
  if (parent?.type === 'class_definition') return { kind: 'class', found: { file, node: parent } };
  if (parent === null || !['dotted_name', 'aliased_import'].includes(parent.type)) return UNKNOWN;
  const source = sourceOfImport(file, node);
  if (source === null) return UNKNOWN;
  const paths = modulesNamed(project, file.file.path, source);
  const named = parent.type === 'aliased_import' ? childIn(parent, 'name') : parent;
  if (paths.length === 0) return source.startsWith('.') ? UNKNOWN : FOREIGN;
  return classAtTop(search, paths, textOf(file.tree, named ?? parent));
}

function classAtTop({ project, steps }: Search, paths: readonly string[], name: string): ClassValue {
  const path = paths.find((one) => one.endsWith('.py'));
  const file = path === undefined ? undefined : project.files.get(path);
  if (file === undefined || steps > MAX_STEPS) return UNKNOWN;
  const search = { project, file, steps: steps + 1 };
  const bindings = usesOfName(file.tree, name).filter(
    ({ role, home }) => role === 'bound' && home === file.tree.root,
  );
  const [only] = bindings;
  if (only !== undefined) return bindings.length === 1 ? classBound(search, only) : UNKNOWN;
  const stars = [...nodesBelow(file.tree.root)].filter(({ type }) => type === 'wildcard_import');
  const found = stars
    .map((star) => modulesNamed(project, file.file.path, sourceOfImport(file, star) ?? ''))
    .map((modules) => classAtTop(search, modules, name));
  return found.find(({ kind }) => kind === 'class') ?? UNKNOWN;
}

function hasStarImport({ tree }: PythonFile): boolean {
  return [...nodesBelow(tree.root)].some(({ type }) => type === 'wildcard_import');
}

/** The name of a class. */
export function className({ file, node }: PythonClass): string {
  return nameOf(file.tree, node);
}
