import type { Recipe } from './recipe.ts';

const UNUSED = '(unused|unneeded|unnecessary|redundant|superfluous|dead|unreferenced|needless)';
const IMPORTS = `[python|javascript|typescript] (imports|import|import (statements|statement|lines|declarations|warnings))`;
const NOT_USED = `((that|which) (are|is) (${UNUSED}|(not|never|no longer) [being] (used|needed|referenced|required))|
  (that|which) aren't (used|needed|referenced)|(not|never|no longer) [being] (used|needed|referenced)|
  that (nothing uses|no one uses|nobody uses)|[that] (we|you|i) (don't|do not|never) (use|need))`;
const REMOVE = `(remove|delete|drop|strip|strip out|clean|clean up|clean out|clear out|eliminate|get rid of|prune|purge|tidy up|
  take out|throw out|fix)`;

/** Removes imports whose names nothing in the file uses. */
export const removeUnusedImports: Recipe = {
  id: 'remove-unused-imports',
  version: '1.0.0',
  title: 'Remove the imports that nothing uses',
  languages: ['python', 'javascript', 'typescript', 'tsx'],
  slots: [],
  patterns: [
    `${REMOVE} [any|all|every|each] [of] [my|our] (${UNUSED} ${IMPORTS}|${IMPORTS} ${NOT_USED})`,
    `${UNUSED} imports (should|must) be (removed|deleted)`,
  ],
  riders: ['(leave|keep) [all] [other|used] (imports|ones) [as they are|alone|untouched]'],
  proves: ['A', 'D'],
  effect: 'may-differ',
  examples: [
    'Remove unused imports',
    'Delete all imports that are never used',
    'Clean up the unused import statements in src/app.py',
  ],
  refuses: [
    'package files (`__init__.py`), stubs, and names that `__all__` lists or other files take from here',
    'imports under try or with, imports of a class body, `import a as a`, and lines marked `# noqa`',
    'the last import of a module of the project that runs code when it is loaded, and pytest fixtures in tests',
    'imports with a comment that may be the reason for them, on their line or above their block',
    'a file with a syntax error',
  ],
  run: async (request, tree) =>
    (await import('./remove-unused-imports/run.ts')).removeUnusedIn(request, tree),
};
