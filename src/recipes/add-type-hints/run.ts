import type { SourceTree } from '../../domain/ports.ts';
import { changeEachFile } from '../each-file.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { ANNOTATIONS, forPython } from '../python/needs-python.ts';
import { typeHintsWork } from './python.ts';

/** Annotates every target, or one function of it. */
export async function addTypeHintsIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  return changeEachFile(
    {
      byLanguage: new Map([['python', forPython(ANNOTATIONS, typeHintsWork())]]),
      done: (where) => `Type hints added to ${where}.`,
      nothing: (where) => `Nothing in ${where} says a type for certain.`,
    },
    request,
    tree,
  );
}
