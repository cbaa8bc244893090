import { languageOf } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { refused, type RecipeRequest, type RecipeResult } from '../recipe.ts';

/** Moves by the language of the destination, or where that has no ending, of the place where the symbol is. */
export async function moveByLanguage(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const { module = '', source = '', at = '' } = request.slots;
  const named = [module, source, at.replace(/:\d+$/, ''), ...request.targets];
  const language = named.map((path) => languageOf(path)).find((one) => one !== null);
  if (language === undefined || language === 'python') {
    return (await import('./python/move.ts')).moveInPython(request, tree);
  }
  if (language === 'javascript' || language === 'typescript' || language === 'tsx') {
    return (await import('./typescript/move.ts')).moveInTypeScript(request, tree);
  }
  return refused(`A symbol of ${language} cannot be moved.`, null);
}
