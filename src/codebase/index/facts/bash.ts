import type { FileFacts } from '../file-facts.ts';
import { patternImports } from './import-patterns.ts';
import { linedText, qualify, symbolFact, type FoundSymbol, type LinedText } from './symbol-fact.ts';

const FUNCTION =
  /^([ \t]*)((?:function[ \t]+([^\s(){};|&<>$'"`]+)(?:[ \t]*\([ \t]*\))?|([^\s(){};|&<>$'"`#=]+)[ \t]*\([ \t]*\))\s*)([{(])/gm;
const CLOSING: Readonly<Record<string, string>> = { '{': '}', '(': ')' };

/**
 * The facts of a shell script by its lines. Its grammar for tree-sitter breaks down over the patterns of a `case`, which
 * costs the parser with all its memory each time.
 */
export function bashFacts(text: string): FileFacts {
  const source = linedText(text, '#');
  const found: FoundSymbol[] = [];
  for (const match of text.matchAll(FUNCTION)) found.push(functionIn(source, match, found));
  const symbols = found.map((symbol) => symbolFact(source, symbol));
  return { language: 'bash', symbols, imports: patternImports('bash', source), hasErrors: false };
}

function functionIn(
  { text }: LinedText,
  match: RegExpExecArray,
  before: readonly FoundSymbol[],
): FoundSymbol {
  const [all, indent = '', , keyworded, plain, opening = '{'] = match;
  const start = match.index + indent.length;
  const bodyStart = match.index + all.length - 1;
  const end = endOfBody(text, { indent, bodyStart, opening });
  const outer = before.findLast(({ whole }) => whole.end > start);
  return {
    name: keyworded ?? plain ?? '',
    within: outer === undefined ? '' : qualify(outer.within, outer.name),
    kind: 'function',
    isExported: outer === undefined,
    whole: { start, end },
    headStart: start,
    body: { start: bodyStart, end },
  };
}

/** A body ends on its own line, or else with the closing bracket below the head: scripts are indented like that. */
function endOfBody(
  text: string,
  body: { readonly indent: string; readonly bodyStart: number; readonly opening: string },
): number {
  const { indent, bodyStart, opening } = body;
  const closing = CLOSING[opening] ?? '}';
  const newline = text.indexOf('\n', bodyStart);
  const lineEnd = newline === -1 ? text.length : newline;
  const line = text.slice(bodyStart, lineEnd).trimEnd();
  // `{ echo ${name}` is open still.
  const isClosed = line.endsWith(closing) && line.split(opening).length === line.split(closing).length;
  if (isClosed) return bodyStart + line.length;
  const below = text.indexOf(`\n${indent}${closing}`, bodyStart);
  return below === -1 ? lineEnd : below + indent.length + 2;
}
