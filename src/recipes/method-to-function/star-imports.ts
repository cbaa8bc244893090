import { languageOf } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { decodeText, positionAt } from '../../domain/text.ts';
import { usesOfName } from '../python/scopes.ts';
import { parsePython } from '../python/tree.ts';
import type { Obstacle } from './guards.ts';
import type { Method } from './method.ts';

/** A module that takes all names of others. Modules are known by the last part of their name alone. */
type StarImporter = { readonly path: string; readonly text: string; readonly modules: readonly string[] };

const STAR_IMPORT = /^[ \t]*from[ \t]+([.\w]+)[ \t]+import[ \t]+\(?[ \t]*\*/gm;

/** Why the function's name may not appear in its module: a module that imports all of its names means something else by it. */
export async function starImportInTheWay(
  method: Method,
  tree: SourceTree,
  signal: AbortSignal,
): Promise<Obstacle | null> {
  // `import *` leaves out names that begin with an underscore, and what a list of the exports does not hold.
  if (method.name.startsWith('_') || method.tree.identifiers.has('__all__')) return null;
  const importers = await starImporters(tree, signal);
  const reached = importersOf(method.file.path, importers);
  const paths = reached.length === 0 ? [] : await tree.list();
  for (const importer of reached) {
    const place =
      submoduleOf(importer.path, method.name, paths) ?? (await placeOfName(importer, method.name));
    if (place === null) continue;
    return {
      reason: `\`import *\` would bring the function ${method.name} to a module where the name means something else (${place}).`,
      hint: `List the exports of ${method.file.path} in \`__all__\` first.`,
    };
  }
  return null;
}

async function starImporters(tree: SourceTree, signal: AbortSignal): Promise<readonly StarImporter[]> {
  const found: StarImporter[] = [];
  for (const path of await tree.list()) {
    if (languageOf(path) !== 'python') continue;
    signal.throwIfAborted();
    const bytes = await tree.read(path);
    const decoded = bytes === null ? null : decodeText(bytes);
    if (decoded?.kind !== 'text') continue;
    const { text } = decoded;
    const modules = Array.from(text.matchAll(STAR_IMPORT), ([, name = '']) => lastPart(name, path));
    if (modules.length > 0) found.push({ path, text, modules });
  }
  return found;
}

/** Those that take the names of a module, also through one that takes them itself. */
function importersOf(path: string, importers: readonly StarImporter[]): readonly StarImporter[] {
  const reached = new Set<StarImporter>();
  const modules = new Set([moduleName(path)]);
  for (const module of modules) {
    for (const one of importers) {
      if (one.path === path || !one.modules.includes(module)) continue;
      reached.add(one);
      if (!/\b__all__\b/.test(one.text)) modules.add(moduleName(one.path));
    }
  }
  return [...reached];
}

/** A package's submodule is an attribute of the package, and the function would be one of the same name. */
function submoduleOf(path: string, name: string, paths: readonly string[]): string | null {
  if (!/(?:^|\/)__init__\.pyi?$/.test(path)) return null;
  const folder = path.replace(/__init__\.pyi?$/, '');
  const found = paths.find((one) => one === `${folder}${name}.py` || one.startsWith(`${folder}${name}/`));
  return found === undefined ? null : `${found}:1`;
}

/** Where the module itself has the name: bound at its top, or read without being bound in a function. */
async function placeOfName({ path, text }: StarImporter, name: string): Promise<string | null> {
  if (!new RegExp(String.raw`\b${name}\b`).test(text)) return null;
  const tree = await parsePython(text);
  if (tree === null) return `${path}:1`;
  const use = usesOfName(tree, name).find(
    ({ role, home }) => role !== 'attribute' && role !== 'label' && home === tree.root,
  );
  return use === undefined ? null : `${path}:${positionAt(text, use.node.start).line}`;
}

/** `a` for `pkg/a.py`, `pkg` for `pkg/__init__.py`. */
function moduleName(path: string): string {
  const parts = path.replace(/\.\w+$/, '').split('/');
  return (parts.at(-1) === '__init__' ? parts.at(-2) : parts.at(-1)) ?? '';
}

/** The last part of a module's name; dots alone mean a package around the file. */
function lastPart(name: string, path: string): string {
  const last = name.split('.').at(-1) ?? '';
  if (last !== '') return last;
  return path.split('/').at(-1 - name.length) ?? '';
}
