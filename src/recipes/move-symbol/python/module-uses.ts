import { applyTextEdits, type TextEdit } from '../../../domain/text-edit.ts';
import { attributesOf } from '../../python/attributes.ts';
import { statementOf, type ImportWish } from '../../python/import-insertion.ts';
import { replacedImport } from '../../python/import-replacement.ts';
import { removalEdits } from '../../python/import-removal.ts';
import { importedNames, type ImportedName } from '../../python/imports.ts';
import { indentationAt, newlineOf, nextLine } from '../../python/lines.ts';
import { nameInMannerOf } from '../../python/module-names.ts';
import { moduleOf, sourceOfImport } from '../../python/modules.ts';
import { placeOf, withText, type PythonFile } from '../../python/project.ts';
import { usesOfName } from '../../python/scopes.ts';
import { isWithin, textOf, type PyNode } from '../../python/tree.ts';
import { fromOf, type Situation } from './situation.ts';

/** `m.name` where m is the module: the text in which those places name the new module, and which stay. */
export type ModuleUses = {
  readonly text: string;
  readonly count: number;
  readonly left: readonly string[];
};

/** The places of one first name, with the only import that binds it. */
type Group = { readonly objects: readonly PyNode[]; readonly root: PyNode; readonly binding: ImportedName };

/** How the new module is named in a file, and the import that it needs there. */
type Naming = { readonly text: string; readonly wish: ImportWish };

/** Rewrites the places where a file reads the symbol as an attribute of its module. */
export async function moveModuleUses(
  situation: Situation,
  file: PythonFile,
  isPatched: boolean,
): Promise<ModuleUses> {
  let now = file;
  let count = 0;
  const left = new Map<string, readonly string[]>();
  for (;;) {
    const groups = Map.groupBy(objectsOf(situation, now), (node) => textOf(now.tree, rootOf(node)));
    const [next] = [...groups].filter(([name]) => !left.has(name));
    if (next === undefined) break;
    const [name, objects] = next;
    const group = isPatched ? null : groupOf(now, objects);
    const edits = group === null ? null : editsOf(situation, now, group);
    const changed = edits === null ? null : await withText(now, applyTextEdits(now.tree.text, edits));
    if (changed === null || objectsOf(situation, changed).length >= objectsOf(situation, now).length) {
      left.set(
        name,
        objects.map((node) => placeOf(now, node)),
      );
    } else {
      now = changed;
      count += objects.length;
    }
  }
  return { text: now.tree.text, count, left: [...left.values()].flat() };
}

function objectsOf({ project, definition, ...rest }: Situation, file: PythonFile): readonly PyNode[] {
  const from = fromOf({ project, definition, ...rest });
  return attributesOf(file, definition.name).flatMap((node) => {
    const object = node.parent?.children[0];
    const value = object === undefined ? null : moduleOf(project, file, object);
    return object !== undefined && value?.kind === 'project' && value.paths.includes(from) ? [object] : [];
  });
}

function rootOf(node: PyNode): PyNode {
  const [first] = node.children;
  return node.type === 'attribute' && first !== undefined ? rootOf(first) : node;
}

function groupOf(file: PythonFile, objects: readonly PyNode[]): Group | null {
  const [first] = objects;
  if (first === undefined) return null;
  const root = rootOf(first);
  const uses = usesOfName(file.tree, textOf(file.tree, root));
  const homes = new Set(objects.map((node) => uses.find((use) => use.node === rootOf(node))?.home));
  const [home] = homes;
  const bound = uses.filter((use) => use.role === 'bound' && use.home === home);
  const [only] = bound;
  if (homes.size !== 1 || bound.length !== 1 || only === undefined) return null;
  const binding = importedNames(file.tree).find(({ node }) => isWithin(node, only.node));
  return binding === undefined ? null : { objects, root, binding };
}

function editsOf(situation: Situation, file: PythonFile, group: Group): readonly TextEdit[] | null {
  const { objects, binding } = group;
  const isWhole = areAllUses(file, group);
  const naming = namingOf(situation, file, group);
  if (naming === null) return null;
  const places = objects.map(({ start, end }) => ({ start, end, newText: naming.text }));
  // A module that is imported already needs no second import, and the old one goes where nothing else uses it.
  if (hasImport(file, naming.wish)) {
    return isWhole ? [...places, ...removalEdits(file.tree, [binding])] : places;
  }
  const imports = isWhole
    ? replacedImport(file.tree, binding, naming.wish)
    : addedBelow(file, binding, naming.wish);
  return imports === null ? null : [...places, ...imports];
}

function areAllUses(file: PythonFile, { objects, root, binding }: Group): boolean {
  const name = textOf(file.tree, root);
  const clause = textOf(file.tree, binding.node);
  const isSame = objects.every(
    (node) =>
      clause.includes(' as ') ||
      binding.statement.type === 'import_from_statement' ||
      textOf(file.tree, node) === clause,
  );
  const reads = usesOfName(file.tree, name).filter(({ role }) => role === 'read');
  const quoted = new RegExp(String.raw`['"][^'"\n]*\b${name}\.`).test(file.tree.text);
  return isSame && !quoted && reads.every(({ node }) => objects.some((object) => isWithin(object, node)));
}

function namingOf(situation: Situation, file: PythonFile, group: Group): Naming | null {
  const { binding, objects } = group;
  const { tree } = file;
  const source = sourceOfImport(file, binding.node);
  const [clause = '', alias] = textOf(tree, binding.node).split(/\s+as\s+/);
  const of = fromOf(situation);
  const from = file.file.path;
  const object = textOf(tree, objects[0] ?? binding.node).replace(/\s+/g, '');
  if (source === null && alias === undefined) {
    const name = nameInMannerOf(situation.project, { name: object, of, from }, situation.to);
    if (name === null || objects.some((node) => textOf(tree, node).replace(/\s+/g, '') !== object))
      return null;
    const [first = ''] = name.split('.');
    const isFree =
      first === object.split('.')[0] ||
      isUnused(file, first) ||
      hasImport(file, { module: null, clause: name });
    return isFree ? { text: name, wish: { module: null, clause: name } } : null;
  }
  if (objects.some(({ type }) => type !== 'identifier')) return null;
  const named = source === null ? clause : `${source}${source.endsWith('.') ? '' : '.'}${clause}`;
  const name = nameInMannerOf(situation.project, { name: named, of, from }, situation.to);
  if (name === null) return null;
  const [, parent = '', last = ''] = /^(.*?)(\w+)$/.exec(name) ?? [];
  const isWhole = areAllUses(file, group);
  if (alias !== undefined && isWhole && source === null)
    return { text: alias, wish: { module: null, clause: `${name} as ${alias}` } };
  const module = /^\.*$/.test(parent) ? parent : parent.replace(/\.$/, '');
  const bound = alias !== undefined && isWhole ? alias : last;
  const wish =
    module === ''
      ? { module: null, clause: last }
      : { module, clause: bound === last ? last : `${last} as ${bound}` };
  if (bound !== last && module === '') return null;
  return bound === alias || isUnused(file, last) || hasImport(file, wish) ? { text: bound, wish } : null;
}

function hasImport(file: PythonFile, { module, clause }: ImportWish): boolean {
  return importedNames(file.tree).some(
    (one) =>
      one.statement.parent?.type === 'module' &&
      sourceOfImport(file, one.node) === module &&
      textOf(file.tree, one.node).replace(/\s+/g, ' ') === clause,
  );
}

function isUnused(file: PythonFile, name: string): boolean {
  return usesOfName(file.tree, name).every(({ role }) => role === 'attribute' || role === 'label');
}

function addedBelow(
  file: PythonFile,
  { statement }: ImportedName,
  wish: ImportWish,
): readonly TextEdit[] | null {
  const { text } = file.tree;
  const indentation = indentationAt(text, statement.start);
  const at = nextLine(text, statement.end);
  if (indentation === null || /;/.test(text.slice(statement.end, at))) return null;
  const room = text[at - 1] === '\n' ? '' : newlineOf(text);
  return [{ start: at, end: at, newText: `${room}${indentation}${statementOf(wish)}${newlineOf(text)}` }];
}
