import { isCertain, type NamesOfModule } from '../../codebase/offered-names/names-of-modules.ts';
import { MODULE_ITSELF } from '../../codebase/index/file-facts.ts';
import type { ImportEdge } from '../../codebase/index/imports/import-edge.ts';
import type { AddedImport } from './added-imports.ts';
import type { Unknown } from './judge-import.ts';
import { meantNames } from './meant-names.ts';

type Lookup = {
  readonly edges: readonly ImportEdge[];
  readonly namesOf: NamesOfModule;
  /** Whether something that is no name of the module's text answers to a name. */
  readonly isThere: (path: string, name: string) => Promise<boolean> | boolean;
};

/** What is wrong with the names that an import takes from files of the project; null where each may be there. */
export async function judgeNames(
  { newNames, imported }: AddedImport,
  { edges, namesOf, isThere }: Lookup,
): Promise<Unknown | null> {
  // A bundler makes another module of `./a?worker`.
  if (imported.specifier.includes('?')) return null;
  const isWhole = imported.names.includes('*');
  for (const edge of edges) {
    const { path } = edge.resolved;
    const asked = edge.names.filter((name) => newNames.includes(name) && isAsked(name, isWhole));
    const offered = path === null || asked.length === 0 || !isCertain(edge) ? null : await namesOf(path);
    if (path === null || offered === null) continue;
    for (const name of asked) {
      if (offered.has(name) || (await isThere(path, name))) continue;
      const what = name === 'default' ? 'has no default export' : `has no \`${name}\``;
      return { what, meant: meantNames(name, [...offered]) };
    }
  }
  return null;
}

/** What every module and object has, and what `import('./a')` may be asked for later, is not looked up. */
function isAsked(name: string, isWhole: boolean): boolean {
  if (name === '*' || name === MODULE_ITSELF || /^__\w+__$/.test(name) || name in Object.prototype)
    return false;
  return name !== 'default' || !isWhole;
}
