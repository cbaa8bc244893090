import type { RecipeRequest } from '../recipe.ts';
import type { SourceFile } from '../source-file.ts';

/** The lines to take out, and the name that they get. */
export type Extraction = Pick<RecipeRequest, 'signal' | 'libraries'> & {
  readonly file: SourceFile;
  readonly span: { readonly start: number; readonly end: number };
  readonly name: string;
  readonly range: string;
};
