import { posix } from 'node:path';
import type { ImportedName } from '../../python/imports.ts';
import { modulePathsOf, modulesOf, type Place } from '../../python/project-modules.ts';
import { childIn, textOf, type PyTree } from '../../python/tree.ts';
import { readSource } from '../../source-file.ts';
import type { Block, Blocks } from './reasons-to-leave.ts';

const MAX_MODULES = 60;
// Statements that run when a module is loaded: those that are indented mostly do not, or only where something failed.
const TAKEN = /^from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]*)/gm;

/**
 * Why the order in which a block loads modules of the project has to stay, or null: two of them call something when they
 * are loaded, or one of them takes in turn what the block has brought by then.
 */
export async function loadOrderReason({ before, after }: Blocks, place: Place): Promise<string | null> {
  const were = modulesIn(before);
  const are = modulesIn(after);
  const own: string[] = [];
  const loud: string[] = [];
  for (const name of were) {
    if ((await modulePathsOf(name, place)).length === 0) continue;
    own.push(name);
    if ((await modulesOf(name, place)).some(({ tree }) => callsSomething(tree))) loud.push(name);
  }
  const moved = firstMoved(were, are, loud);
  if (moved !== null) return `${moved} and another module call something when they are loaded`;
  if (firstMoved(were, are, own) === null) return null;
  const taker = await takerOf(before, own, place);
  return taker === null ? null : `${taker} imports names of this block in turn`;
}

/** The modules that a block loads, each at its first place. */
function modulesIn({ tree, names }: Block): readonly string[] {
  return [...new Set(names.flatMap((name) => moduleOf(tree, name)))];
}

function moduleOf(tree: PyTree, { statement, node }: ImportedName): readonly string[] {
  const from = childIn(statement, 'module_name');
  const own = textOf(tree, childIn(node, 'name') ?? node).replace(/\s+/g, '');
  if (from === null) return [own];
  const module = textOf(tree, from).replace(/\s+/g, '');
  return [module, inside(module, own)];
}

/** A call whose value nobody keeps is there for its effect. */
function callsSomething(tree: PyTree): boolean {
  return tree.root.children.some(
    ({ type, children }) => type === 'expression_statement' && children[0]?.type === 'call',
  );
}

function firstMoved(
  were: readonly string[],
  are: readonly string[],
  counted: readonly string[],
): string | null {
  const order = are.filter((name) => counted.includes(name));
  return were.filter((name) => counted.includes(name)).find((name, at) => name !== order[at]) ?? null;
}

/** The first module below those of a block that takes a name of the block from this very file, or null. */
async function takerOf({ names }: Block, modules: readonly string[], place: Place): Promise<string | null> {
  const bound = new Set(names.map((name) => name.bound));
  const seen = new Set<string>();
  const waiting = (await Promise.all(modules.map((name) => modulePathsOf(name, place)))).flat();
  for (let path = waiting.pop(); path !== undefined && seen.size < MAX_MODULES; path = waiting.pop()) {
    if (seen.has(path) || isPackageAround(path, place.path)) continue;
    seen.add(path);
    const source = await readSource(place.tree, path);
    if (source.kind === 'refused') continue;
    for (const { module, taken } of takenBy(source.file.text)) {
      const from = await modulePathsOf(module, { path, tree: place.tree });
      if (from.includes(place.path) && taken.some((name) => name === '*' || bound.has(name))) return path;
      const parts = taken.map((name) => modulePathsOf(inside(module, name), { path, tree: place.tree }));
      waiting.push(...from, ...(await Promise.all(parts)).flat());
    }
  }
  return null;
}

/** What it imports is on its way already when a file of it is loaded. */
function isPackageAround(path: string, file: string): boolean {
  return (
    path !== file && posix.basename(path) === '__init__.py' && file.startsWith(`${posix.dirname(path)}/`)
  );
}

function takenBy(text: string): readonly { readonly module: string; readonly taken: readonly string[] }[] {
  return Array.from(text.matchAll(TAKEN), ([, module = '', names = '']) => ({
    module,
    taken: names
      .replace(/[()]|#.*/g, '')
      .split(',')
      .map((name) => name.trim().split(/\s/)[0] ?? '')
      .filter((name) => /^(?:\w+|\*)$/.test(name)),
  }));
}

function inside(module: string, name: string): string {
  return module.endsWith('.') ? module + name : `${module}.${name}`;
}
