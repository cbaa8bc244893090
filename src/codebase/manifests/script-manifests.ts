import * as z from 'zod';
import { jsonOrNull } from '../../domain/json.ts';
import { foldersAbove } from '../index/imports/listing.ts';

/** What the package.json files of a tree say of the packages that a file may import. */
export type ScriptManifests = {
  /** The packages declared in the folder of a file and above; null where no package.json stands there. */
  readonly declaredFor: (from: string) => ReadonlySet<string> | null;
  /** The patterns (`#lib/*`) under which the nearest package.json gives files of its own. */
  readonly subpathsFor: (from: string) => readonly string[];
};

const record = z.record(z.string(), z.unknown()).catch({});
const manifest = z.object({
  name: z.string().nullish().catch(null),
  dependencies: record,
  devDependencies: record,
  peerDependencies: record,
  optionalDependencies: record,
  imports: record,
});
type Manifest = { readonly packages: readonly string[]; readonly subpaths: readonly string[] };

/** Reads the package.json files among the texts. The packages of the tree itself may be imported everywhere. */
export function readScriptManifests(texts: ReadonlyMap<string, string>): ScriptManifests {
  const byFolder = new Map<string, Manifest>();
  const own: string[] = [];
  for (const [path, text] of texts) {
    if (!/(?:^|\/)package\.json$/.test(path)) continue;
    const { name, imports, ...groups } = manifest.parse(asObject(jsonOrNull(text)));
    if (typeof name === 'string') own.push(name);
    const packages = Object.values(groups).flatMap((group) => Object.keys(group));
    byFolder.set(foldersAbove(path)[0] ?? '', { packages, subpaths: Object.keys(imports) });
  }
  const above = (from: string): readonly Manifest[] =>
    foldersAbove(from).flatMap((folder) => byFolder.get(folder) ?? []);
  return {
    declaredFor: (from) => {
      const found = above(from);
      if (found.length === 0) return null;
      return new Set([...own, ...found.flatMap(({ packages }) => packages.flatMap(withTyped))]);
    },
    subpathsFor: (from) => above(from)[0]?.subpaths ?? [],
  };
}

/** The package of a specifier: `@scope/name/sub/path` is of `@scope/name`. */
export function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

/** `@types/estree` lets `estree` be imported, `@types/babel__core` lets `@babel/core`. */
function withTyped(name: string): readonly string[] {
  const typed = /^@types\/(.+)$/.exec(name)?.[1];
  return typed === undefined ? [name] : [name, typed.replace(/^(.+)__(.+)$/, '@$1/$2')];
}
