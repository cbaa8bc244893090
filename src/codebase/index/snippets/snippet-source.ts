import type { IndexQueries } from '../store/queries.ts';

/** A root in which snippets are looked for. */
export type SnippetSource = {
  readonly name: string;
  readonly licence: string | null;
  /** Only what lies below counts: empty, or a path from the root of the index that ends in a slash. */
  readonly folder: string;
  readonly queries: Pick<IndexQueries, 'searchSymbols' | 'countSymbolsWith' | 'statistics' | 'textOf'>;
};
