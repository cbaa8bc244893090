import type { SourceTree } from '../../domain/ports.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';

/** Moves by the kind of the file; a folder can only be a package of Python. */
export async function renameByLanguage(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const path = (request.slots['path'] ?? '').replace(/^(?:\.\/)+|\/+$/g, '');
  const isPackage = (await tree.list()).includes(`${path}/__init__.py`);
  return path.endsWith('.py') || isPackage
    ? (await import('./python/rename.ts')).renameModule(request, tree)
    : (await import('./scripts.ts')).renameFileIn(request, tree);
}
