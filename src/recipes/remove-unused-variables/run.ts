import type { SourceTree } from '../../domain/ports.ts';
import { changeEachFile } from '../each-file.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { removeUnusedVariables } from './python.ts';

/** Removes them from every target that has any; what may be needed is left and noted. */
export async function removeUnusedVariablesIn(
  request: RecipeRequest,
  tree: SourceTree,
): Promise<RecipeResult> {
  return changeEachFile(
    {
      byLanguage: new Map([['python', removeUnusedVariables]]),
      done: (where) => `Unused variables removed from ${where}.`,
      nothing: (where) => `No variable of ${where} can be removed.`,
    },
    request,
    tree,
  );
}
