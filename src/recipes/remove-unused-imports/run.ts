import type { SourceTree } from '../../domain/ports.ts';
import { changeEachFile, type FileWork } from '../each-file.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { removeUnusedImportsPython } from './python.ts';
import { removeUnusedImportsTypeScript } from './typescript.ts';

const inPython: FileWork = async ({ path, text }, { tree }) => removeUnusedImportsPython(path, text, tree);
const inTypeScript: FileWork = async ({ path, text }, { tree }) =>
  removeUnusedImportsTypeScript(path, text, tree);

/** Removes them from every target that has any; a file that may not be touched is left and noted. */
export async function removeUnusedIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  return changeEachFile(
    {
      byLanguage: new Map([
        ['python', inPython],
        ['javascript', inTypeScript],
        ['typescript', inTypeScript],
        ['tsx', inTypeScript],
      ]),
      done: (where) => `Unused imports removed from ${where}.`,
      nothing: (where) => `No import of ${where} can be removed.`,
    },
    request,
    tree,
  );
}
