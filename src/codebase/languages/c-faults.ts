import { bracketFaults, type BracketToken } from './bracket-faults.ts';
import type { SyntaxProblem } from './syntax-problem.ts';

// A directive goes on where its line ends in a backslash; a raw string of C++ ends at its own delimiter.
const TOKEN =
  /^[ \t]*#[ \t]*(\w*)(?:[^\n\\/]|\\(?:\r\n|[^])|\/\*[^]*?\*\/|\/)*|\/\*[^]*?(?:\*\/|(?![^]))|\/\/(?:[^\n\\]|\\(?:\r\n|[^]))*|\bR"([^\s()\\"]{0,16})\([^]*?\)\2"|"(?:\\(?:\r\n|[^])|[^"\\\n])*"?|(?<![0-9a-fA-F])'(?:\\(?:\r\n|[^])|[^'\\\n])*'?|[{}()[\]]/gm;

/** Brackets of C and C++ that do not close, or close nothing, which no macro makes right. */
export function cFaults(text: string): readonly SyntaxProblem[] {
  return bracketFaults(tokensOf(text));
}

function* tokensOf(text: string): Generator<BracketToken> {
  for (const { 0: token, 1: directive = null, index: offset } of text.matchAll(TOKEN)) {
    if (directive !== null || /^[{}()[\]]$/.test(token)) yield { token, directive, offset };
  }
}
