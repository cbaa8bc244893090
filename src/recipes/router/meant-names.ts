import { tryTree, nodesOfTypes } from '../../codebase/languages/tree-sitter.ts';
import { languageOf } from '../../domain/language.ts';
import { nearestTo } from '../../domain/nearest.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { decodeText } from '../../domain/text.ts';
import type { Recipe, RecipeRequest } from '../recipe.ts';
import { symbolSlot } from './placed.ts';

const MOST_FILES = 50;
/** Any word comes near a shorter one. */
const SHORTEST = 4;
const IDENTIFIER = /identifier$/;

/**
 * The names of the targets that come near the symbol which a request names, nearest first; none where a target has the
 * name itself.
 */
export async function meantNames(
  recipe: Recipe,
  { slots, targets }: Pick<RecipeRequest, 'slots' | 'targets'>,
  tree: SourceTree,
): Promise<readonly string[]> {
  const name = slots[symbolSlot(recipe) ?? '']?.split('.').at(-1);
  if (name === undefined || name.length < SHORTEST) return [];
  const known = new Set<string>();
  for (const path of targets.slice(0, MOST_FILES)) {
    for (const one of await identifiersOf(path, tree)) known.add(one);
  }
  return known.has(name) ? [] : nearestTo(name, known);
}

async function identifiersOf(path: string, tree: SourceTree): Promise<readonly string[]> {
  const language = languageOf(path);
  const bytes = language === null ? null : await tree.read(path);
  const decoded = bytes === null ? null : decodeText(bytes);
  if (language === null || decoded?.kind !== 'text') return [];
  const found = await tryTree({ language, text: decoded.text }, ({ rootNode }) =>
    nodesOfTypes(rootNode, (type) => IDENTIFIER.test(type)).map(({ text }) => text),
  );
  return found.kind === 'parsed' ? found.value : [];
}
