import type { SourceTree } from '../../domain/ports.ts';
import { changeEachFile } from '../each-file.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { F_STRINGS, forPython } from '../python/needs-python.ts';
import { useFStrings } from './python.ts';

/** Writes them in every target; what cannot be written so with certainty is left and noted. */
export async function useFStringsIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  return changeEachFile(
    {
      byLanguage: new Map([['python', forPython(F_STRINGS, useFStrings)]]),
      done: (where) => `Strings formatted by f-strings in ${where}.`,
      nothing: (where) => `No string of ${where} can become an f-string.`,
    },
    request,
    tree,
  );
}
