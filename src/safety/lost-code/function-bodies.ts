import type { FileFacts, SymbolFact } from '../../codebase/index/file-facts.ts';

/** A function of a text, with the lines of its body that hold code, indented as they stand. */
export type Bodied = { readonly symbol: SymbolFact; readonly body: readonly string[] };

const EMPTY_ON_ONE_LINE = /(?:\{\s*\}|:\s*(?:pass|\.\.\.))\s*[;,]?\s*$/;

/** The functions of a text whose names occur once in it. @param code the text with all blanked that is no code */
export function functionsIn(facts: FileFacts | null, code: string): readonly Bodied[] {
  if (facts === null || facts.hasErrors) return [];
  const lines = code.split('\n');
  const functions = facts.symbols.filter(({ kind }) => kind === 'function' || kind === 'method');
  const byName = Map.groupBy(functions, ({ qualifiedName }) => qualifiedName);
  return functions
    .filter((symbol) => byName.get(symbol.qualifiedName)?.length === 1 && symbol.bodyLine <= symbol.endLine)
    .map((symbol) => ({ symbol, body: bodyOf(symbol, lines) }));
}

function bodyOf({ startLine, bodyLine, endLine }: SymbolFact, lines: readonly string[]): readonly string[] {
  const own = lines.slice(bodyLine - 1, endLine);
  const [first = ''] = own;
  const isOneLine = startLine === endLine && bodyLine === startLine;
  if (isOneLine) return EMPTY_ON_ONE_LINE.test(first) ? [] : own;
  // The line of the head's brace, if the body begins there.
  const inside = bodyLine === startLine || /\{\s*$/.test(first) ? own.slice(1) : own;
  return inside.filter((line) => /\w/.test(line));
}
