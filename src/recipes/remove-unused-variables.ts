import type { Recipe } from './recipe.ts';

const UNUSED = '(unused|unneeded|unnecessary|redundant|superfluous|dead|unreferenced|needless)';
const VARIABLES = `[python] [local] (variables|variable|locals|assignments|variable assignments|variable definitions|assigned variables)`;
const NOT_USED = `((that|which) (are|is) (${UNUSED}|(not|never|no longer) [being] (used|needed|referenced|read))|(not|never|no longer) [being] (used|needed|referenced|read)|
  that (nothing uses|nothing reads|nobody uses)|[that] (we|you|i) (don't|do not|never) (use|need))`;
const REMOVE = `(remove|delete|drop|strip|strip out|clean|clean up|clean out|clear out|eliminate|get rid of|prune|purge|tidy up|fix)`;

/** Removes local variables that are assigned to and never read. */
export const removeUnusedVariables: Recipe = {
  id: 'remove-unused-variables',
  version: '1.0.0',
  title: 'Remove local variables that are assigned to and never read',
  languages: ['python'],
  slots: [],
  patterns: [
    `${REMOVE} [any|all|every|each] [of] [my|our] (${UNUSED} ${VARIABLES}|${VARIABLES} ${NOT_USED})`,
    `${REMOVE} [any|all|every|each] (variables|locals|local variables) [that are] assigned (but|and) never (used|read)`,
    `${UNUSED} ${VARIABLES} (should|must) be (removed|deleted)`,
  ],
  riders: ['(keep|keeping) [all|their|its] (side effects|calls|right hand sides)'],
  proves: ['A', 'D'],
  effect: 'may-differ',
  examples: [
    'Remove unused variables',
    'Delete all local variables that are never used',
    'Clean up unused assignments in src/app.py',
  ],
  refuses: [
    'values that may do something: they stay, as statements of their own; only constants and names go with their variable',
    'variables that may keep an object alive: tasks, threads, files, patches, and what a class makes',
    'targets of an unpacking, of several assignments at once, of `:=` and of loops',
    'assignments with a comment on their line or above; names that a string of the function mentions',
    'functions that call locals(), vars(), eval() or exec(); a file with a syntax error',
  ],
  run: async (request, tree) =>
    (await import('./remove-unused-variables/run.ts')).removeUnusedVariablesIn(request, tree),
};
