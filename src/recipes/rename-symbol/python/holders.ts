import { usesOfName } from '../../python/scopes.ts';
import { childIn, nodesBelow, textOf, type PyNode } from '../../python/tree.ts';
import { modulesNamed, sourceOfImport } from '../../python/modules.ts';
import { placeOf, type PythonFile, type PythonProject } from '../../python/project.ts';

/** The modules whose top level holds a symbol under its own name: the one that declares it, and those that give it on. */
export type Held = {
  readonly project: PythonProject;
  readonly name: string;
  readonly paths: ReadonlySet<string>;
};

/** Follows imports and `import *` from the module that declares the symbol, and from its stub. */
export function heldFrom(project: PythonProject, start: string, name: string): Held {
  const paths = new Set([start, ...stubsOf(project, start, name)]);
  const held: Held = { project, name, paths };
  for (let size = 0; size !== paths.size;) {
    size = paths.size;
    for (const [path, file] of project.files) {
      if (paths.has(path)) continue;
      const { root } = file.tree;
      const bound = usesOfName(file.tree, name).filter(({ role, home }) => role === 'bound' && home === root);
      const isImported = bound.some(({ node }) => bringsSymbol(held, file, node));
      if (isImported || (bound.length === 0 && takesAll(held, file).length > 0)) paths.add(path);
    }
  }
  return held;
}

/** Whether a name in `from m import name` is the symbol of a module that holds it. */
export function bringsSymbol({ project, paths }: Held, file: PythonFile, node: PyNode): boolean {
  const clause = node.parent;
  if (clause === null) return false;
  const isAlias = clause.type === 'aliased_import' && node.field === 'alias';
  const named = isAlias ? childIn(clause, 'name') : clause.type === 'dotted_name' ? clause : null;
  if (named === null || named.field !== 'name') return false;
  if (isAlias && textOf(file.tree, named) !== textOf(file.tree, node)) return false;
  const source = sourceOfImport(file, node);
  return source !== null && modulesNamed(project, file.file.path, source).some((path) => paths.has(path));
}

/** `import *` that brings the symbol where the module binds the name in another way too: the later one wins. */
export function mixedStars(held: Held, start: string): readonly string[] {
  return [...held.project.files].flatMap(([path, file]) => {
    if (path === start) return [];
    const [star] = takesAll(held, file);
    const isBound = usesOfName(file.tree, held.name).some(
      ({ role, home }) => role === 'bound' && home === file.tree.root,
    );
    return star !== undefined && isBound
      ? [`\`import *\` brings it to ${placeOf(file, star)}, which binds the name itself`]
      : [];
  });
}

/** The strings in `__all__` that are the name. */
export function exportStrings(file: PythonFile, name: string): readonly PyNode[] {
  const statements = file.tree.root.children.filter((node) => /^__all__\b/.test(textOf(file.tree, node)));
  return statements
    .flatMap((statement) => [...nodesBelow(statement)])
    .filter((node) => node.type === 'string_content' && textOf(file.tree, node) === name);
}

/** The statements that take all names of a holder, where the symbol is among them. */
function takesAll({ project, name, paths }: Held, file: PythonFile): readonly PyNode[] {
  return [...nodesBelow(file.tree.root)].filter((node) => {
    if (node.type !== 'wildcard_import') return false;
    const source = sourceOfImport(file, node);
    const from = source === null ? [] : modulesNamed(project, file.file.path, source);
    return from.some((path) => paths.has(path) && isExported(project.files.get(path), name));
  });
}

function isExported(file: PythonFile | undefined, name: string): boolean {
  if (file === undefined) return false;
  if (!file.tree.identifiers.has('__all__')) return !name.startsWith('_');
  return exportStrings(file, name).length > 0;
}

function stubsOf({ files }: PythonProject, path: string, name: string): readonly string[] {
  const other = path.endsWith('.pyi') ? path.slice(0, -1) : `${path}i`;
  return files.get(other)?.tree.identifiers.has(name) === true ? [other] : [];
}
