import type { LanguageId } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { changeEachFile, type FileWork } from '../each-file.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { organizeImportsPython } from './python.ts';
import { organizeImportsTypeScript } from './typescript.ts';

const WORKS: readonly (readonly [LanguageId, FileWork])[] = [
  ['python', organizeImportsPython],
  ['javascript', organizeImportsTypeScript],
  ['typescript', organizeImportsTypeScript],
  ['tsx', organizeImportsTypeScript],
];

/** Sorts them in every target; a file or a block that may not be touched is left and noted. */
export async function organizeImportsIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const { only } = request.slots;
  const counts = (language: LanguageId): boolean =>
    only === undefined || language === only || (language === 'tsx' && only === 'typescript');
  return changeEachFile(
    {
      byLanguage: new Map(WORKS.filter(([language]) => counts(language))),
      done: (where) => `Imports organized in ${where}.`,
      nothing: (where) => `No imports of ${where} are to be moved.`,
    },
    request,
    tree,
  );
}
