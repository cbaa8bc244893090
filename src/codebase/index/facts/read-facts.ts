import { languageOf, type LanguageId } from '../../../domain/language.ts';
import { isStackOverflow } from '../../languages/typescript-depth.ts';
import type { FileFacts, ReadFacts } from '../file-facts.ts';
import { bashFacts } from './bash.ts';
import { componentFacts } from './component.ts';
import { grammarFacts } from './grammar-facts.ts';
import { patternImports } from './import-patterns.ts';
import { javascriptFacts } from './javascript.ts';
import { pythonFacts } from './python.ts';
import { linedText } from './symbol-fact.ts';

type File = { readonly path: string; readonly language: LanguageId; readonly text: string };

/** Reads the facts of a text by the parser of its language; null where there is none. */
export const readFacts: ReadFacts = async (path, text) => {
  const language = languageOf(path);
  if (language === null) return null;
  try {
    return await factsOf({ path, language, text });
  } catch (error) {
    // A tree of thousands of levels: nothing that people wrote.
    if (isStackOverflow(error)) return { language, symbols: [], imports: [], hasErrors: true };
    throw error;
  }
};

async function factsOf({ path, language, text }: File): Promise<FileFacts | null> {
  switch (language) {
    case 'javascript':
    case 'typescript':
    case 'tsx':
      return javascriptFacts({ path, language, text });
    case 'python':
      return pythonFacts({ path, text });
    case 'bash':
      return bashFacts(text);
    case 'vue':
    case 'svelte':
    case 'astro':
      return componentFacts({ path, language, text });
    case 'json':
    case 'jupyter':
    case 'toml':
    case 'yaml':
    case 'css':
    case 'html':
    case 'embedded_template':
      // They define nothing that has a name: no need to parse them.
      return { language, symbols: [], imports: patternImports(language, linedText(text)), hasErrors: false };
    default:
      return grammarFacts(language, text);
  }
}
