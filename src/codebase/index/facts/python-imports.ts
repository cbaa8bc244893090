import type { ImportFact } from '../file-facts.ts';
import { lineAt, type LinedText, type Span } from './symbol-fact.ts';

const FROM = /^from\s*(\.[.\s]*)?([\p{ID_Continue}.]*)\s*import\s*\(?([^)]*)\)?/u;
const CALLED = /\b(?:import_module|__import__)\(\s*(['"])([\w.]+)\1\s*[,)]/g;

/** The imports that statements make. What a package file imports from elsewhere it gives on. */
export function importsOf(
  source: LinedText,
  statements: readonly Span[],
  isPackageFile: boolean,
): readonly ImportFact[] {
  return statements.flatMap(({ start, end }) => {
    const statement = source.text
      .slice(start, end)
      .replaceAll(/#.*$/gm, '')
      .replaceAll(/\\\r?\n/g, ' ')
      .replaceAll(/\s+/g, ' ');
    const line = lineAt(source, start);
    const from = FROM.exec(statement);
    return from === null ? plainImports(statement, line) : [fromImport(from, { line, isPackageFile })];
  });
}

/** The modules that are imported by calls with a literal. */
export function calledImports(source: LinedText): readonly ImportFact[] {
  const calls = source.text.matchAll(CALLED).map((match) => {
    const base = { line: lineAt(source, match.index), specifier: match[2] ?? '' };
    return { ...base, names: ['*'], isReexport: false };
  });
  return [...calls];
}

function fromImport(
  [, dots = '', module = '', clause = '']: RegExpExecArray,
  { line, isPackageFile }: { readonly line: number; readonly isPackageFile: boolean },
): ImportFact {
  const parts = clause.split(',').map((part) => part.trim().split(/\s+as\s+/));
  const names = parts.flatMap(([name = '']) => (name === '' ? [] : [name]));
  // `import a as a` says that the name is given on: the custom of typed packages.
  const isMarked = parts.some(([name, alias]) => alias !== undefined && name === alias);
  const specifier = dots.replaceAll(/\s/g, '') + module;
  return { line, specifier, names, isReexport: (isPackageFile || isMarked) && specifier !== '__future__' };
}

/** `import a.b as c, d` */
function plainImports(statement: string, line: number): readonly ImportFact[] {
  const modules = statement.replace(/^import\s/, '').split(',');
  return modules.flatMap((module) => {
    const specifier = module.trim().split(/\s+as\s+/)[0] ?? '';
    return specifier === '' ? [] : [{ line, specifier, names: ['*'], isReexport: false }];
  });
}
