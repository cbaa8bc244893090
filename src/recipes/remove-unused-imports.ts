import type { Recipe } from './recipe.ts';
import { removingGists } from './router/concepts.ts';
import { removalGists } from './router/gist-phrases.ts';
import { removalPatterns } from './router/phrases.ts';

const IMPORTS = `[python|javascript|typescript|es|module|named|default] (imports|import|import (statements|statement|section|block|list|lines|line|declarations|declaration|specifiers|names))`;

/** Removes imports whose names nothing in the file uses. */
export const removeUnusedImports: Recipe = {
  id: 'remove-unused-imports',
  version: '1.0.0',
  title: 'Remove the imports that nothing uses',
  languages: ['python', 'javascript', 'typescript', 'tsx'],
  slots: [],
  patterns: removalPatterns(IMPORTS, 'f401'),
  gists: [
    ...removalGists(IMPORTS, 'f401'),
    ...removingGists(IMPORTS, 'f401', ['(imports|import|imported) [but|and] [then]']),
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
