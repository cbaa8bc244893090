import type { LanguageId } from '../../domain/language.ts';

export type SymbolKind =
  | 'function'
  | 'method'
  | 'class'
  | 'interface'
  | 'type'
  | 'enum'
  | 'constant'
  | 'field'
  | 'namespace';

/** A definition as its file shows it. Lines count from 1, both ends included; decorators and `export` belong to it. */
export type SymbolFact = {
  readonly name: string;
  /** The names of the enclosing definitions and its own, joined by dots. */
  readonly qualifiedName: string;
  readonly kind: SymbolKind;
  /** Whether other files can take it from this one: exported, or public by the custom of the language. */
  readonly isExported: boolean;
  /**
   * The names by which other files take it where its own is not the only one: `default`, `b` of `export { a as b }`,
   * {@link MODULE_ITSELF}. Else empty.
   */
  readonly exportedAs: readonly string[];
  readonly startLine: number;
  readonly endLine: number;
  /** The line on which its body begins; `endLine + 1` where it has none. Lines from `startLine` up to it are its head. */
  readonly bodyLine: number;
  /** Name, parameters and types on one line, at most 300 characters, without the opening brace. */
  readonly signature: string;
  /** The first sentence of its doc comment or doc string, or null. */
  readonly doc: string | null;
};

/** The name of what a CommonJS module assigns to `module.exports`: who takes the module takes it. TypeScript's own. */
export const MODULE_ITSELF = 'export=';

/**
 * A name that a file takes and gives on by the same or another name. `*` as `*` is all names but the default, as a name
 * the module under that name, and as {@link MODULE_ITSELF} the module in place of this one.
 */
export type GivenName = { readonly name: string; readonly as: string };

/** What a file takes from another, as written. */
export type ImportFact = {
  readonly line: number;
  /** `./a.js`, `..pkg.mod`, `crate::x`, `java.util.List`: the text of the import without quotes. */
  readonly specifier: string;
  /** The names that are taken; `default`, and `*` for everything or the module itself. Empty for the side effect alone. */
  readonly names: readonly string[];
  /** Those that the file gives on (`export … from`, `from a import b` in a package file), perhaps by several names. */
  readonly given: readonly GivenName[];
};

/** Everything that the text of one file says of itself. */
export type FileFacts = {
  readonly language: LanguageId;
  readonly symbols: readonly SymbolFact[];
  readonly imports: readonly ImportFact[];
  /** Whether the parser found syntax errors: the facts go as far as it could read. */
  readonly hasErrors: boolean;
};

/** Reads the facts of a text; null where the language has no reader. Throws nothing for what a text may hold. */
export type ReadFacts = (path: string, text: string) => Promise<FileFacts | null>;

/** What became of an import: the file it names, or why there is none. `guessed` edges may be wrong. */
export type ResolvedImport =
  | { readonly state: 'resolved' | 'workspace' | 'guessed'; readonly path: string }
  | { readonly state: 'external' | 'builtin' | 'unresolved'; readonly path: null };

/** Resolves imports of the files of one root. Made once for a listing of files: what it looked up is remembered. */
export interface ImportResolver {
  resolve(from: string, imported: ImportFact): ResolvedImport;
}
