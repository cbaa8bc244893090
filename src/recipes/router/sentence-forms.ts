import { spoken, type Words } from './phrase-words.ts';
import { askedForms, titleForms } from './asked-forms.ts';
import { referringForms } from './referring-forms.ts';
import { baseOf } from './verbs.ts';
import { givenForms, madeForms, mustForms, wishForms } from './wish-forms.ts';

// A wish is short; a longer text is read as it stands, so that it cannot take long.
const MAX_WORDS = 60;
const GERUND_OPENER = /^(?:mind|about|try|start|consider|suggest)$/;

/**
 * The ways to say a sentence as a command: "x should be renamed to y", "I want x renamed to y", "would you mind renaming
 * x to y" and "x is misleading, rename it to y" all become "rename x to y". The sentence itself comes first.
 */
export function formsOf(words: Words): readonly Words[] {
  const plain = withoutGerund(words);
  if (words.length > MAX_WORDS) return [plain];
  const forms = [madeForms, givenForms, wishForms, mustForms, referringForms, titleForms];
  const asked = askedForms(plain);
  const told = [plain, ...asked];
  return [...told, ...told.flatMap((said) => forms.flatMap((formsIn) => formsIn(said)))];
}

/** "would you mind renaming": the first verb behind such an opening, or at the very beginning. */
function withoutGerund(words: Words): Words {
  const at = words.findIndex(
    ({ key }, index) =>
      key.endsWith('ing') && (index === 0 || GERUND_OPENER.test(words[index - 1]?.key ?? '')),
  );
  const word = words[at];
  const base = word === undefined ? null : baseOf(word.key, 'ing');
  return word === undefined || base === null
    ? words
    : [...words.slice(0, at), ...spoken(word, base), ...words.slice(at + 1)];
}
