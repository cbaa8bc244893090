import { usesOfName } from '../../python/scopes.ts';
import { nodesBelow, textOf, type PyNode } from '../../python/tree.ts';
import { attributesOf } from '../../python/attributes.ts';
import { bringsSymbol, exportStrings, heldFrom, mixedStars, type Held } from './holders.ts';
import { moduleOf, modulesNamed } from '../../python/modules.ts';
import { placeOf, type PythonFile, type PythonProject } from '../../python/project.ts';
import type { Home, Renaming, SymbolUses } from './renaming.ts';
import { scopeObstacle, scopeRenamings, type Names } from './scope-uses.ts';

/** Every use of what a module holds under a name, through imports, re-exports, `import *` and attributes of the module. */
export function usesOfModuleSymbol(project: PythonProject, start: string, names: Names): SymbolUses {
  const held = heldFrom(project, start, names.name);
  const found = [...project.files.values()].map((file) => usesInFile(held, file, names));
  const obstacles = [...found.flatMap(({ obstacles: own }) => own), ...mixedStars(held, start)];
  return {
    renamings: found.flatMap(({ renamings }) => renamings),
    homes: found.flatMap(({ homes }) => homes),
    uncertain: [],
    unknown: found.flatMap(({ unknown }) => unknown),
    obstacle: obstacles[0] ?? null,
  };
}

type FileUses = {
  readonly renamings: readonly Renaming[];
  readonly homes: readonly Home[];
  readonly unknown: readonly string[];
  readonly obstacles: readonly string[];
};

function usesInFile(held: Held, file: PythonFile, names: Names): FileUses {
  const isOwn = (node: PyNode): boolean => bringsSymbol(held, file, node);
  const imports = usesOfName(file.tree, names.name).filter(({ node }) => isOwn(node));
  const scopes = new Set(imports.flatMap(({ role, home }) => (role === 'bound' ? [home] : [])));
  const isHolder = held.paths.has(file.file.path);
  if (isHolder) scopes.add(file.tree.root);
  const homes = [...scopes].map((scope) => ({ file, scope }));
  const labels = imports.filter(({ role }) => role === 'label').map(({ node }) => node);
  const exported = isHolder ? exportStrings(file, names.name) : [];
  const attributes = moduleAttributes(held, file);
  return {
    homes,
    renamings: [
      ...homes.flatMap((home) => scopeRenamings(home, names, isOwn)),
      ...[...labels, ...exported, ...attributes.own].map((node) => ({ file, node, text: names.to })),
      ...dottedStrings(held, file, names),
    ],
    unknown: attributes.unknown.map((node) => placeOf(file, node)),
    obstacles: homes.flatMap(({ scope }) => scopeObstacle(file, scope, names.name) ?? []),
  };
}

/** Attributes of the name on a module that holds it, and on values that nobody knows. */
function moduleAttributes(
  { project, name, paths }: Held,
  file: PythonFile,
): { readonly own: readonly PyNode[]; readonly unknown: readonly PyNode[] } {
  const own: PyNode[] = [];
  const unknown: PyNode[] = [];
  for (const node of attributesOf(file, name)) {
    const owner = moduleOf(project, file, node.parent?.children[0] ?? node);
    if (owner.kind === 'unknown') unknown.push(node);
    if (owner.kind === 'project' && owner.paths.some((path) => paths.has(path))) own.push(node);
  }
  return { own, unknown };
}

/** `"pkg.module.name"`, as tests patch it: the whole string is the path of the symbol. */
function dottedStrings({ project, paths }: Held, file: PythonFile, { name, to }: Names): readonly Renaming[] {
  return [...nodesBelow(file.tree.root)].flatMap((node) => {
    if (node.type !== 'string_content' || node.parent?.children.length !== 3) return [];
    const text = textOf(file.tree, node);
    const isPath = /^[A-Za-z_][\w.]*$/.test(text) && text.endsWith(`.${name}`);
    const module = isPath ? text.slice(0, -name.length - 1) : '';
    const from = module === '' ? [] : modulesNamed(project, file.file.path, module);
    return from.some((path) => paths.has(path)) ? [{ file, node, text: `${module}.${to}` }] : [];
  });
}
