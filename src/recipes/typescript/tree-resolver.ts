import type { Configs } from '../../codebase/languages/typescript-config.ts';
import { isProjectSource, type ProjectFiles } from '../../codebase/languages/typescript-files.ts';
import { createResolver, type ModuleResolver } from '../../codebase/languages/typescript-resolution.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { SourceTree } from '../../domain/ports.ts';

/** Resolves specifiers to sources of a tree by its listing and the configurations around one file; no source is read. */
export async function resolverOf(
  ts: typeof TypeScript,
  tree: SourceTree,
  { configs, configFiles }: { readonly configs: Configs; readonly configFiles: ProjectFiles },
): Promise<ModuleResolver> {
  const sources = (await tree.list()).filter(isProjectSource);
  // The resolver takes the folders that exist from the texts; those of the sources are not needed.
  const texts = new Map([...sources.map((source) => [source, ''] as const), ...configFiles.texts]);
  return createResolver(ts, { ...configFiles, sources, texts }, configs);
}
