import type { SourceFile } from '../source-file.ts';

/** The lines to take out, and the name that they get. */
export type Extraction = {
  readonly file: SourceFile;
  readonly span: { readonly start: number; readonly end: number };
  readonly name: string;
  readonly range: string;
  readonly signal: AbortSignal;
};
