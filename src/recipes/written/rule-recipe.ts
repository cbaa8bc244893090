import type { Recipe } from '../recipe.ts';
import type { WrittenRule } from './read-rules.ts';

/** The recipe that a rule of the project is. What it does to the behaviour is its author's to say; unsaid, it changes it. */
export function recipeOf(written: WrittenRule): Recipe {
  const { rule, path, version } = written;
  const { id, language, message, note, metadata } = rule;
  return {
    id,
    version,
    title: message ?? `Apply the rule ${id} of ${path}`,
    languages: [language],
    slots: [],
    patterns: metadata?.sentences ?? [],
    proves: ['S'],
    effect: metadata?.effect ?? 'changes',
    examples: metadata?.sentences ?? [],
    refuses: [
      ...(note === undefined ? [] : [note]),
      'a file that does not parse, before or after',
      'a match within another: it is left, and noted',
    ],
    run: async (request, tree) => (await import('./run.ts')).runRule(written, request, tree),
  };
}
