import type * as OxcParser from 'oxc-parser';
import type { Program } from 'oxc-parser';
import type { LanguageId } from '../../../domain/language.ts';
import type { FileFacts } from '../file-facts.ts';
import { javascriptImports, scannedImports } from './javascript-imports.ts';
import { exportedNames } from './javascript-exports.ts';
import { quotedSpans } from './javascript-quoted.ts';
import { javascriptSymbols } from './javascript-symbols.ts';
import { isNestedDeeply } from './nesting.ts';
import { outlinedSymbols } from './outlined-symbols.ts';
import { linedText } from './symbol-fact.ts';

/** A file of a language that oxc parses. */
export type JavascriptFile = { readonly path: string; readonly language: LanguageId; readonly text: string };

type Oxc = typeof OxcParser;
type Dialect = 'js' | 'jsx' | 'ts' | 'tsx' | 'dts';
type Goal = 'module' | 'commonjs' | 'unambiguous';
type Parsed = { readonly program: Program; readonly hasErrors: boolean };

/** The facts of a JavaScript or TypeScript file by oxc's tree; by tree-sitter's where oxc gives none. */
export async function javascriptFacts(file: JavascriptFile): Promise<FileFacts> {
  const source = linedText(file.text);
  const oxc = await import('oxc-parser');
  const parsed = isNestedDeeply(file.text) ? null : parse(oxc, file);
  if (parsed === null) {
    const symbols = await outlinedSymbols(file);
    return { language: file.language, symbols, imports: scannedImports(source), hasErrors: true };
  }
  const { program, hasErrors } = parsed;
  const exported = exportedNames(program);
  return {
    language: file.language,
    symbols: javascriptSymbols(source, program, exported),
    imports: javascriptImports(source, { program, exported, quoted: () => quotedSpans(oxc, program) }),
    hasErrors,
  };
}

/** The tree under the first goal without errors, else the first tree that holds anything; null where none does. */
function parse(oxc: Oxc, file: JavascriptFile): Parsed | null {
  let best: Parsed | null = null;
  for (const sourceType of goalsOf(file)) {
    const result = oxc.parseSync(file.path, file.text, {
      lang: dialectOf(file),
      sourceType,
      preserveParens: false,
      // Types of variables and parameters are read off the text: without them the tree costs two thirds.
      astType: 'js',
    });
    const hasErrors = result.errors.length > 0;
    const { program } = result;
    if (!hasErrors) return { program, hasErrors };
    if (program.body.length > 0) best ??= { program, hasErrors };
  }
  return best;
}

/** JSX is common in plain `.js`. */
function dialectOf({ language, path }: JavascriptFile): Dialect {
  if (language === 'tsx') return 'tsx';
  if (language === 'typescript') return /\.d(?:\.[^./]+)?\.[cm]?ts$/i.test(path) ? 'dts' : 'ts';
  return /\.[cm]js$/i.test(path) ? 'js' : 'jsx';
}

/** Two of the goals differ in few texts only: they are tried when the first finds errors. */
function goalsOf({ language, path }: JavascriptFile): readonly Goal[] {
  if (/\.m[jt]s$/i.test(path)) return ['module'];
  if (/\.c[jt]s$/i.test(path)) return ['commonjs', 'unambiguous'];
  return language === 'javascript' ? ['unambiguous', 'module', 'commonjs'] : ['unambiguous', 'module'];
}
