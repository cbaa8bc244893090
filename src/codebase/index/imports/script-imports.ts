import { isBuiltin } from 'node:module';
import { isAbsolute, relative, sep } from 'node:path';
import type { ResolverFactory } from 'oxc-resolver';
import * as z from 'zod';
import { jsonOrNull } from '../../../domain/json.ts';
import type { ImportFact, ResolvedImport } from '../file-facts.ts';
import { readCompilerOutput } from './compiler-outputs.ts';
import { taken, type ResolveEdges } from './import-edge.ts';
import { foldersAbove, joinInside, type Listing } from './listing.ts';
import { IMPORT_ENDINGS, listedScript } from './script-listed.ts';
import { createPathPatterns, type MeaningOf } from './path-patterns.ts';
import { createAliases, type AliasedPaths } from './script-aliases.ts';
import { createWorkspacePackages, type WorkspacePackages } from './workspace-packages.ts';

type Source = {
  /** Absolute, links resolved. */
  readonly root: string;
  readonly listing: Listing;
  readonly texts: ReadonlyMap<string, string>;
};
type Asked = { readonly from: string; readonly folder: string; readonly specifier: string };
type Engines = { readonly configured: ResolverFactory; readonly plain: ResolverFactory };
type Lookup = Source & {
  readonly engines: Engines;
  readonly workspace: WorkspacePackages;
  readonly aliased: AliasedPaths;
  readonly meaningOf: MeaningOf;
};

const manifest = z.object({ imports: z.record(z.string(), z.unknown()) });
const CONDITIONS = ['source', 'development', 'import', 'module', 'node', 'require'];
const MAX_REMEMBERED = 5000;
const RELATIVE = /^\.{1,2}(?:\/|$)/;
const BUILD_FOLDER = /(?:^|\/)(?:dist|build|out|lib|esm|cjs)\//;
const EXTENSION_ALIAS = {
  '.js': ['.js', '.ts', '.tsx', '.d.ts'],
  '.jsx': ['.jsx', '.tsx'],
  '.mjs': ['.mjs', '.mts', '.d.mts'],
  '.cjs': ['.cjs', '.cts', '.d.cts'],
};

/**
 * Resolves imports of JavaScript and TypeScript: relative ones by the listing, others by oxc-resolver with the nearest
 * tsconfig.json, then by the packages of the workspace.
 */
export async function createScriptImports(source: Source): Promise<ResolveEdges> {
  const workspace = createWorkspacePackages(source.listing, source.texts);
  const lookup = {
    ...source,
    workspace,
    aliased: createAliases(source.texts),
    meaningOf: createPathPatterns(source.texts, source.listing),
    engines: await createEngines(source.texts),
  };
  const known = new Map<string, ResolvedImport>();
  return (from, imported) => {
    const asked = askedOf(from, imported);
    const inside = listedRelative(lookup, asked);
    if (inside !== null) return [{ ...taken(imported), resolved: { state: 'resolved', path: inside } }];
    const key = `${asked.folder}\0${asked.specifier}`;
    const remembered = known.get(key);
    if (remembered !== undefined) return [{ ...taken(imported), resolved: remembered }];
    if (known.size >= MAX_REMEMBERED) forget(known, lookup.engines);
    const resolved = resolveScript(lookup, asked);
    known.set(key, resolved);
    return [{ ...taken(imported), resolved }];
  };
}

/** Imports are asked for file after file: what is long past is hardly asked again, and would fill the memory. */
function forget(known: Map<string, ResolvedImport>, { configured, plain }: Engines): void {
  known.clear();
  configured.clearCache();
  plain.clearCache();
}

/** Bundlers read what follows a question mark (`./logo.svg?url`); it is no part of the name. */
function askedOf(from: string, { specifier }: ImportFact): Asked {
  return { from, folder: foldersAbove(from)[0] ?? '', specifier: specifier.replace(/\?.*$/, '') };
}

async function createEngines(texts: ReadonlyMap<string, string>): Promise<Engines> {
  const oxc = await import('oxc-resolver');
  const custom = [...texts]
    .filter(([path]) => /[jt]sconfig[^/]*\.json$/.test(path))
    .flatMap(([, text]) => readCompilerOutput(text).customConditions);
  const options = {
    conditionNames: [...new Set([...custom, ...CONDITIONS])],
    extensions: [...IMPORT_ENDINGS],
    extensionAlias: EXTENSION_ALIAS,
    mainFields: ['source', 'module', 'main'],
    nodePath: false,
  };
  const plain = new oxc.ResolverFactory(options);
  return { plain, configured: plain.cloneWithOptions({ ...options, tsconfig: 'auto' }) };
}

/** Most imports are of this kind: they ask nothing but the listing, and remembering them would cost more. */
function listedRelative({ listing }: Lookup, { folder, specifier }: Asked): string | null {
  const path = RELATIVE.test(specifier) ? joinInside(folder, specifier) : null;
  return path === null ? null : listedScript(listing, path);
}

function resolveScript(lookup: Lookup, asked: Asked): ResolvedImport {
  const { specifier } = asked;
  if (isBuiltin(specifier) || /^(?:node|bun|deno|cloudflare):/.test(specifier))
    return { state: 'builtin', path: null };
  if (/^[a-z][a-z\d+.-]+:/i.test(specifier) || specifier === '') return { state: 'external', path: null };
  const isRelative = RELATIVE.test(specifier);
  const built = isRelative ? builtFrom(lookup, asked) : null;
  if (built !== null) return { state: 'guessed', path: built };
  const found = resolveOnDisk(lookup, asked);
  if (found.state === 'resolved' || isRelative) return found;
  const inWorkspace = lookup.workspace.find(asked.from, specifier);
  if (inWorkspace !== null && inWorkspace.path !== null) return inWorkspace;
  return byPattern(lookup, asked) ?? byCustom(lookup, asked) ?? inWorkspace ?? found;
}

/** What the resolver leaves out: jsconfig.json, components, files that no configuration includes, `$lib`. */
function byPattern({ listing, meaningOf }: Lookup, { from, specifier }: Asked): ResolvedImport | null {
  const paths = meaningOf(from, specifier)?.targets.map((target) => listedScript(listing, target)) ?? [];
  const path = paths.find((found) => found !== null);
  return path === undefined || path === null ? null : { state: 'resolved', path };
}

/** `./dist/config.js` of a package that is not built, or whose build is no file of the index. */
function builtFrom({ listing, workspace }: Lookup, { from, folder, specifier }: Asked): string | null {
  const path = joinInside(folder, specifier);
  if (path === null || !BUILD_FOLDER.test(path)) return null;
  const owner = foldersAbove(path).find((above) => listing.has(`${above}package.json`));
  const source = owner === undefined ? null : workspace.sourceOf(owner, path.slice(owner.length));
  // `config.d.ts` that gives on what `dist/config.js` has is not its own source.
  return source === from ? null : source;
}

/** A file that exists and is not listed is no file of the index: built, installed or ignored. */
function resolveOnDisk({ root, listing, engines }: Lookup, { from, specifier }: Asked): ResolvedImport {
  const file = `${root}${sep}${from.replaceAll('/', sep)}`;
  const configured = engines.configured.resolveFileSync(file, specifier);
  // A tsconfig.json that extends a package which is not installed lets every import of its folder fail.
  const isBroken = /^(?:Tsconfig|Failed to load tsconfig)/.test(configured.error ?? '');
  const result = isBroken ? engines.plain.resolveFileSync(file, specifier) : configured;
  if (result.path === undefined) {
    return { state: /^(?:\.|#)/.test(specifier) ? 'unresolved' : 'external', path: null };
  }
  const path = relative(root, result.path).split(sep).join('/');
  if (isAbsolute(path) || !listing.has(path)) return { state: 'external', path: null };
  return { state: 'resolved', path };
}

/** What only a bundler's configuration or a build would tell: aliases, and `#imports` that lead into a build folder. */
function byCustom(lookup: Lookup, { from, specifier }: Asked): ResolvedImport | null {
  const paths = specifier.startsWith('#')
    ? foldersAbove(from).map((folder) => builtImport(lookup, folder, specifier))
    : lookup.aliased(from, specifier).map((path) => listedScript(lookup.listing, path));
  const path = paths.find((found) => found !== null);
  if (path !== null && path !== undefined) return { state: 'guessed', path };
  return /^(?:#|[@~]\/)/.test(specifier) ? { state: 'unresolved', path: null } : null;
}

function builtImport({ texts, workspace }: Lookup, folder: string, specifier: string): string | null {
  const parsed = manifest.safeParse(jsonOrNull(texts.get(`${folder}package.json`) ?? ''));
  const target = parsed.success ? JSON.stringify(parsed.data.imports[specifier] ?? null) : '';
  const file = /"(\.\/[^"]+)"/.exec(target)?.[1];
  return file === undefined ? null : workspace.sourceOf(folder, file);
}
