import { isConfusedGlobal, isKnownGlobal } from '../../codebase/known-globals.ts';
import type { CodeOfFile } from '../../codebase/languages/code-of-file.ts';
import { namesOfLibraries, type NameProblem } from '../../codebase/languages/script-names.ts';
import type { Candidate, SourceTree } from '../../domain/ports.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import { textOf } from '../imports/added-imports.ts';
import { declaredNames, unheardOf } from './declared-names.ts';

const IN_PAGES =
  /\b(?:window|document|navigator|localStorage|addEventListener|importScripts|postMessage|customElements|HTML\w*Element)\b/;
const MADE_FOR_PAGES =
  /"(?:browser|browserslist|electron|jquery|jsdom|lit|next|nuxt|parcel|preact|react|rollup|solid-js|svelte|vite|vue|webpack|@angular\/core)"/;
/** Where a page or a worker takes its handlers and its address. */
const SET_BY_PAGES = /^(?:on[a-z]+|location)$/;

type KnownNames = {
  readonly isKnown: (problem: NameProblem) => boolean;
  /** Those that are known because nobody can tell, and that nothing else in the project speaks of. */
  readonly unsure: readonly string[];
};

/**
 * Tells undefined names that the language, a runtime, a test runner or a declaration of the project gives. To assign to a
 * name makes it known to none but those who have it; a word that pages have for something else is known in pages only.
 * Where a tool imports names by itself, every name may be known.
 */
export async function createKnownNames(
  problems: readonly NameProblem[],
  code: CodeOfFile,
  tree: Candidate,
): Promise<KnownNames> {
  // Few changes have a name to ask for, so that libraries and declarations are read for those alone.
  const asked = [...new Set(problems.map(({ name }) => name))].filter((name) => !isKnownGlobal(name));
  const libraries = asked.length === 0 ? new Set<string>() : await namesOfLibraries();
  const inPages = asked.some((name) => libraries.has(name)) && (await isForPages(code, tree));
  const isGiven = ({ name, isWritten }: NameProblem): boolean => {
    if (isKnownGlobal(name) || (!isWritten && isOfGlobal(name, code.text))) return true;
    if (!libraries.has(name)) return false;
    if (isWritten) return name in globalThis || (inPages && SET_BY_PAGES.test(name));
    return inPages || !isConfusedGlobal(name);
  };
  const unknown = problems.filter((one) => !isGiven(one)).map(({ name }) => name);
  const declared = await declaredNames(tree, [...new Set(unknown)], code.name);
  const except = tree.changes.map(({ path }) => path);
  if (declared === 'any')
    return { isKnown: () => true, unsure: await unheardOf(tree, { names: unknown, except }) };
  return { isKnown: (problem) => isGiven(problem) || declared.includes(problem.name), unsure: [] };
}

/** Whether the text asks for a name as a member of the global object: `if (window.Vue) Vue.use(plugin)`. */
function isOfGlobal(name: string, text: string): boolean {
  const own = literalPattern(name);
  const member = String.raw`\s*(?:\??\.\s*${own}(?![\w$])|\[\s*(["'])${own}\1\s*\])`;
  return new RegExp(String.raw`(?<![\w$.])(?:window|globalThis|global)${member}`).test(text);
}

async function isForPages({ name, text, host }: CodeOfFile, tree: SourceTree): Promise<boolean> {
  if (host !== null || /\.[jt]sx$/.test(name) || IN_PAGES.test(text)) return true;
  const manifest = await tree.read('package.json').catch(() => null);
  return MADE_FOR_PAGES.test(textOf(manifest));
}
