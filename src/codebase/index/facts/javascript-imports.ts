import type { ImportDeclarationSpecifier, Program } from 'oxc-parser';
import { MODULE_ITSELF, type GivenName, type ImportFact } from '../file-facts.ts';
import { moduleName, requiresGivenOn, type ExportedNames } from './javascript-exports.ts';
import type { BodyNode } from './javascript-tree.ts';
import { lineAt, type LinedText, type Span } from './symbol-fact.ts';

const CALLEE = String.raw`import|require(?:\.resolve)?|createRequire\s*\((?:[^()\n]|\([^()\n]*\))*\)`;
const MADE_REQUIRE = /(?<![\w$.])([\w$]+)\s*=\s*(?:[\w$]+\.)?createRequire\s*\(/g;
const STATIC = /^[ \t]*(import|export)\b(?:([^'"`;()=]{0,4000}?)\bfrom\b)?\s*(['"])([^'"\n]+)\3/gm;
const EXPORTING = /\bexports\b[^;]*=\s*$|^\s*export\s+import\b/;
const EXPORT_TARGET = /(?:\bexports\s*\.|^\s*export\s+import)\s*([\w$]+)\s*=\s*$/;
const STATEMENT_END = /^\s*\)\s*(?:;|$)/m;
const DESTRUCTURED = /\{([^{}]*)\}\s*=\s*(?:await\s+)?$/;
const MEMBER = /^\s*\)\s*\.\s*([\w$]+)/;
/** The same where the call stands in parentheses of its own, not among the arguments of another. */
const MEMBER_OF_GROUP = /^\s*\)\s*\)\s*\.\s*([\w$]+)/;
const OPENS_GROUP = /(?:^|[^\w$)\]\s]|\b(?:await|return|yield|typeof)|\n)\s*\(\s*(?:await\s+)?$/;
const PROMISE = /^(?:then|catch|finally)$/;
const MAX_HEAD = 400;
const MAX_MEMBER = 80;
const COMMENTED = /^\s*(?:\/\/|\/?\*(?!.*\{))/;

/** A call that imports, with what stands before it on its line. */
type Call = {
  readonly keyword: string;
  readonly specifier: string;
  readonly index: number;
  readonly end: number;
  readonly line: number;
  readonly before: string;
};

/** What the tree of a file says that its imports need. */
type ImportTree = {
  readonly program: Program;
  readonly exported: ExportedNames;
  /** The places that only quote code; asked for where there is doubt, for it takes a walk over the tree. */
  readonly quoted: () => readonly Span[];
};

/** The imports of a file by its tree, and those by calls wherever they stand by its text. */
export function javascriptImports(
  source: LinedText,
  { program, exported, quoted }: ImportTree,
): readonly ImportFact[] {
  const declared = program.body.flatMap((node) => declaredImports(source, node, exported));
  const calls = callsIn(source);
  const spans = calls.some((call) => mayBeQuoted(source, call)) ? quoted() : [];
  const real = calls.filter(({ index }) => !spans.some(({ start, end }) => start <= index && index < end));
  return byLine([...declared, ...calledImports(source, real, requiresGivenOn(program))]);
}

/** Whether a quote that is open at a call could stand before it: a template goes on over lines, a string does not. */
function mayBeQuoted({ text, lineStarts }: LinedText, { index, line }: Call): boolean {
  return text.lastIndexOf('`', index) !== -1 || /['"]/.test(text.slice(lineStarts[line - 1] ?? 0, index));
}

/** The imports of a text without a tree. */
export function scannedImports(source: LinedText): readonly ImportFact[] {
  const declared = source.text.matchAll(STATIC).map((match) => {
    const [all, keyword, clause = '', , specifier = ''] = match;
    const line = lineAt(source, match.index + all.search(/\S/));
    const named = namesOfClause(clause);
    const names = named.map(({ name }) => name);
    return { line, specifier, names, given: keyword === 'export' ? named : [] };
  });
  return byLine([...declared, ...calledImports(source, callsIn(source), new Map())]);
}

function byLine(imports: readonly ImportFact[]): readonly ImportFact[] {
  return imports.toSorted((a, b) => a.line - b.line);
}

function declaredImports(source: LinedText, node: BodyNode, exported: ExportedNames): readonly ImportFact[] {
  if (!('source' in node) || node.source === null) return [];
  const base = { line: lineAt(source, node.start), specifier: node.source.value };
  switch (node.type) {
    case 'ImportDeclaration': {
      const given = node.specifiers.filter(({ local }) => exported.has(local.name));
      const kept = node.specifiers.filter(({ local: { name } }) => isForItself(source, name, exported));
      const isPlain = kept.length > 0 || given.length === 0;
      return [
        ...(isPlain ? [{ ...base, names: kept.map(importedName), given: [] }] : []),
        ...(given.length > 0
          ? [
              givenOn(
                base,
                given.flatMap((one) => givenNames(one, exported)),
              ),
            ]
          : []),
      ];
    }
    case 'ExportAllDeclaration': {
      const as = node.exported === null ? '*' : moduleName(node.exported);
      return [givenOn(base, [{ name: '*', as }])];
    }
    case 'ExportNamedDeclaration': {
      const names = node.specifiers.map(({ local, exported: as }) => ({
        name: moduleName(local),
        as: moduleName(as),
      }));
      return [givenOn(base, names)];
    }
    default:
      return [];
  }
}

/** Whether the file may do more with a name than give it on: it stands elsewhere than where it comes in and goes out. */
function isForItself({ text }: LinedText, name: string, exported: ExportedNames): boolean {
  const given = exported.get(name);
  if (given === undefined) return true;
  const places = text.matchAll(
    new RegExp(`(?<![\\w$])${name.replaceAll('$', String.raw`\$`)}(?![\\w$])`, 'g'),
  );
  return places.drop(1 + given.length).next().done !== true;
}

/** An import of what is given on, each name once, however many names it is given. */
function givenOn(base: Pick<ImportFact, 'line' | 'specifier'>, given: readonly GivenName[]): ImportFact {
  return { ...base, names: [...new Set(given.map(({ name }) => name))], given };
}

function givenNames(specifier: ImportDeclarationSpecifier, exported: ExportedNames): readonly GivenName[] {
  const name = importedName(specifier);
  return (exported.get(specifier.local.name) ?? []).map((as) => ({ name, as }));
}

function importedName(specifier: ImportDeclarationSpecifier): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  return specifier.type === 'ImportNamespaceSpecifier' ? '*' : moduleName(specifier.imported);
}

/** `import('…')`, as a type too, `require('…')`, and what `createRequire` makes. */
function callsIn(source: LinedText): readonly Call[] {
  const { text, lineStarts } = source;
  return Array.from(
    text.matchAll(importingCall(text)),
    ({ 0: all, 1: keyword = '', 3: specifier = '', index }) => {
      const line = lineAt(source, index);
      const before = text.slice(Math.max(lineStarts[line - 1] ?? 0, index - MAX_HEAD), index);
      return { keyword, specifier, index, end: index + all.length, line, before };
    },
  ).filter(({ before }) => !COMMENTED.test(before));
}

function importingCall(text: string): RegExp {
  const names = text.includes('createRequire') ? text.matchAll(MADE_REQUIRE) : [];
  const made = Array.from(names, ([, name = '']) => `|${name.replaceAll('$', String.raw`\$`)}`);
  return new RegExp(String.raw`(?<![\w$])(${CALLEE}${made.join('')})\s*\(\s*(['"\`])([^'"\`\\\n$]+)\2`, 'g');
}

/** @param givenOn the names by which the file gives on what calls bring, by where they begin */
function calledImports(
  { text }: LinedText,
  calls: readonly Call[],
  givenOn: ReadonlyMap<number, string>,
): readonly ImportFact[] {
  return calls.map(({ keyword, specifier, index, end, line, before }) => {
    const isAlone =
      keyword === 'require' && before.trim() === '' && STATEMENT_END.test(text.slice(end, end + 9));
    const taken = isAlone ? [] : calledNames(text, index, end);
    // What loads a module later (`lazy(() => import('./view'))`) takes its default without a word.
    const names = keyword === 'import' && taken[0] === '*' ? ['*', 'default'] : taken;
    const whole = EXPORTING.test(before) ? (EXPORT_TARGET.exec(before)?.[1] ?? MODULE_ITSELF) : null;
    const as = givenOn.get(index) ?? whole;
    return { line, specifier, names, given: as === null ? [] : names.map((name) => ({ name, as })) };
  });
}

/** The names that a call's value is taken apart into, or the one member that is used; else everything. */
function calledNames(text: string, start: number, end: number): readonly string[] {
  const taken = DESTRUCTURED.exec(text.slice(Math.max(0, start - MAX_HEAD), start))?.[1];
  if (taken !== undefined) return namesOfClause(`{${taken}}`).map(({ name }) => name);
  const isGrouped = OPENS_GROUP.test(text.slice(Math.max(0, start - MAX_HEAD), start));
  const member = (isGrouped ? MEMBER_OF_GROUP : MEMBER).exec(text.slice(end, end + MAX_MEMBER))?.[1];
  return member === undefined || PROMISE.test(member) ? ['*'] : [member];
}

/** The names in `a, { b as c, type d }`, `* as e` or the pattern `{ b: c, d = 1 }`: as the other module calls them, and `as` what. */
function namesOfClause(clause: string): readonly GivenName[] {
  const inBraces = /\{([^}]*)\}?/.exec(clause)?.[1] ?? '';
  const outside = clause.replace(/\{[^}]*\}?/, '').replace(/^\s*type\s+(?=[\w$*])/, '');
  const direct = outside.split(',').map((part) => part.trim());
  const named = inBraces.split(',').map((part) => part.trim().replace(/^type\s+(?=[\w$])/, ''));
  return [
    ...direct
      .filter((part) => part !== '')
      .map((part) => ({ name: part.startsWith('*') ? '*' : 'default', as: aliasIn(part) ?? part })),
    ...named.flatMap((part) => {
      const name = /^[\w$\u0080-\uffff]+|^\.{3}/.exec(part)?.[0].replace('...', '*');
      return name === undefined ? [] : [{ name, as: aliasIn(part) ?? name }];
    }),
  ];
}

function aliasIn(part: string): string | undefined {
  return /\sas\s+([\w$\u0080-\uffff]+)$/.exec(part)?.[1];
}
