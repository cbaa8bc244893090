import { partsOf } from '../vanished/named-in-words.ts';
import { withoutCodeNames } from './code-names.ts';

/** What people write when something is to go, or is to be let through. */
const TAKES_AWAY =
  /\b(?:remov|rm\b|delet|drop|eliminat|discard|strip|prun|rid\b|no longer|not\b|\w+n't\b|stop|without|never|allow|permit|accept|support|relax|loosen|lift|ignor|skip|disabl|avoid|unus|unneed|unnecess|useless|needless|redundan|unreach|obsolet|dead|deprecat|superfl|duplicat)\w*/gi;
const NEGATED = /(?:\b(?:not|never|without|no|avoid\w*|instead of|rather than)|n't)\s+(?:\w+\s+){0,2}$/i;
/** "Do not change the checks" asks for them to stay. */
const KEEPS =
  /^\s+(?:\w+\s+){0,2}?(?:chang|alter|break|affect|touch|modif|remov|drop|delet|los|weaken|regress|add|introduc)/i;
/** By which behaviour is spoken of without a name. */
const BEHAVIOUR =
  /\b(?:check|guard|valid|condition|code|branch|case|handl|error|exception|throw|rais|tr(?:y|ies)\b|catch|fallback|compat|workaround|hack|support|limit|restrict|assert|early|statement|block|logic|path|warning|requirement|python|node|version|deprecat|legacy|obsolet|dead)/i;
const RESTRUCTURES =
  /\b(?:tid(?:y|ie)|clean|simplif|refactor|restructur|reorgani[sz]|renam|reformat|format|lint|polish|readab|extract|inlin|split|mov(?:e|es|ed|ing)\b|document|docs?\b|docstring|comment|type hints?|annotat|style|moderni[sz])/i;
const REVERTS = /\brevert|\bundo\b|\broll(?:s|ed|ing)? back\b/i;
const END_OF_CLAUSE = /[.;:]\s|\n|\b(?:from|in|within|inside|while)\b/;
const MAX_CLAUSE = 120;
const MAX_BEFORE = 40;
const MIN_JOINED = 6;

/**
 * Whether a task or plan gives leave to take something away: a word of taking away, with what goes behind it in the same
 * clause, by a name of it or by what such code is called. "Tidy", "clean up" and "simplify" leave the behaviour as it is.
 * @param texts what goes and what is around it: it may be called by any name in them
 */
export function hasLeaveToRemove(words: string, texts: readonly string[]): boolean {
  const parts = new Set(texts.flatMap(partsOf).filter((part) => part.length > 2));
  // `full_path` is "fullpath" to some.
  const joined = texts.join('\n').toLowerCase().replaceAll('_', '');
  const isName = (word: string): boolean =>
    parts.has(word) || (word.length >= MIN_JOINED && joined.includes(word));
  return withoutCodeNames(words)
    .matchAll(TAKES_AWAY)
    .some(({ 0: word, index }) => {
      const behind = index + word.length;
      const [clause = ''] = words.slice(behind, behind + MAX_CLAUSE).split(END_OF_CLAUSE, 1);
      if (KEEPS.test(clause) || NEGATED.test(words.slice(Math.max(0, index - MAX_BEFORE), index)))
        return false;
      return BEHAVIOUR.test(clause) || partsOf(clause).some(isName);
    });
}

/** Whether a task or plan asks for another form of the same behaviour. */
export function asksToRestructure(words: string): boolean {
  return RESTRUCTURES.test(withoutCodeNames(words));
}

/** Whether a task takes back what an earlier change did, with all that came by it. */
export function asksToRevert(words: string): boolean {
  return REVERTS.test(withoutCodeNames(words));
}
