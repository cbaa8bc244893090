import type { GoFile, GoImport } from './go-file.ts';
import { goStdlib } from './go-stdlib.ts';

/** The predeclared identifiers (The Go Programming Language Specification). */
const PREDECLARED = new Set(
  `any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8
uint16 uint32 uint64 uintptr true false iota nil append cap clear close complex copy delete imag len make max min new
panic print println real recover`.split(/\s+/),
);

const VERSION = /^v\d+$/;
const AFFIX = /^go[-.]|[-._]go(?:lang)?$|\.git$|\.v\d+$/g;

/**
 * By which names a file may know an import. Only an alias and the standard library are certain: a package of another
 * module is called as its own files say, which mostly is like a part of its path.
 */
function namesOfImport({ path, alias }: GoImport): readonly string[] {
  if (alias !== null) return [alias];
  const parts = path.split('/');
  const last = parts.at(-1) ?? '';
  const bases = VERSION.test(last) && parts.length > 1 ? [last, parts.at(-2) ?? ''] : [last];
  if (isCertain({ path, alias })) return bases.slice(-1);
  return bases.flatMap((base) => {
    const bare = base.replaceAll(AFFIX, '');
    return [base, bare.replaceAll(/[-.]/g, ''), bare.replaceAll(/[-.]/g, '_'), ...base.split(/[-._]/)];
  });
}

function isCertain({ path, alias }: Pick<GoImport, 'path' | 'alias'>): boolean {
  return alias !== null || goStdlib().has(path);
}

/** The names that a file uses and neither binds, imports nor has from the language: its package has to define them. */
export function namesFromPackage(file: GoFile): readonly string[] {
  if (file.isOpen) return [];
  const imported = new Set(file.imports.flatMap(namesOfImport));
  const free = [...file.uses.keys()].filter(
    (name) => !file.bound.has(name) && !imported.has(name) && !PREDECLARED.has(name),
  );
  // An import whose name nobody knows may be any name before a dot.
  const isNameless = file.imports.some((one) => !isCertain(one) && !isUsed(one, file));
  return isNameless ? free.filter((name) => !file.qualifiers.has(name)) : free;
}

/** The imports that nothing in a file uses, as far as that is certain. */
export function unusedImports(file: GoFile): readonly GoImport[] {
  const imported = new Set(file.imports.flatMap(namesOfImport));
  const isAnyUnknown = [...file.qualifiers].some((name) => !file.bound.has(name) && !imported.has(name));
  return file.imports.filter(
    (one) =>
      !/^[._]$/.test(one.alias ?? '') &&
      one.path !== 'C' &&
      !isUsed(one, file) &&
      (isCertain(one) || !isAnyUnknown),
  );
}

function isUsed(one: GoImport, file: GoFile): boolean {
  return namesOfImport(one).some((name) => file.uses.has(name));
}
