import { isBuiltin } from 'node:module';
import { joinPath } from '../../codebase/languages/source-paths.ts';
import { folderOf } from '../../codebase/languages/typescript-config.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { relativePath } from '../typescript/specifiers.ts';
import { parseJson } from './manifest.ts';

/**
 * What a specifier loads: a module of the language's own library, a file of the package that becomes an ES module, JSON,
 * or what stays CommonJS, whose `module.exports` is its default export. `specifier` is how `import` has to name it.
 */
export type Target =
  | { readonly kind: 'builtin' | 'json' | 'commonjs'; readonly specifier: string }
  | { readonly kind: 'module'; readonly path: string; readonly specifier: string };

/** What loads within a package are looked up in: its modules that change, the paths of the tree, and its own name and folder. */
export type LoadScope = {
  readonly modules: ReadonlySet<string>;
  readonly listed: ReadonlySet<string>;
  readonly ownName: unknown;
  readonly folder: string;
};

/** Loading these says that they are outdated. */
const OUTDATED = /^(?:node:)?(?:punycode|sys)$/;

/** The target of a `require` in a file, or why `import` could not load it, as the end of a sentence. */
export async function targetOf(
  tree: SourceTree,
  { from, specifier }: { readonly from: string; readonly specifier: string },
  scope: LoadScope,
): Promise<Target | string> {
  if (isBuiltin(specifier)) return { kind: OUTDATED.test(specifier) ? 'commonjs' : 'builtin', specifier };
  if (specifier === scope.ownName) {
    const path = await fileMeant(tree, scope.folder.replace(/\/$/, ''), { ...scope, isFolder: true });
    return path !== null && scope.modules.has(path)
      ? { kind: 'module', path, specifier }
      : `loads ${specifier}, which is this package, by its name`;
  }
  if (specifier.startsWith('/')) return `loads ${specifier} by its absolute path`;
  if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return installedTarget(tree, from, specifier);
  const path = await fileMeant(tree, joinPath(folderOf(from), specifier), {
    listed: scope.listed,
    isFolder: /(?:^|\/)\.{0,2}\/?$/.test(specifier),
  });
  if (path === null) return `loads ${specifier}, which is no file of the tree`;
  const named = relativePath(from, path);
  if (scope.modules.has(path)) return { kind: 'module', path, specifier: named };
  if (path.endsWith('.json')) return { kind: 'json', specifier: named };
  return path.endsWith('.cjs')
    ? { kind: 'commonjs', specifier: named }
    : `loads ${path}, which is not among the modules that change`;
}

/** What an in-tree path means to `require`: the file, with an ending that may be left out, or the main file of a folder. */
async function fileMeant(
  tree: SourceTree,
  path: string,
  { listed, isFolder }: { readonly listed: ReadonlySet<string>; readonly isFolder: boolean },
): Promise<string | null> {
  const asFile = (stem: string): string | undefined =>
    [stem, `${stem}.js`, `${stem}.json`, `${stem}.node`].find((one) => listed.has(one));
  const folder = path === '' ? '' : `${path}/`;
  const main = parseJson(await tree.read(`${folder}package.json`))?.['main'];
  const mainPath = typeof main === 'string' ? joinPath(folder, main) : null;
  const asMain =
    mainPath === null ? undefined : (asFile(mainPath) ?? asFile(joinPath(`${mainPath}/`, 'index')));
  return (isFolder ? undefined : asFile(path)) ?? asMain ?? asFile(`${folder}index`) ?? null;
}

/** `import` of a package gives what `require` does where the package is CommonJS and has one entry for both. */
async function installedTarget(tree: SourceTree, from: string, specifier: string): Promise<Target | string> {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  const manifest = await installedManifest(tree, folderOf(from), name);
  if (manifest === null)
    return `loads ${name}, which is not installed, so what \`import\` gives is not known`;
  const { type, main, exports } = manifest;
  if (type === 'module' || String(main).endsWith('.mjs'))
    return `loads ${name}, which is made of ES modules already`;
  if (hasCondition(exports)) return `loads ${name}, which gives \`import\` another file than \`require\``;
  if (specifier !== name && exports === undefined && !/\.c?js$/.test(specifier))
    return `loads ${specifier}, whose ending \`import\` needs`;
  return { kind: 'commonjs', specifier };
}

async function installedManifest(
  tree: SourceTree,
  folder: string,
  name: string,
): Promise<Readonly<Record<string, unknown>> | null> {
  // A link may lead out of the tree.
  const bytes = await tree.read(`${folder}node_modules/${name}/package.json`).catch(() => null);
  const found = parseJson(bytes);
  if (found !== null || folder === '') return found;
  return installedManifest(tree, folderOf(folder.slice(0, -1)), name);
}

/** Whether an `exports` field tells apart who loads: it then may give `import` another module. */
export function hasCondition(exports: unknown): boolean {
  if (Array.isArray(exports)) return exports.some(hasCondition);
  if (typeof exports !== 'object' || exports === null) return false;
  return Object.entries(exports).some(
    ([key, value]) => ['import', 'require', 'module', 'module-sync'].includes(key) || hasCondition(value),
  );
}
