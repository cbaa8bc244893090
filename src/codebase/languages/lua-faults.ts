import { bracketFaults, type BracketToken } from './bracket-faults.ts';
import type { SyntaxProblem } from './syntax-problem.ts';

// Long texts and comments end at as many signs as they opened with; `while` and `for` have a `do`.
const TOKEN =
  /(?:--)?\[(=*)\[[^]*?(?:\]\1\]|(?![^]))|--[^\n]*|"(?:\\(?:z\s*|\r\n|[^])|[^"\\\n])*"?|'(?:\\(?:z\s*|\r\n|[^])|[^'\\\n])*'?|[{}()[\]]|\b(?:function|if|do|repeat|end|until)\b/g;
const COUNTS = /^(?:[{}()[\]]|[a-z]+)$/;

/** Brackets and blocks of Lua that do not close, or close nothing, in whatever version of it. */
export function luaFaults(text: string): readonly SyntaxProblem[] {
  return bracketFaults(tokensOf(text));
}

function* tokensOf(text: string): Generator<BracketToken> {
  for (const { 0: token, index: offset } of text.replace(/^#[^\n]*/, blank).matchAll(TOKEN))
    if (COUNTS.test(token)) yield { token, directive: null, offset };
}

function blank(line: string): string {
  return ' '.repeat(line.length);
}
