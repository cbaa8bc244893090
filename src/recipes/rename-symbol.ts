import type { Recipe } from './recipe.ts';
import { RENAME_GISTS, RENAME_PATTERNS, RENAME_RIDERS } from './rename-symbol/phrases.ts';

/** Renames a symbol of Python, JavaScript or TypeScript across the project: declaration, uses, imports and exports. */
export const renameSymbol: Recipe = {
  id: 'rename-symbol',
  version: '1.0.0',
  title: 'Rename a symbol across the project',
  languages: ['python', 'javascript', 'typescript', 'tsx'],
  slots: [
    { name: 'from', description: 'the name as it is, or Class.member', isRequired: true, isSymbol: true },
    { name: 'to', description: 'the new name', isRequired: true },
    { name: 'class', description: 'the class, interface or object that holds it', isRequired: false },
    { name: 'kind', description: 'function, class, method, property, variable, type, …', isRequired: false },
    {
      name: 'untyped',
      description: 'leave: rename although values of unknown type, pages or templates may mean it',
      isRequired: false,
    },
    {
      name: 'at',
      description: 'file:line of the declaration, where several have the name',
      isRequired: false,
    },
  ],
  patterns: RENAME_PATTERNS,
  gists: RENAME_GISTS,
  riders: RENAME_RIDERS,
  proves: ['A', 'D', 'R'],
  effect: 'preserves',
  examples: [
    'Rename formatName to formatFullName',
    'Rename the function add to sum everywhere',
    'Rename Calculator.add to plus',
  ],
  refuses: [
    'a new name that is reserved, not a valid name, or already means something where the symbol is used',
    'a name that several symbols have, unless the place is given: at=file:line',
    'symbols of the language and of packages, and files with syntax errors',
    'a name that both Python and JavaScript or TypeScript declare, unless the file is given',
    'a symbol that none of the targets declares',
    'members and exports of CommonJS that may be used on values of unknown type, or meant by a type or a string that names them alike, unless untyped=leave is given',
    'uses through imports that cannot be followed, such as those in .vue and .svelte files',
    'exported and global names that pages or templates mention, unless untyped=leave is given',
    'a rename that would give new type errors',
    'in Python: methods used on values of unknown type or inherited from elsewhere, parameters that something unseen may fill by name, functions that a decorator may know by name, unless untyped=leave is given',
    'in Python: fields that are given by their names, as of data classes, and attributes that only methods set',
  ],
  run: async (request, tree) => (await import('./rename-symbol/run.ts')).renameByLanguage(request, tree),
};
