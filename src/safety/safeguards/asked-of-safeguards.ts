const KEEPS = /\b(?:keep\w*|preserv\w*|leav\w*|retain\w*|without \w+ing)\s+(?:\w+\s+){0,3}$/i;

/** Whether a task or plan speaks of a safeguard by a word of its own, other than to ask for it to stay. */
export function asksAbout(words: string, safeguard: RegExp): boolean {
  return words
    .matchAll(new RegExp(safeguard, 'gi'))
    .some(({ index }) => !KEEPS.test(words.slice(Math.max(0, index - 60), index)));
}
