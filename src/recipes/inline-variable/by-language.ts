import { languageOf } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { readPlace } from '../place.ts';
import { refused, type RecipeRequest, type RecipeResult } from '../recipe.ts';

/** Inlines by the language of the place or the targets; of both, by the one that has such a variable. */
export async function inlineByLanguage(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const at = readPlace(request.slots['at']);
  if (at === 'malformed')
    return refused(`"${request.slots['at']}" is not a place of the form file:line.`, null);
  const named = at === null ? request.targets : [at.path];
  const paths = named.length > 0 ? named : await tree.list();
  const python = paths.filter((path) => languageOf(path) === 'python');
  if (python.length > 0) {
    const { findVariables } = await import('./python/find.ts');
    const found = await findVariables(request, tree, python);
    if (found.length > 0 || python.length === paths.length)
      return (await import('./python/inline.ts')).inlineInPython(request, found, tree);
  }
  return (await import('./run.ts')).inlineVariableOf(request, tree);
}
