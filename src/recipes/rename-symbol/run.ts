import { languageOf } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { refused, type RecipeRequest, type RecipeResult } from '../recipe.ts';

/** Renames by the language that declares the symbol: that of the place or the targets, or the only one that has it. */
export async function renameByLanguage(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const { isDeclaredInPython, renameInPython } = await import('./python/rename.ts');
  const place = request.slots['at']?.replace(/:\d+$/, '');
  const named = place === undefined ? request.targets : [place];
  const paths = named.length > 0 ? named : await tree.list();
  const hasPython = paths.some((path) => languageOf(path) === 'python');
  const hasScript = paths.some((path) =>
    ['javascript', 'typescript', 'tsx'].includes(languageOf(path) ?? ''),
  );
  if (hasPython && !hasScript) return renameInPython(request, tree);
  if (!hasPython || !(await isDeclaredInPython(request, tree))) return renameInScripts(request, tree);
  const result = await renameInScripts(request, tree);
  if (result.kind === 'refused' && /not declared|None of the targets/.test(result.reason)) {
    return renameInPython(request, tree);
  }
  return refused(
    `${request.slots['from']} is declared in Python and in JavaScript or TypeScript.`,
    'Name the file of the one that is meant with -t.',
  );
}

async function renameInScripts(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  return (await import('./rename.ts')).renameInProject(request, tree);
}
