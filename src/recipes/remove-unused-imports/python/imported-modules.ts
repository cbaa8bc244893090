import { joinPath } from '../../../codebase/languages/source-paths.ts';
import type { SourceTree } from '../../../domain/ports.ts';
import { positionAt } from '../../../domain/text.ts';
import { childIn, parsePython, textOf, type PyNode, type PyTree } from '../../python/tree.ts';
import { readSource } from '../../source-file.ts';
import { namesOf, type ImportedName } from './imports.ts';
import { effectIn, fixtureIn } from './module-effects.ts';
import { TEST_FILE } from './reasons-to-keep.ts';

type Module = { readonly path: string; readonly tree: PyTree };
type Place = { readonly path: string; readonly tree: SourceTree };

// Modules that people import for what that does: line editing, or a registration.
const FOR_EFFECT =
  /^(?:readline|rlcompleter|antigravity|this|sitecustomize|usercustomize|mpl_toolkits\.mplot3d)(?:\.|$)/;
const ROOTS = ['', 'src/', 'lib/'];

/**
 * Why an import stays for the sake of the module that it loads, or null. Only modules of the project are looked into,
 * and not what they import in turn. A module that the statement loads anyway, for a name that stays, gives no reason.
 */
export async function moduleToKeep(
  parsed: PyTree,
  name: ImportedName,
  place: Place & { readonly leaving: ReadonlySet<PyNode> },
): Promise<string | null> {
  const from = fromOf(parsed, name);
  const own = textOf(parsed, childIn(name.node, 'name') ?? name.node).replace(/\s+/g, '');
  const module = from ?? own;
  if (FOR_EFFECT.test(module)) return `importing ${module} has an effect of its own`;
  if (from !== null && TEST_FILE.test(place.path)) {
    const fixture = await fixtureOf(await modulesOf(from, place), own);
    if (fixture !== null) return fixture;
  }
  const isLoadedAnyway = from !== null && !namesOf(name.statement).every((node) => place.leaving.has(node));
  const wanted = [
    ...(isLoadedAnyway ? [] : withParents(module)),
    ...(from === null ? [] : [from.endsWith('.') ? from + own : `${from}.${own}`]),
  ];
  for (const one of wanted) {
    for (const loaded of await modulesOf(one, place)) {
      const effect = effectIn(loaded.tree);
      if (effect !== null) return `importing ${one} runs code at ${placeIn(loaded, effect)}`;
    }
  }
  return null;
}

function fromOf(parsed: PyTree, { statement }: ImportedName): string | null {
  const from = childIn(statement, 'module_name');
  return from === null ? null : textOf(parsed, from).replace(/\s+/g, '');
}

/** `a.b.c` loads `a` and `a.b` too; the packages around a relative import are loaded already. */
function withParents(module: string): readonly string[] {
  if (module.startsWith('.')) return /^\.+$/.test(module) ? [] : [module];
  const parts = module.split('.');
  return parts.map((_, at) => parts.slice(0, at + 1).join('.'));
}

async function fixtureOf(modules: readonly Module[], name: string): Promise<string | null> {
  for (const module of modules) {
    const fixture = fixtureIn(module.tree, name);
    if (fixture !== null) return `it is a pytest fixture at ${placeIn(module, fixture)}`;
  }
  return null;
}

/** The files that a module may be: beside the importing file, from the root or from a folder between. */
async function modulesOf(module: string, { path, tree }: Place): Promise<readonly Module[]> {
  const found: Module[] = [];
  for (const candidate of candidatesOf(module, path)) {
    if (candidate === path || (await tree.read(candidate)) === null) continue;
    const source = await readSource(tree, candidate);
    const parsed = source.kind === 'source' ? await parsePython(source.file.text) : null;
    if (parsed !== null) found.push({ path: candidate, tree: parsed });
  }
  return found;
}

function candidatesOf(module: string, path: string): readonly string[] {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const folders = path.split('/').map((_, depth, parts) =>
    parts
      .slice(0, depth)
      .map((part) => `${part}/`)
      .join(''),
  );
  const bare = module.slice(dots).replaceAll('.', '/');
  const roots =
    dots === 0 ? folders.flatMap((folder) => ROOTS.map((root) => folder + root)) : [folders.at(-dots)];
  return roots
    .flatMap((root) => (root === undefined ? [] : [joinPath(root, bare)]))
    .flatMap((stem) => [`${stem}.py`, joinPath(`${stem}/`, '__init__.py')]);
}

function placeIn({ path, tree }: Module, node: PyNode): string {
  return `${path}:${positionAt(tree.text, node.start).line}`;
}
