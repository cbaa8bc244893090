import type { Recipe } from './recipe.ts';
import { removingGists } from './router/concepts.ts';
import { removalGists } from './router/gist-phrases.ts';
import { removalPatterns } from './router/phrases.ts';

const VARIABLES = `[python] [local] (assignments to [local] variables|variables|variable|vars|locals|local|assignments|local assignments|stores|variable (assignments|definitions|declarations)|assigned variables)`;

/** Removes local variables that are assigned to and never read. */
export const removeUnusedVariables: Recipe = {
  id: 'remove-unused-variables',
  version: '1.0.0',
  title: 'Remove local variables that are assigned to and never read',
  languages: ['python'],
  slots: [],
  patterns: [
    ...removalPatterns(VARIABLES, 'f841'),
    `@remove @all ${VARIABLES} [(that|which) (are|is)] assigned [to] (but|and) (never|not) (used|read)`,
  ],
  gists: [...removalGists(VARIABLES, '(f841|f841s)'), ...removingGists(VARIABLES, '(f841|f841s)')],
  riders: [
    'out of {file}',
    '(in|from|of) @all (function|functions|function bodies|methods)',
    '[but|while] (keep|keeping|preserve|preserving) [any|all|their|its|calls with|calls that have] (side effects|calls|right hand sides) [of them|intact]',
  ],
  proves: ['A', 'D'],
  effect: 'may-differ',
  examples: [
    'Remove unused variables',
    'Delete all local variables that are never used',
    'Clean up unused assignments in src/app.py',
  ],
  refuses: [
    'values that may do something: they stay, as statements of their own; only constants and names go with their variable',
    'variables that may keep an object alive: tasks, threads, files, connections, patches, and what a class makes',
    'targets of an unpacking, of several assignments at once, of `:=` and of loops',
    'assignments with a comment on their line or above; names that a string of the function mentions',
    'functions that call locals(), vars(), eval() or exec(); a file with a syntax error',
  ],
  run: async (request, tree) =>
    (await import('./remove-unused-variables/run.ts')).removeUnusedVariablesIn(request, tree),
};
