import { dirname } from 'node:path';
import { goStdlib, LISTED_MINOR } from './go-stdlib.ts';

/** A module of the project as its go.mod tells. */
export type GoModule = {
  /** The folder of its go.mod, `.` for the root. */
  readonly folder: string;
  readonly path: string;
  /** The paths of modules that are required or replaced. */
  readonly known: readonly string[];
  /** The N of `go 1.N`; 0 where nothing is said. */
  readonly minor: number;
};

/** Where an import leads: into a folder of the project, which may be there or not, to what is known, or nowhere. */
export type GoImportPlace =
  | { readonly kind: 'known' }
  | { readonly kind: 'own'; readonly folder: string }
  | { readonly kind: 'nowhere'; readonly what: string };

const MODULE = /^[ \t]*module[ \t]+"?([^\s"]+)/m;
const VERSION = /^[ \t]*go[ \t]+1\.(\d+)/m;
/** `require a v1`, `replace a => b`, and their lines in brackets. */
const KNOWN = /^[ \t]*(?:(?:require|replace)[ \t]+)?"?([^\s"()]+)"?[ \t]+(?:v\d|=>)/gm;

/** Reads the go.mod of a folder; null where it names no module. */
export function readGoModule(file: string, text: string): GoModule | null {
  const path = MODULE.exec(text)?.[1];
  if (path === undefined) return null;
  const known = Array.from(text.matchAll(KNOWN), ([, name = '']) => name);
  return { folder: dirname(file), path, known, minor: Number(VERSION.exec(text)?.[1] ?? 0) };
}

/** The module that a file is of: the one with the nearest go.mod above it. */
export function moduleOf(file: string, modules: readonly GoModule[]): GoModule | null {
  const around = modules.filter(({ folder }) => folder === '.' || file.startsWith(`${folder}/`));
  return around.toSorted((a, b) => b.folder.length - a.folder.length)[0] ?? null;
}

/**
 * Where an import of a file of a module leads (Go Modules Reference, "Resolving a package to a module"). Modules of the
 * same project count as known to each other, as in a workspace.
 */
export function placeOfImport(
  path: string,
  { own, modules }: { readonly own: GoModule; readonly modules: readonly GoModule[] },
): GoImportPlace {
  const isWithin = (prefix: string): boolean => path === prefix || path.startsWith(`${prefix}/`);
  const holder = modules
    .filter((one) => isWithin(one.path))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
  const isKnown = modules.some(({ known }) =>
    known.some((name) => isWithin(name) && name.length > (holder?.path.length ?? 0)),
  );
  if (isKnown) return { kind: 'known' };
  if (holder !== undefined) {
    const inside = path.slice(holder.path.length + 1);
    return {
      kind: 'own',
      folder: [holder.folder, inside].filter((part) => part !== '' && part !== '.').join('/'),
    };
  }
  // Go's own tree is a module whose packages have no path before them.
  if (own.path === 'std' || own.path === 'cmd') return { kind: 'known' };
  if (/^[^/]*\./.test(path)) return { kind: 'nowhere', what: 'is of no module that go.mod requires' };
  return own.minor > LISTED_MINOR || goStdlib().has(path)
    ? { kind: 'known' }
    : { kind: 'nowhere', what: 'is no package of the standard library or of this project' };
}
