import { languageOf, type LanguageId } from '../../domain/language.ts';
import type { Word } from './word.ts';

const PREPOSITION = /^(?:in|of|for|from|inside|within|across|throughout)$/;
const BETWEEN = /^(?:our|this|these|my|whole|entire|all)$/;
const CONTAINER =
  /^(?:module|modules|package|folder|directory|dir|component|components|script|scripts|file|files|code|class|service|layer|helpers|tests)$/;

/**
 * Places that are said by words of the targets' own paths, "in the pricing module" for `shop/pricing.py`: by the index of
 * the preposition, the index behind the place. A place that only some of the targets have in their paths is none of them.
 */
export function scopesIn(words: readonly Word[], targets: readonly string[]): ReadonlyMap<number, number> {
  const [first = new Set<string>(), ...others] = targets.map(partsOf);
  const shared = new Set([...first].filter((part) => others.every((parts) => parts.has(part))));
  const scopes = new Map<number, number>();
  for (const [at, { key }] of words.entries()) {
    const end = PREPOSITION.test(key) ? endOf(words, at + 1, shared) : named(words, at, shared);
    if (end !== null) scopes.set(at, end);
  }
  return scopes;
}

/** Without a preposition only before a word for code: "the tooling package". */
function named(words: readonly Word[], at: number, shared: ReadonlySet<string>): number | null {
  const end = endOf(words, at, shared);
  return end !== null && CONTAINER.test(words[end - 1]?.key ?? '') ? end : null;
}

function endOf(words: readonly Word[], from: number, shared: ReadonlySet<string>): number | null {
  let start = from;
  while (BETWEEN.test(words[start]?.key ?? '')) start++;
  let at = start;
  while (isAlike(words[at]?.key ?? '', shared)) at++;
  if (at === start) return null;
  return CONTAINER.test(words[at]?.key ?? '') ? at + 1 : at;
}

/** "migration" for `migrate.py`: the same beginning is enough. */
function isAlike(word: string, parts: ReadonlySet<string>): boolean {
  return (
    parts.has(word) || (word.length > 4 && [...parts].some((part) => part.slice(0, 5) === word.slice(0, 5)))
  );
}

function partsOf(path: string): ReadonlySet<string> {
  return new Set(
    path
      .replace(/\.\w+$/, '')
      .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, '-')
      .toLowerCase()
      .split(/[^\p{L}\d]+/u)
      .filter((part) => part.length > 2),
  );
}

const IN = /^(?:in|for|across|of|to)$/;
const LANGUAGES: ReadonlyMap<string, readonly LanguageId[]> = new Map<string, readonly LanguageId[]>([
  ['python', ['python']],
  ['javascript', ['javascript']],
  ['js', ['javascript']],
  ['typescript', ['typescript', 'tsx']],
  ['ts', ['typescript', 'tsx']],
]);
const SOURCES = /^(?:files?|code|sources?|modules?)$/;

/** The language that a request is held to, "in the TypeScript files", where a target is of another one; else null. */
export function foreignLanguage(words: readonly Word[], targets: readonly string[]): string | null {
  const said = words.find(({ key }, at) => {
    const languages = LANGUAGES.get(key);
    const before = words[at - 1]?.key ?? '';
    const isPlace = before === 'in' || (IN.test(before) && SOURCES.test(words[at + 1]?.key ?? ''));
    return isPlace && languages !== undefined && targets.some((target) => isOther(target, languages));
  });
  return said?.text ?? null;
}

function isOther(target: string, languages: readonly LanguageId[]): boolean {
  const language = languageOf(target);
  return (
    language !== null &&
    !languages.includes(language) &&
    LANGUAGES.values().some((some) => some.includes(language))
  );
}
