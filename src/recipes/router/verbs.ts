const VERBS = new Set(
  `turn convert change transform rewrite refactor make migrate translate port rework switch restructure update upgrade
  modernize move bring simplify extract pull lift hoist take promote demote relocate shift transfer put factor split break
  separate rename replace swap substitute use adopt introduce apply add insert write create generate define remove delete
  drop strip clean clear tidy eliminate prune purge cut ditch fix resolve sort organize order reorder arrange rearrange group
  alphabetize format normalize inline memoize cache decorate wrap annotate type infer call name give document attach prepend
  express reformat ban throw nuke axe scaffold build export represent model remember store bundle fold spell merge combine collapse`.split(
    /\s+/,
  ),
);
const PARTICIPLES: ReadonlyMap<string, string> = new Map([
  ['made', 'make'],
  ['rewritten', 'rewrite'],
  ['written', 'write'],
  ['taken', 'take'],
  ['given', 'give'],
  ['put', 'put'],
  ['split', 'split'],
  ['cut', 'cut'],
  ['built', 'build'],
  ['broken', 'break'],
  ['brought', 'bring'],
  ['thrown', 'throw'],
]);

/** Whether a word is a verb that requests are made with, in its base form. */
export function isVerb(word: string): boolean {
  return VERBS.has(word);
}

// Adjectives and nouns rather than forms of a verb: "never used", "called x", "types".
const NO_FORM =
  /^(?:us(?:ed|es|ing)|call(?:ed|s|ing)|nam(?:ed|es|ing)|typ(?:ed|es|ing)|imports?|exports?|let|formats?)$/;

/** The verb that a word is a form of, in any person or tense; null where it is none. */
export function verbOf(word: string): string | null {
  if (NO_FORM.test(word)) return null;
  const third = word.endsWith('s') && isVerb(word.slice(0, -1)) ? word.slice(0, -1) : null;
  return third ?? baseOf(word, 'ed') ?? baseOf(word, 'ing');
}

/** "renamed" or "renaming" is "rename"; null where it is no form of a verb that requests are made with. */
export function baseOf(word: string, ending: 'ed' | 'ing'): string | null {
  const irregular = ending === 'ed' ? PARTICIPLES.get(word) : undefined;
  if (irregular !== undefined) return irregular;
  if (!word.endsWith(ending)) return null;
  const stem = word.slice(0, -ending.length);
  const forms = [stem, `${stem}e`, stem.replace(/(.)\1$/, '$1'), stem.replace(/i$/, 'y')];
  return forms.find(isVerb) ?? null;
}
