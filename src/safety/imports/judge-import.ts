import type { AddedImport } from './added-imports.ts';

/** Why an import cannot work, in words after its name, and what its writer may have meant, the nearest first. */
export type Unknown = { readonly what: string; readonly meant: readonly string[] };

/** Why nobody can tell of an import: no manifest says what is installed, or an alias may mean something else as well. */
export type Unclear = 'no-manifest' | 'unclear-alias';

/** Says what is wrong with an import; null where nothing is, or where it is of a kind that nobody can tell of. */
export type JudgeImport = (added: AddedImport) => Promise<Unknown | Unclear | null>;
