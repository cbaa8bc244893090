import type { RecipeEffect } from '../domain/patch.ts';
import type { ProofLevel, Recipe } from './recipe.ts';

/** What a recipe does to the behaviour of the code, in words. */
export const EFFECTS: Readonly<Record<RecipeEffect, string>> = {
  preserves: 'keeps the behaviour',
  'may-differ': 'keeps the behaviour but in rare cases, which it names',
  changes: 'changes the behaviour, as it is asked to',
};

/** What each level of proof says, in words. */
export const PROOFS: Readonly<Record<ProofLevel, string>> = {
  S: 'the result parses',
  A: 'the syntax tree is the same but for the declared edit',
  D: 'no new diagnostics',
  R: 'every use of the name is resolved or listed',
};

const INTRODUCTION = `# Recipes

Refactorings that need no model, no key and no network. Each gives the same result every time, passes the same gates as
what a model writes, and proves its own change: where a proof fails, nothing is changed. This page is written by
\`npm run recipes\` from the catalogue itself.

Say the task in a sentence like the examples, or name the recipe: \`ouroboros refactor --recipe ID SLOT=VALUE… -t PATH\`.
\`--at FILE:LINE\` and \`--range 10-20\` are slots that have options of their own. What would write newer syntax
than the project's oldest Python or Node reads is refused, by \`requires-python\` and the like or \`engines.node\`; a package
with a compiler may have any.
`;

/** The page about recipes, in Markdown. */
export function describeRecipes(recipes: readonly Recipe[]): string {
  const rows = recipes.map(({ id, title, languages }) => [
    `[\`${id}\`](#${id})`,
    languages.join(', '),
    title,
  ]);
  const table = tableOf(['recipe', 'languages', 'what it does'], rows);
  const proofs = tableOf(['proof', 'says that'], Object.entries(PROOFS));
  return `${[INTRODUCTION, everywhere(recipes), '', table, '', proofs, ...recipes.flatMap(sectionOf)].join('\n')}\n`;
}

/** Which recipes `--all` is for: those that find their places by themselves, and are not about one file. */
function everywhere(recipes: readonly Recipe[]): string {
  const named = recipes.filter(
    ({ slots, places }) =>
      places === undefined && slots.some(({ isRequired, name }) => isRequired || name === 'path'),
  );
  const ids = named.map(({ id }) => `\`${id}\``);
  return `\`--all\` does it at every place that the recipe fits. These have to be told what to change all the same: ${ids.join(', ')}.`;
}

function sectionOf(recipe: Recipe): readonly string[] {
  const { id, version, title, languages, proves, effect, examples, slots, refuses } = recipe;
  const slotRows = slots.map(({ name, description, isRequired }) => [
    `\`${name}\``,
    `${description}${isRequired ? '' : ' (optional)'}`,
  ]);
  return [
    '',
    `## ${id}`,
    '',
    `${title}. For ${languages.join(', ')}; version ${version}; it ${EFFECTS[effect]}; proves ${proves.join(', ')}.`,
    '',
    ...examples.map((example) => `- ${example}`),
    ...(slots.length === 0 ? [] : ['', tableOf(['slot', 'holds'], slotRows)]),
    '',
    'It refuses:',
    '',
    ...refuses.map((refusal) => `- ${refusal}`),
  ];
}

/** Columns are filled to one width, as the formatter of the project would. */
function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', String.raw`\|`)));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first, ...others] = cells.map(line);
  return [first, line(widths.map((width) => '-'.repeat(width))), ...others].join('\n');
}
