import type { SourceTree } from '../../domain/ports.ts';
import { decodeText } from '../../domain/text.ts';
import { modulesNamed } from './modules.ts';

type Paths = { readonly paths: ReadonlySet<string> };

const IMPORT =
  /^([ \t]*)(?:from[ \t]+([.\w]+)[ \t]+import[ \t]*(\([^)]*\)|(?:[^\n\\#]|\\\r?\n)*)|import[ \t]+((?:[^\n\\#;]|\\\r?\n)*))/;
const FOR_TYPES = /^if[ \t]+(?:\w+\.)?TYPE_CHECKING\b/;

/**
 * The modules of the project that a module loads while it is loaded itself, by path. Read as text, line by line: what
 * functions and classes import is left out, and a text that looks like an import counts.
 */
function loadedBy(project: Paths, path: string, text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { module, names } of importsIn(text)) {
    for (const target of targetsOf(project, path, { module, names })) {
      for (const one of [target, ...packagesAround(project, target, path)]) if (one !== path) found.add(one);
    }
  }
  return found;
}

/** A way from one module to another along what each loads, both ends included; null where there is none. */
export async function wayBetween(
  project: Paths,
  tree: SourceTree,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly string[] | null> {
  const before = new Map<string, string | null>([[from, null]]);
  const waiting = [from];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (path === to) return wayTo(before, path);
    for (const next of await loads(project, tree, path)) {
      if (before.has(next)) continue;
      before.set(next, path);
      waiting.push(next);
    }
  }
  return null;
}

/** What a module of a tree loads. */
export async function loads(project: Paths, tree: SourceTree, path: string): Promise<ReadonlySet<string>> {
  const bytes = await tree.read(path);
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? loadedBy(project, path, decoded.text) : new Set();
}

function wayTo(before: ReadonlyMap<string, string | null>, end: string): readonly string[] {
  const way: string[] = [];
  for (let path: string | null = end; path !== null; path = before.get(path) ?? null) way.unshift(path);
  return way;
}

type Import = { readonly module: string; readonly names: readonly string[] };

function importsIn(text: string): readonly Import[] {
  const found: Import[] = [];
  let block = '';
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at) === -1 ? text.length : text.indexOf('\n', at);
    const line = text.slice(at, end);
    if (/^[^\s#]/.test(line)) block = line;
    const isLoaded = !/^(?:async\s+def|def|class|@)\b|^@/.test(block) && !FOR_TYPES.test(block);
    const match = isLoaded && /^[ \t]*(?:from|import)[ \t]/.test(line) ? IMPORT.exec(text.slice(at)) : null;
    if (match !== null) found.push(...importOf(match));
    at = end + 1;
  }
  return found;
}

function importOf([, , module, names, modules]: RegExpExecArray): readonly Import[] {
  const listOf = (list: string): readonly string[] =>
    list
      .replace(/#.*|[()\\]/g, '')
      .split(',')
      .map((one) => one.trim().split(/\s+/)[0] ?? '')
      .filter((one) => one !== '');
  if (module !== undefined) return [{ module, names: listOf(names ?? '') }];
  return listOf(modules ?? '').map((one) => ({ module: one, names: [] }));
}

/** A name that is no submodule comes from the package itself. */
function targetsOf(project: Paths, path: string, { module, names }: Import): readonly string[] {
  const own = modulesNamed(project, path, module);
  if (names.length === 0) return own;
  return names.flatMap((name) => {
    const submodule = modulesNamed(
      project,
      path,
      module.endsWith('.') ? `${module}${name}` : `${module}.${name}`,
    );
    return submodule.length > 0 ? submodule : own;
  });
}

/** The packages that are loaded before a module, but for those that the importing file stands in. */
function packagesAround({ paths }: Paths, target: string, path: string): readonly string[] {
  const folders = target.split('/').slice(0, -1);
  return folders
    .map((_, at) => `${folders.slice(0, at + 1).join('/')}/`)
    .filter((folder) => !path.startsWith(folder) && paths.has(`${folder}__init__.py`))
    .map((folder) => `${folder}__init__.py`);
}
