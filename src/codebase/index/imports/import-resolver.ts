import { realpath } from 'node:fs/promises';
import { languageOf, type LanguageId } from '../../../domain/language.ts';
import type { ImportFact, ImportResolver } from '../file-facts.ts';
import { createGoImports } from './go-imports.ts';
import type { ImportEdge, ResolveEdges } from './import-edge.ts';
import { createIncludeImports } from './include-imports.ts';
import { createListing, type Listing } from './listing.ts';
import { readManifests, type ReadText } from './manifest-texts.ts';
import { createCSharpImports, createJavaImports, createPhpImports } from './namespace-imports.ts';
import { createPathImports, createRubyImports } from './path-imports.ts';
import { createPythonImports } from './python-imports.ts';
import { createRustImports } from './rust-imports.ts';
import { createScriptImports } from './script-imports.ts';

/** A resolver that also tells apart the files of an import that leads to several. */
export interface EdgeResolver extends ImportResolver {
  /**
   * All files that an import leads to, with the names it takes from each; never empty. In Python a name may be a module
   * of its own (taken as `*`), in Go, C# and Java a package is all files of a folder. `resolve` gives the first of them.
   */
  edges(from: string, imported: ImportFact): readonly ImportEdge[];
}

/** What a resolver is made for: the folder, and the files of it that an import may lead to, as paths relative to it. */
export type ResolverSource = {
  readonly root: string;
  readonly paths: readonly string[];
  readonly readText: ReadText;
};

type Resolvers = ReadonlyMap<LanguageId, ResolveEdges>;

/**
 * Makes the resolver of one listing. Reads the manifests among the paths (package.json, tsconfig.json, go.mod,
 * Cargo.toml, composer.json) at once; later only oxc-resolver looks at the disk, for imports of JavaScript and
 * TypeScript that are not relative.
 */
export async function createImportResolver({ root, paths, readText }: ResolverSource): Promise<EdgeResolver> {
  const listing = createListing(paths);
  const texts = await readManifests(paths, readText);
  const isScript = paths.some((path) => SCRIPTS.includes(languageOf(path) ?? ''));
  // Loading a native package takes its time: only for who has such files. It gives paths with their links resolved.
  const scripts = isScript ? await createScriptImports({ root: await realpath(root), listing, texts }) : null;
  const byPath = createPathImports(listing);
  const resolvers = createResolvers({ listing, texts, paths, scripts });
  const edges = (from: string, imported: ImportFact): readonly ImportEdge[] =>
    (resolvers.get(languageOf(from) ?? '') ?? byPath)(from, imported);
  return {
    edges,
    resolve: (from, imported) => {
      const found = edges(from, imported).map(({ resolved }) => resolved);
      return found.find(({ path }) => path !== null) ?? found[0] ?? { state: 'unresolved', path: null };
    },
  };
}

const SCRIPTS: readonly LanguageId[] = ['javascript', 'typescript', 'tsx', 'vue', 'svelte', 'astro'];

function createResolvers(source: {
  readonly listing: Listing;
  readonly texts: ReadonlyMap<string, string>;
  readonly paths: readonly string[];
  readonly scripts: ResolveEdges | null;
}): Resolvers {
  const { listing, texts, paths, scripts } = source;
  const includes = createIncludeImports(listing);
  const resolvers = new Map<LanguageId, ResolveEdges>([
    ['python', createPythonImports(listing, paths)],
    ['go', createGoImports(listing, texts)],
    ['rust', createRustImports(listing, texts)],
    ['java', createJavaImports(listing)],
    ['c', includes],
    ['cpp', includes],
    ['c_sharp', createCSharpImports(listing)],
    ['ruby', createRubyImports(listing)],
    ['php', createPhpImports(listing, texts)],
  ]);
  if (scripts !== null) for (const language of SCRIPTS) resolvers.set(language, scripts);
  return resolvers;
}
