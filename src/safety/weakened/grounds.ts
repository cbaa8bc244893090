import type { TouchesSources } from './touched-sources.ts';

/** What a task says is to go or to be otherwise, up to where it says of what or how. */
const GOES =
  /\b(?:(?:remov|delet|drop|eliminat|retir|purg|deprecat|replac|merg|decoupl)\w*|get(?:ting)? rid of|no (?:longer|more)|do not|don't|does not|doesn't|never|stop\w*|instead of)\b([^.;:!?\n]{0,100}(?:\.\w[^.;:!?\n]{0,60})*)/gi;
const NO_OBJECT = /\s(?:in|from|by|into|to|on|as|when|where|while|without|so|because|and keep)\s/i;
/** Words of every task, and of every test. */
const USUAL =
  /^(?:the|any|all|some|its?|and|but|not|for|with|of|that|this|these|those|use[ds]?|using|unused|dead|duplicat\w*|redundant|code|old|new|test\w*|assert\w*|expect\w*|should|must|function|method|class|file|module|value|return\w*|result|self|none|null|true|false|let|const|var|def|async|await|import|package)$/;

/** What nobody names one by one. */
const OF_OLD =
  /^\s*(?:\w+\s+)?(?:deprecated|obsolete|legacy)\s+(?:code|functions|features|things|stuff)\s*$/i;

const FILES = /\b(?:remov|delet|drop|prun)\w*\b[^.;\n]{0,40}\bfiles?\b/i;

/** Whether a task may mean a file of tests among those that it has taken away. */
export function takesFiles(words: string): boolean {
  return FILES.test(words);
}

/** Whether a task gives a ground to take away some code of tests. */
export type GivesGround = (code: string) => boolean;

/** What speaks for it that some code of tests is meant to go: words of the task, and sources that change along. */
export type Grounds = {
  readonly inWords: GivesGround;
  readonly inSources: TouchesSources;
  /** Whether whole files may go. */
  readonly ofFiles: boolean;
};

export const NO_GROUNDS: Grounds = { inWords: () => false, inSources: () => false, ofFiles: false };

/** Knows what a task wants gone, in its words: what speaks of the same may have to go with it, which a person can tell. */
export function groundsIn(words: string): GivesGround {
  const objects = [...words.matchAll(GOES)].map(([, object = '']) => object.split(NO_OBJECT)[0] ?? '');
  const named = new Set(objects.flatMap(stemsOf));
  if (objects.some((object) => OF_OLD.test(object))) return () => true;
  return (code) => named.size > 0 && stemsOf(code).some((stem) => named.has(stem));
}

function stemsOf(text: string): readonly string[] {
  return (text.match(/\p{Lu}?[\p{Ll}\p{N}]+|\p{Lu}+(?!\p{Ll})/gu) ?? [])
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2 && !USUAL.test(word))
    .map((word) => word.replace(/(?:ings?|ed|es|s|e|ly|ation|able|ible)$/, ''))
    .filter((stem) => stem.length > 2);
}
