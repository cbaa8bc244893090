import type { SourceTree } from '../../domain/ports.ts';
import { changeEachFile } from '../each-file.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { modernize } from './python.ts';

/** Modernizes every target, each for the version that the settings above it name. */
export async function modernizeIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  return changeEachFile(
    {
      byLanguage: new Map([['python', modernize]]),
      done: (where) => `Old idioms of ${where} replaced.`,
      nothing: (where) => `No idiom that this recipe replaces is in ${where}.`,
    },
    request,
    tree,
  );
}
