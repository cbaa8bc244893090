import type { SourceTree } from '../../../domain/ports.ts';
import { importedNames, importStatements } from '../../python/imports.ts';
import { loads, wayBetween } from '../../python/load-graph.ts';
import { moduleOf, modulesNamed, sourceOfImport } from '../../python/modules.ts';
import { firstDifference, normalForm } from '../../python/normal-form.ts';
import { placeOf, type PythonFile, type PythonProject } from '../../python/project.ts';
import { newRuffDiagnostics } from '../../python/proofs.ts';
import { childIn, nodesBelow, textOf, type PyNode } from '../../python/tree.ts';
import { fullNames, type MovedProject } from './moved-project.ts';
import { namingNodes } from './naming-texts.ts';

const RULES = ['F821', 'F822', 'F811', 'F823', 'F706', 'PLE'] as const;

/** A file before and after the move. */
export type Sides = { readonly old: PythonFile; readonly now: PythonFile };

/** What a move would change besides names of modules, or which of them finds another file, as the end of a sentence; else null. */
export async function whatWentAstray(
  moved: MovedProject,
  project: PythonProject,
  { before, after }: { readonly before: SourceTree; readonly after: SourceTree },
): Promise<string | null> {
  for (const [path, old] of moved.before.files) {
    const now = project.files.get(moved.move.paths.get(path) ?? path);
    if (now === undefined) return `${path} would not parse`;
    const fault = faultOf(moved, project, { old, now });
    if (fault !== null) return fault;
    if (old.tree.text === now.tree.text && !moved.move.paths.has(path)) continue;
    const fresh = await newRuffDiagnostics(old.tree.text, now.tree.text, RULES);
    if (fresh.length > 0) return `${path} would have new diagnostics: ${fresh.slice(0, 3).join('; ')}`;
    const way = await newWay(moved, { before, after }, path);
    if (way !== null) return `the modules would import each other: ${way.join(' → ')}`;
  }
  return null;
}

function faultOf(moved: MovedProject, project: PythonProject, { old, now }: Sides): string | null {
  const mapped = (path: string): string => moved.move.paths.get(path) ?? path;
  const [was, is] = [targetsOf(moved.before, old, mapped), targetsOf(project, now, (path) => path)];
  const target = firstDifference(was, is);
  if (target !== null) return `an import of ${old.file.path} would find something else: ${target}`;
  if (old.tree.text === now.tree.text) return null;
  const { old: name, now: newName } = fullNames(moved);
  const difference = firstDifference(
    outline(moved.before, old, { name, mapped, newName }),
    outline(project, now, { name: newName, mapped: (path) => path, newName }),
  );
  return difference === null
    ? null
    : `more than names of modules would change in ${old.file.path}: ${difference}`;
}

/** What the imports of a file find, sorted: files of the project after the move, or the name of what is not in it. */
function targetsOf(
  project: PythonProject,
  file: PythonFile,
  mapped: (path: string) => string,
): readonly string[] {
  const path = file.file.path;
  const found = (name: string): string | null => {
    const [one] = modulesNamed(project, path, name);
    return one === undefined ? null : mapped(one);
  };
  const targets = importedNames(file.tree).map(({ node }) => {
    const whole = node.type === 'aliased_import' ? childIn(node, 'name') : node;
    const name = textOf(file.tree, whole ?? node).replace(/\s+/g, '');
    const source = sourceOfImport(file, node);
    if (source === null) return found(name) ?? name;
    const submodule = found(source.endsWith('.') ? `${source}${name}` : `${source}.${name}`);
    const owner = found(source);
    return submodule ?? `${owner ?? (source.startsWith('.') ? 'a folder' : source)} ${name}`;
  });
  return targets.toSorted();
}

type View = { readonly name: string; readonly newName: string; readonly mapped: (path: string) => string };

/** The normal form without imports, where whatever stands for a module of the project is named by its path. */
function outline(
  project: PythonProject,
  file: PythonFile,
  { name, newName, mapped }: View,
): readonly string[] {
  const { tree } = file;
  const replaced = new Map<PyNode, string>();
  for (const node of nodesBelow(tree.root)) {
    if (node.type !== 'identifier' && node.type !== 'attribute') continue;
    if (node.type === 'identifier' && node.field === 'attribute') continue;
    const value = moduleOf(project, file, node);
    if (value.kind === 'project') replaced.set(node, `module ${value.paths.map(mapped).join()}`);
  }
  for (const node of namingNodes(tree, name)) {
    replaced.set(node, `string_content ${newName}${textOf(tree, node).slice(name.length)}`);
  }
  return normalForm(tree, tree.root, { skipped: new Set(importStatements(tree)), replaced });
}

/** A way back from something that a file loads only now. */
async function newWay(
  { move, before: project, after: paths }: MovedProject,
  { before, after }: { readonly before: SourceTree; readonly after: SourceTree },
  path: string,
): Promise<readonly string[] | null> {
  const known = [...(await loads(project, before, path))].map((one) => move.paths.get(one) ?? one);
  const now = move.paths.get(path) ?? path;
  for (const target of await loads(paths, after, now)) {
    if (known.includes(target)) continue;
    const way = await wayBetween(paths, after, { from: target, to: now });
    if (way !== null) return [now, ...way];
  }
  return null;
}

/** Where a module that changes its folder asks for its own place. */
export function asksForPlace(file: PythonFile): string | null {
  const [node] = ['__file__', '__path__', '__package__'].flatMap(
    (name) => file.tree.identifiers.get(name) ?? [],
  );
  return node === undefined ? null : placeOf(file, node);
}
