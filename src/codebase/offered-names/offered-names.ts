import { languageOf } from '../../domain/language.ts';
import { mentionedNames } from './mentioned-names.ts';
import { type OfferedNames, ANY_NAME } from './names-of-text.ts';

const GENERATED = /@generated|\bDO NOT (?:EDIT|MODIFY)\b|\bauto-?generated\b/i;
const HEAD_LENGTH = 1000;

/** The names that a Python, JavaScript or TypeScript text offers; of other languages, and of what is generated, any may be there. */
export async function offeredNames(path: string, text: string): Promise<OfferedNames> {
  if (isGenerated(text)) return ANY_NAME;
  const language = languageOf(path);
  switch (language) {
    case 'python':
      return (await import('./python-offered.ts')).pythonOffered(text);
    case 'javascript':
    case 'typescript':
    case 'tsx':
      return (await import('./script-offered.ts')).scriptOffered(path, language, text);
    case 'vue':
    case 'svelte':
      return componentOffered(text);
    default:
      return ANY_NAME;
  }
}

/** Whether a text says at its head that a program wrote it. */
export function isGenerated(text: string): boolean {
  return GENERATED.test(text.slice(0, HEAD_LENGTH));
}

/** A component is its default; a name that its text does not even mention it cannot have. */
function componentOffered(text: string): OfferedNames {
  return /\bexport\s*\*/.test(text)
    ? ANY_NAME
    : { names: new Set(['default', ...mentionedNames(text)]), stars: [], isOpen: false };
}
