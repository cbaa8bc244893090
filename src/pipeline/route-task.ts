import { declaredNames, declaredOn, type DeclaredName } from '../codebase/declared-names.ts';
import type { SourceTree } from '../domain/ports.ts';
import { languageOf } from '../domain/language.ts';
import { decodeText } from '../domain/text.ts';
import { readPlace, type Place } from '../recipes/place.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { doubtfulNames } from '../recipes/router/declared.ts';
import type { RouteContext } from '../recipes/router/fit.ts';
import { routeSentence, type Route } from '../recipes/router/router.ts';
import { wordsOf } from '../recipes/router/words.ts';

// To read more files for a word that may be a name would take longer than to put it in quotes.
const MAX_FILES = 50;
const PLACE_IN_TEXT = /(?<![\w./-])((?:[\w.@-]+\/)*[\w.@-]+\.\w+):([1-9]\d*)\b/;
const LINE_IN_TEXT = /\bline ([1-9]\d*)\b(?!\s*(?:-|–|(?:to|and)\s+(?:line\s+)?\d))/i;

/** A sentence with what the command line gives besides it, and the files that it is about. */
export type SaidTask = {
  readonly text: string;
  readonly context: RouteContext;
  readonly recipes: readonly Recipe[];
};

/**
 * Routes a sentence. Where nothing covers it as it stands, the code is asked which of its words are names, and which
 * symbol the place declares that it names or that `--at` gives.
 */
export async function routeTask({ text, context, recipes }: SaidTask, tree: SourceTree): Promise<Route> {
  const plain = routeSentence(text, context, recipes);
  if (plain.kind === 'match') return plain;
  const found = await symbolsAt(text, context, tree);
  const placed = onlyOne(found);
  const declared = await declaredAmong(doubtfulNames(wordsOf(text)), context.targets, tree);
  const known = { ...context, declared, ...(placed === null ? {} : { placed }) };
  const route = placed === null && declared.size === 0 ? plain : routeSentence(text, known, recipes);
  if (route.kind !== 'none') return route;
  return plain.kind === 'ambiguous' ? plain : withPlace(route, found, context);
}

/** Why a place that `--at` gives says no more than the sentence did. */
function withPlace(
  route: Extract<Route, { readonly kind: 'none' }>,
  found: readonly DeclaredName[],
  { given = {} }: RouteContext,
): Route {
  const { at } = given;
  if (at === undefined || found.length === 1) return route;
  const names = [...new Set(found.map(({ name }) => name))].join(' and ');
  const why = found.length === 0 ? `${at} declares nothing.` : `${at} declares ${names}: name one.`;
  return {
    kind: 'none',
    explain: () => {
      const { reason, ...rest } = route.explain();
      return { ...rest, reason: `${why} ${reason}` };
    },
  };
}

/** The one symbol at the place that the command line gives; null where several stand there, or none. */
export async function placedSymbol(context: RouteContext, tree: SourceTree): Promise<DeclaredName | null> {
  return onlyOne(await symbolsAt('', context, tree));
}

function onlyOne([symbol, ...others]: readonly DeclaredName[]): DeclaredName | null {
  return others.length === 0 ? (symbol ?? null) : null;
}

/** What is declared at the place that a task names, or that `--at` gives. */
async function symbolsAt(
  text: string,
  { targets, given = {} }: RouteContext,
  tree: SourceTree,
): Promise<readonly DeclaredName[]> {
  const place = given['at'] === undefined ? placeIn(text, targets) : readPlace(given['at']);
  if (place === null || place === 'malformed') return [];
  return declaredOn(await namesOf(place.path, tree), place.line);
}

function placeIn(text: string, targets: readonly string[]): Place | null {
  const [, said, at] = PLACE_IN_TEXT.exec(text) ?? [];
  const line = LINE_IN_TEXT.exec(text)?.[1];
  const meant = targets.filter(
    (target) => said === undefined || target === said || target.endsWith(`/${said}`),
  );
  const [path, ...others] = meant;
  const number = at ?? line;
  return path === undefined || others.length > 0 || number === undefined
    ? null
    : { path, line: Number(number) };
}

/** Those of the words that a target declares. */
async function declaredAmong(
  words: readonly string[],
  targets: readonly string[],
  tree: SourceTree,
): Promise<ReadonlySet<string>> {
  const declared = new Set<string>();
  if (words.length === 0 || targets.length > MAX_FILES) return declared;
  for (const path of targets) {
    for (const { name } of await namesOf(path, tree)) if (words.includes(name)) declared.add(name);
  }
  return declared;
}

async function namesOf(path: string, tree: SourceTree): Promise<readonly DeclaredName[]> {
  const bytes = await tree.read(path);
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? declaredNames(languageOf(path), decoded.text) : [];
}
