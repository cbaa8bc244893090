import type { SourceTree } from '../../domain/ports.ts';
import { changeEachFile } from '../each-file.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { addDocstringsPython } from './python.ts';

/** Writes skeletons of docstrings into every target, or for one definition of it. */
export async function addDocstringsIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  return changeEachFile(
    {
      byLanguage: new Map([['python', addDocstringsPython]]),
      done: (where) => `Skeletons of docstrings added to ${where}.`,
      nothing: (where) => `Nothing in ${where} lacks a docstring.`,
    },
    request,
    tree,
  );
}
