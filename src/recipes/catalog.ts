import { addCache } from './add-cache.ts';
import { addDocstrings } from './add-docstrings.ts';
import { addHeader } from './add-header.ts';
import { addTypeHints } from './add-type-hints.ts';
import { callbackToPromise } from './callback-to-promise.ts';
import { commonjsToEsm } from './commonjs-to-esm.ts';
import { convertExports } from './convert-exports.ts';
import { dictToDataclass } from './dict-to-dataclass.ts';
import { extractConstant } from './extract-constant.ts';
import { extractFunction } from './extract-function.ts';
import { extractType } from './extract-type.ts';
import { fStrings } from './f-strings.ts';
import { inferTypes } from './infer-types.ts';
import { jsdocTypes } from './jsdoc-types.ts';
import { functionToMethod } from './function-to-method.ts';
import { inlineVariable } from './inline-variable.ts';
import { methodToFunction } from './method-to-function.ts';
import { modernizePython } from './modernize-python.ts';
import { moveSymbol } from './move-symbol.ts';
import { organizeImports } from './organize-imports.ts';
import { OuroborosError } from '../domain/errors.ts';
import type { SourceTree } from '../domain/ports.ts';
import type { Recipe } from './recipe.ts';
import { recipeOf } from './written/rule-recipe.ts';
import { RULES_FOLDER } from './written/rules-folder.ts';
import { optionalChaining } from './optional-chaining.ts';
import { parametersToObject } from './parameters-to-object.ts';
import { promiseToAsync } from './promise-to-async.ts';
import { prototypeToClass } from './prototype-to-class.ts';
import { removeUnusedImports } from './remove-unused-imports.ts';
import { removeUnusedVariables } from './remove-unused-variables.ts';
import { renameFile } from './rename-file.ts';
import { renameSymbol } from './rename-symbol.ts';
import { toTemplateLiterals } from './to-template-literals.ts';
import { varToLetConst } from './var-to-let-const.ts';

/** Every recipe, in the order in which they are listed. A new one is added here and nowhere else. */
export const RECIPES: readonly Recipe[] = [
  methodToFunction,
  functionToMethod,
  extractFunction,
  extractConstant,
  extractType,
  inlineVariable,
  renameSymbol,
  renameFile,
  moveSymbol,
  convertExports,
  commonjsToEsm,
  removeUnusedImports,
  addHeader,
  organizeImports,
  fStrings,
  modernizePython,
  removeUnusedVariables,
  addTypeHints,
  addDocstrings,
  addCache,
  dictToDataclass,
  varToLetConst,
  toTemplateLiterals,
  optionalChaining,
  callbackToPromise,
  promiseToAsync,
  prototypeToClass,
  inferTypes,
  jsdocTypes,
  parametersToObject,
];

/** The recipe of that id, or null. */
export function recipeById(id: string, recipes: readonly Recipe[] = RECIPES): Recipe | null {
  return recipes.find((recipe) => recipe.id === id) ?? null;
}

/** The catalogue and the recipes that a project has written itself. @throws OuroborosError `config` for one of these that is wrong */
export async function recipesOf(tree: SourceTree): Promise<readonly Recipe[]> {
  const hasOwn = (await tree.list()).some((path) => path.startsWith(`${RULES_FOLDER}/`));
  if (!hasOwn) return RECIPES;
  const { readRules } = await import('./written/read-rules.ts');
  const written = (await readRules(tree)).map(recipeOf);
  const known = new Set(RECIPES.map(({ id }) => id));
  const taken = written.find(({ id }) => known.has(id));
  if (taken !== undefined) throw idTaken(taken.id);
  return [...RECIPES, ...written];
}

function idTaken(id: string): OuroborosError {
  return new OuroborosError(
    'config',
    `A rule in ${RULES_FOLDER} has the id ${id}, which is that of a recipe.`,
    {
      hint: 'Give the rule another id.',
    },
  );
}
