import { addCache } from './add-cache.ts';
import { addHeader } from './add-header.ts';
import { addTypeHints } from './add-type-hints.ts';
import { extractConstant } from './extract-constant.ts';
import { extractFunction } from './extract-function.ts';
import { extractType } from './extract-type.ts';
import { fStrings } from './f-strings.ts';
import { inlineVariable } from './inline-variable.ts';
import { methodToFunction } from './method-to-function.ts';
import { modernizePython } from './modernize-python.ts';
import { organizeImports } from './organize-imports.ts';
import type { Recipe } from './recipe.ts';
import { optionalChaining } from './optional-chaining.ts';
import { removeUnusedImports } from './remove-unused-imports.ts';
import { removeUnusedVariables } from './remove-unused-variables.ts';
import { renameFile } from './rename-file.ts';
import { renameSymbol } from './rename-symbol.ts';
import { toTemplateLiterals } from './to-template-literals.ts';
import { varToLetConst } from './var-to-let-const.ts';

/** Every recipe, in the order in which they are listed. A new one is added here and nowhere else. */
export const RECIPES: readonly Recipe[] = [
  methodToFunction,
  extractFunction,
  extractConstant,
  extractType,
  inlineVariable,
  renameSymbol,
  renameFile,
  removeUnusedImports,
  addHeader,
  organizeImports,
  fStrings,
  modernizePython,
  removeUnusedVariables,
  addTypeHints,
  addCache,
  varToLetConst,
  toTemplateLiterals,
  optionalChaining,
];

/** The recipe of that id, or null. */
export function recipeById(id: string): Recipe | null {
  return RECIPES.find((recipe) => recipe.id === id) ?? null;
}
