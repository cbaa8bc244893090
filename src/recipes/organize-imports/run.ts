import type { SourceTree } from '../../domain/ports.ts';
import { changeEachFile } from '../each-file.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { organizeImportsPython } from './python.ts';

/** Sorts them in every target; a file or a block that may not be touched is left and noted. */
export async function organizeImportsIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  return changeEachFile(
    {
      byLanguage: new Map([['python', organizeImportsPython]]),
      done: (where) => `Imports organized in ${where}.`,
      nothing: (where) => `No imports of ${where} are to be moved.`,
    },
    request,
    tree,
  );
}
