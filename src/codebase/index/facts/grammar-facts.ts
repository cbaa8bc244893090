import type { LanguageId } from '../../../domain/language.ts';
import { tryTree } from '../../languages/tree-sitter.ts';
import type { FileFacts } from '../file-facts.ts';
import { grammarSymbols } from './grammar-symbols.ts';
import { patternImports } from './import-patterns.ts';
import { linedText, symbolFact } from './symbol-fact.ts';

/** The facts of a file by the grammar of its language; null where it has none. */
export async function grammarFacts(language: LanguageId, text: string): Promise<FileFacts | null> {
  const source = linedText(text, language === 'ruby' ? '#' : '//');
  const result = await tryTree({ language, text }, (tree) => ({
    found: grammarSymbols(language, source, tree),
    hasErrors: tree.rootNode.hasError,
  }));
  if (result.kind === 'no-grammar') return null;
  const { found, hasErrors } = result.kind === 'parsed' ? result.value : { found: [], hasErrors: true };
  const symbols = found.map((symbol) => symbolFact(source, symbol));
  return { language, symbols, imports: patternImports(language, source), hasErrors };
}
