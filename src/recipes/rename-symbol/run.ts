import { languageOf } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { refused, type RecipeRequest, type RecipeResult } from '../recipe.ts';

const NOT_IN_SCRIPTS = 'in the JavaScript or TypeScript of the project';

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
  const inPython = hasPython && (await isDeclaredInPython(request, tree));
  const { renameInProject } = await import('./rename.ts');
  const result = await renameInProject(request, tree);
  if (result.kind === 'missing') {
    if (inPython) return renameInPython(request, tree);
    const { reason, hint } = result.refusal;
    return refused(hasPython ? reason.replace(NOT_IN_SCRIPTS, 'in the project') : reason, hint);
  }
  if (!inPython) return result;
  return refused(
    `${request.slots['from']} is declared in Python and in JavaScript or TypeScript.`,
    'Name the file of the one that is meant with -t.',
  );
}
