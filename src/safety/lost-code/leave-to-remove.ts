import { partsOf } from '../vanished/named-in-words.ts';

/** What people write when something is to go, or is to be let through. */
const TAKES_AWAY =
  /\b(?:remov|delet|drop|eliminat|discard|strip|prun|rid of|no longer|not\b|n't\b|don't|stop|without|never|allow|permit|accept|support|relax|loosen|lift|ignor|skip|disabl|avoid|unus|unneed|unnecess|useless|needless|redundan|obsolet|dead|deprecat|superfl|duplicat|replac|move)\w*/gi;
const REVERTS = /\brevert|\bundo\b|\broll(?:s|ed|ing)? back\b/i;
/** By which behaviour is spoken of without a name. */
const BEHAVIOUR =
  /\b(?:check|guard|valid|condition|code|branch|case|handl|error|exception|throw|rais|tr(?:y|ies)\b|catch|fallback|compat|workaround|hack|support|limit|restrict|assert|early|statement|block|logic|path|warning|requirement|python|node|version)/i;
const RESTRUCTURES =
  /\b(?:tid(?:y|ie)|clean|simplif|refactor|restructur|reorgani[sz]|renam|reformat|format|lint|polish|readab|extract|inlin|split|mov|document|docs?\b|docstring|comment|type hints?|annotat|style|moderni[sz])/i;
const MAX_CLAUSE = 120;

/**
 * Whether a task or plan gives leave to take something away: a word of taking away, with what goes behind it in the same
 * clause, by a name of it or by what such code is called. "Tidy", "clean up" and "simplify" leave the behaviour as it is.
 * @param names what it may be called by: names in it and around it
 */
export function hasLeaveToRemove(words: string, names: Iterable<string>): boolean {
  const parts = new Set([...names].flatMap((name) => partsOf(name)).filter((part) => part.length > 2));
  return words.matchAll(TAKES_AWAY).some(({ index }) => {
    const [clause = ''] = words.slice(index, index + MAX_CLAUSE).split(/[.;]\s|\n/, 1);
    return BEHAVIOUR.test(clause) || partsOf(clause).some((part) => parts.has(part));
  });
}

/** Whether a task or plan asks for another form of the same behaviour. */
export function asksToRestructure(words: string): boolean {
  return RESTRUCTURES.test(words);
}

/** Whether a task takes back what an earlier change did, with all that came by it. */
export function asksToRevert(words: string): boolean {
  return REVERTS.test(words);
}
