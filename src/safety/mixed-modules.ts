import { foldersAbove } from '../codebase/index/imports/listing.ts';
import { moduleKindsOf } from '../codebase/languages/commonjs-uses.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import type { SourceTree } from '../domain/ports.ts';
import { decodeText } from '../domain/text.ts';
import { diagnosticsOf } from './syntax-findings.ts';
import type { SyntaxInput } from './syntax-input.ts';

const STATEMENT = /^\s*(?:import|export)\b|[;}]\s*(?:import|export)\b/m;
const COMMONJS = /\brequire\s*\(|\bexports\b/;

/** Packages and commands that read modules and CommonJS in one file. */
const COMPILER =
  /(?<![\w.-])(?:@(?:babel|swc|rspack|parcel|vercel)\/|(?:babel|babelify|browserify|bun|electron-vite|esbuild|esm|expo|gatsby|jiti|laravel-mix|metro|microbundle|ncc|next|nuxt|parcel|react|react-native|react-scripts|reify|rollup|snowpack|sucrase|svelte|swc|ts-node|tsdown|tsup|tsx|turbopack|umi|vite|vue|webpack)(?!\w))/;
const SETTINGS =
  /(?:^|\/)(?:\.babelrc|\.swcrc|(?:babel|metro|next|rollup|vite|webpack)[\w.-]*\.[cm]?[jt]s|babel\.config\.json|deno\.jsonc?|bunfig\.toml)\b[^/]*$/;
const TYPESCRIPT_SETTINGS = /(?:^|\/)tsconfig[\w.-]*\.json$/;
const TAKES_JAVASCRIPT = /"allowJs"\s*:\s*true/;

/**
 * What Node says of a file that was CommonJS before and now holds `import` or `export` too: it is a module then, and has
 * none of what only CommonJS has. Nothing where a compiler may read the file.
 */
export async function mixedModule(
  { path, before, after }: SyntaxInput,
  tree: SourceTree,
): Promise<readonly Diagnostic[]> {
  const [old, text] = [textOf(before), textOf(after)];
  if (old === null || text === null || !path.endsWith('.js')) return [];
  if (!STATEMENT.test(text) || !COMMONJS.test(text) || !COMMONJS.test(old)) return [];
  const now = await moduleKindsOf(path, text);
  if (now === null || !now.isModule || now.commonJs === null) return [];
  const was = await moduleKindsOf(path, old);
  if (was === null || was.isModule || was.commonJs === null) return [];
  if (!(await isReadByNode(path, tree))) return [];
  const { name, offset } = now.commonJs;
  const message = `\`${name}\` is not defined here: \`import\` and \`export\` make the file a module, which has nothing of CommonJS`;
  const problem = { offset, kind: 'early-error', message };
  return diagnosticsOf([{ parser: 'ouroboros', problem }], { path, text, old: new Set() });
}

/** Whether the file is of a package, and nothing around it speaks of a compiler. */
async function isReadByNode(path: string, tree: SourceTree): Promise<boolean> {
  const folders = new Set(foldersAbove(path));
  const around = (await tree.list()).filter((one) => folders.has(foldersAbove(one)[0] ?? ''));
  if (around.some((one) => SETTINGS.test(one))) return false;
  const read = async (paths: readonly string[]): Promise<readonly string[]> =>
    Promise.all(paths.map(async (one) => textOf(await tree.read(one)) ?? ''));
  const manifests = await read(around.filter((one) => /(?:^|\/)package\.json$/.test(one)));
  if (manifests.length === 0 || manifests.some((manifest) => COMPILER.test(manifest))) return false;
  const settings = await read(around.filter((one) => TYPESCRIPT_SETTINGS.test(one)));
  return !settings.some((one) => TAKES_JAVASCRIPT.test(one));
}

function textOf(bytes: Uint8Array | null): string | null {
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? decoded.text : null;
}
