import type { TextEdit } from '../../../domain/text-edit.ts';
import type { ImportWish } from '../../python/import-insertion.ts';
import { replacedImport } from '../../python/import-replacement.ts';
import { importedNames, importStatements, namesOf, type ImportedName } from '../../python/imports.ts';
import { nameInMannerOf } from '../../python/module-names.ts';
import { moduleOf, modulesNamed } from '../../python/modules.ts';
import { placeOf, type PythonFile } from '../../python/project.ts';
import { usesOfName } from '../../python/scopes.ts';
import { childIn, nodesBelow, textOf, type PyNode } from '../../python/tree.ts';
import { keyNaming, namingTexts, patternNaming } from './naming-texts.ts';
import { fullNames, type MovedProject } from './moved-project.ts';

/** The edits of a file, or the place that cannot be written otherwise, going on from its name. */
export type FileEdits =
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'obstacle'; readonly place: string; readonly why: string };

type Part = { readonly edits: readonly TextEdit[]; readonly renamed: readonly Renamed[] };
/** A name that an import binds, and the one that it binds afterwards. */
type Renamed = { readonly node: PyNode; readonly to: string };
type Obstacle = Extract<FileEdits, { readonly kind: 'obstacle' }>;

/** Everything in a file that names a module which moves, or one from a file that moves. */
export function fileEdits(moved: MovedProject, file: PythonFile): FileEdits {
  const edits: TextEdit[] = [];
  const renamed: Renamed[] = [];
  for (const statement of importStatements(file.tree)) {
    const part =
      statement.type === 'import_statement'
        ? plainImport(moved, file, statement)
        : fromImport(moved, file, statement);
    if ('why' in part) return part;
    edits.push(...part.edits);
    renamed.push(...part.renamed);
  }
  const uses = usesOfModules(moved, file, renamed);
  if ('why' in uses) return uses;
  const { old } = fullNames(moved);
  const pattern = patternNaming(file.tree, old);
  if (pattern !== null) return obstacle(file, pattern, 'names it in a pattern');
  const key = keyNaming(file.tree, old);
  if (key !== null) return obstacle(file, key, 'has a key of its name, which may mean something else');
  return { kind: 'edits', edits: [...edits, ...uses.edits, ...namingTexts(moved, file)] };
}

/** `import a.b`, `import a.b as c`. */
function plainImport(
  { move, before, after }: MovedProject,
  file: PythonFile,
  statement: PyNode,
): Part | Obstacle {
  const edits: TextEdit[] = [];
  const renamed: Renamed[] = [];
  const from = move.paths.get(file.file.path) ?? file.file.path;
  for (const clause of namesOf(statement)) {
    const dotted = clause.type === 'aliased_import' ? childIn(clause, 'name') : clause;
    const name = dotted === null ? '' : textOf(file.tree, dotted).replace(/\s+/g, '');
    const [path = ''] = modulesNamed(before, file.file.path, name);
    const to = move.paths.get(path);
    if (dotted === null || to === undefined) continue;
    const newText = nameInMannerOf(after, { name, of: path, from }, to);
    if (newText === null || newText.startsWith('.'))
      return obstacle(file, clause, 'imports it by a name that has no other form');
    edits.push({ start: dotted.start, end: dotted.end, newText });
    const first = dotted.children[0];
    const [rootPath = ''] =
      first === undefined ? [] : modulesNamed(before, file.file.path, textOf(file.tree, first));
    if (clause !== dotted || first === undefined || !move.paths.has(rootPath)) continue;
    const root = newText
      .split('.')
      .slice(0, newText.split('.').length - name.split('.').length + 1)
      .join('.');
    const isFree = root === textOf(file.tree, first) || isUnused(file, root.split('.')[0] ?? '');
    if (!isFree) return obstacle(file, clause, 'has another use for the new name');
    if (root !== textOf(file.tree, first)) renamed.push({ node: first, to: root });
  }
  return { edits, renamed };
}

/** `from a import b`: a, or b where that is a module, may move. */
function fromImport(moved: MovedProject, file: PythonFile, statement: PyNode): Part | Obstacle {
  const { move, before, after } = moved;
  const module = childIn(statement, 'module_name');
  if (module === null) return { edits: [], renamed: [] };
  const name = textOf(file.tree, module).replace(/\s+/g, '');
  const from = move.paths.get(file.file.path) ?? file.file.path;
  const names = importedNames(file.tree).filter((one) => one.statement === statement);
  const wanted = names.map((one) => submoduleMove(moved, file, { name, one, from }));
  const lost = wanted.findIndex((one) => one === 'lost');
  if (lost !== -1)
    return obstacle(file, names[lost]?.node ?? statement, 'imports it by a name that has no other form');
  const submodules = wanted.flatMap((one) => (one === null || one === 'lost' ? [] : [one]));
  const [path] = modulesNamed(before, file.file.path, name);
  const newName =
    path === undefined ? folderName(moved, file, name) : movedName({ move, after }, { name, path, from });
  if (newName === null) return obstacle(file, module, 'imports from a module that has no other name');
  const [first] = submodules;
  if (first === undefined) return { edits: newName === name ? [] : [edit(module, newName)], renamed: [] };
  const areAll = submodules.length === names.length;
  const parents = new Set(submodules.map(({ module: parent }) => parent));
  const isTogether = parents.size === 1 && (areAll || first.module === newName);
  if (!isTogether) {
    const apart =
      newName === name && submodules.length === 1 ? replacedImport(file.tree, first.one, first) : null;
    return apart === null
      ? obstacle(file, statement, 'takes it along with names of another module')
      : { edits: apart, renamed: first.renamed };
  }
  return {
    edits: [
      ...(first.module === name ? [] : [edit(module, first.module)]),
      ...submodules.flatMap((one) => one.edits),
    ],
    renamed: submodules.flatMap((one) => one.renamed),
  };
}

/** A clause that brings a module which moves, and the import that does so afterwards. */
type Submodule = ImportWish & Part & { readonly one: ImportedName; readonly module: string };

function submoduleMove(
  moved: MovedProject,
  file: PythonFile,
  { name, one, from }: { readonly name: string; readonly one: ImportedName; readonly from: string },
): Submodule | null | 'lost' {
  const { move, before, after } = moved;
  const whole = one.node.type === 'aliased_import' ? childIn(one.node, 'name') : one.node;
  const own = whole === null ? '' : textOf(file.tree, whole);
  const full = name.endsWith('.') ? `${name}${own}` : `${name}.${own}`;
  const [path = ''] = modulesNamed(before, file.file.path, full);
  const to = move.paths.get(path);
  if (whole === null || to === undefined) return null;
  const newName = nameInMannerOf(after, { name: full, of: path, from }, to);
  const [, parent = '', last = ''] = /^(.*?)(\w+)$/.exec(newName ?? '') ?? [];
  const module = /^\.*$/.test(parent) ? parent : parent.replace(/\.$/, '');
  if (module === '') return 'lost';
  const alias = one.node === whole ? null : one.bound;
  if (last === own) return { one, module, clause: textOf(file.tree, one.node), edits: [], renamed: [] };
  if (alias !== null)
    return { one, module, clause: `${last} as ${alias}`, edits: [edit(whole, last)], renamed: [] };
  const isFree = isUnused(file, last) && !isShared(moved, file, own);
  const clause = isFree ? last : `${last} as ${own}`;
  const renamed = isFree ? [{ node: whole.children[0] ?? whole, to: last }] : [];
  return { one, module, clause, edits: [edit(whole, clause)], renamed };
}

/** Every place that reads a name which an import binds, and `a.b` where that is a module which moves. */
function usesOfModules(moved: MovedProject, file: PythonFile, renamed: readonly Renamed[]): Part | Obstacle {
  const edits = new Map<PyNode, TextEdit>();
  const chains = chainsIn(moved, file);
  for (const [node, newText] of chains) {
    if (newText === null) return obstacle(file, node, 'reads it in a way that has no other form');
    edits.set(node, edit(node, newText));
  }
  for (const { node, to } of renamed) {
    const uses = usesOfName(file.tree, textOf(file.tree, node));
    const home = uses.find((use) => use.node === node)?.home;
    if (
      uses.some(
        (use) =>
          use.role === 'bound' && use.home === home && use.node !== node && !isImportOf(file, use.node),
      )
    ) {
      return obstacle(file, node, 'gives the name another value as well');
    }
    for (const use of uses) {
      const isRead = use.role === 'read' && use.home === home;
      const isCovered = chains.some(([chain]) => chain.start <= use.node.start && use.node.end <= chain.end);
      if (isRead && !isCovered && node.parent?.type === 'dotted_name')
        edits.set(use.node, edit(use.node, to));
    }
  }
  return { edits: [...edits.values()], renamed: [] };
}

/** The shortest expressions that stand for a module which moves, through `import a.b`; null where they have no other form. */
function chainsIn(
  { move, before, after }: MovedProject,
  file: PythonFile,
): readonly (readonly [PyNode, string | null])[] {
  const last = move.from.replace(/\.py$/, '').split('/').at(-1) ?? '';
  const from = move.paths.get(file.file.path) ?? file.file.path;
  return (file.tree.identifiers.get(last) ?? []).flatMap(
    (node): readonly (readonly [PyNode, string | null])[] => {
      const chain = node.parent?.type === 'attribute' && node.field === 'attribute' ? node.parent : null;
      if (chain === null) return [];
      const value = moduleOf(before, file, chain);
      const [path = ''] = value.kind === 'project' ? value.paths : [];
      const to = move.paths.get(path);
      const isWhole = path === move.from || path === `${move.from}/__init__.py`;
      if (to === undefined || !isWhole) return [];
      const text = textOf(file.tree, chain).replace(/\s+/g, '');
      const isPlain = modulesNamed(before, file.file.path, text).includes(path);
      const name = isPlain ? nameInMannerOf(after, { name: text, of: path, from }, to) : null;
      const folder = (one: string): string => one.replace(/\/[^/]*$/, '');
      const newLast = move.to.replace(/\.py$/, '').split('/').at(-1) ?? '';
      const beside =
        folder(move.from) === folder(move.to) ? `${text.slice(0, -last.length)}${newLast}` : null;
      return [[chain, name ?? beside]];
    },
  );
}

function movedName(
  { move, after }: Pick<MovedProject, 'move' | 'after'>,
  { name, path, from }: { readonly name: string; readonly path: string; readonly from: string },
): string | null {
  const to = move.paths.get(path) ?? path;
  if (modulesNamed(after, from, name).includes(to)) return name;
  return nameInMannerOf(after, { name, of: path, from }, to);
}

/** A folder without `__init__.py`, or a module from elsewhere: relative names count from the new place. */
function folderName({ move }: MovedProject, file: PythonFile, name: string): string | null {
  const to = move.paths.get(file.file.path);
  const isSame = to === undefined || to.replace(/[^/]*$/, '') === file.file.path.replace(/[^/]*$/, '');
  return !name.startsWith('.') || isSame ? name : null;
}

function isUnused(file: PythonFile, name: string): boolean {
  return usesOfName(file.tree, name).every(({ role }) => role === 'attribute' || role === 'label');
}

function isShared({ taken }: MovedProject, file: PythonFile, name: string): boolean {
  const quoted = [...nodesBelow(file.tree.root)].some(
    (node) =>
      node.type === 'string_content' &&
      new RegExp(String.raw`(?<![\w.])${name}(?!\w)`).test(textOf(file.tree, node)) &&
      /^[\w.[\], |]*$/.test(textOf(file.tree, node)),
  );
  return quoted || taken.get(file.file.path)?.has(name) === true;
}

function isImportOf(file: PythonFile, node: PyNode): boolean {
  return importStatements(file.tree).some(({ start, end }) => start <= node.start && node.end <= end);
}

function edit({ start, end }: PyNode, newText: string): TextEdit {
  return { start, end, newText };
}

function obstacle(file: PythonFile, node: PyNode, why: string): Obstacle {
  return { kind: 'obstacle', place: placeOf(file, node), why };
}
