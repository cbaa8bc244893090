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
    return { ...base, names: ['*'], given: [] };
  });
  return [...calls];
}

function fromImport(
  [, dots = '', module = '', clause = '']: RegExpExecArray,
  { line, isPackageFile }: { readonly line: number; readonly isPackageFile: boolean },
): ImportFact {
  const parts = clause.split(',').map((part) => part.trim().split(/\s+as\s+/));
  const bound = parts.flatMap(([name = '', as = name]) => (name === '' ? [] : [{ name, as }]));
  const specifier = dots.replaceAll(/\s/g, '') + module;
  // `import a as a` says that the name is given on: the custom of typed packages.
  const marked = parts.flatMap(([name, as]) => (as !== undefined && name === as ? [{ name, as }] : []));
  const given = isPackageFile && specifier !== '__future__' ? bound : marked;
  return { line, specifier, names: bound.map(({ name }) => name), given };
}

/** `import a.b as c, d` */
function plainImports(statement: string, line: number): readonly ImportFact[] {
  const modules = statement.replace(/^import\s/, '').split(',');
  return modules.flatMap((module) => {
    const specifier = module.trim().split(/\s+as\s+/)[0] ?? '';
    return specifier === '' ? [] : [{ line, specifier, names: ['*'], given: [] }];
  });
}
