import { CERTAIN_FAULT, type SyntaxProblem } from './syntax-problem.ts';

type Open = { readonly sign: string; readonly offset: number };

// A directive goes on where its line ends in a backslash; a raw string of C++ ends at its own delimiter.
const TOKEN =
  /^[ \t]*#[ \t]*(\w*)(?:[^\n\\/]|\\[^]|\/\*[^]*?\*\/|\/)*|\/\*[^]*?(?:\*\/|(?![^]))|\/\/(?:[^\n\\]|\\[^])*|\bR"([^\s()\\"]{0,16})\([^]*?\)\2"|"(?:\\[^]|[^"\\\n])*"?|(?<![0-9a-fA-F])'(?:\\[^]|[^'\\\n])*'?|[{}()[\]]/gm;
const CLOSING: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

/** A condition of the preprocessor: whether the alternative counts in which the text stands, and whether one has counted. */
type Condition = { readonly isCounted: boolean; readonly isDone: boolean };

/**
 * Brackets of C and C++ that do not close, or close nothing, which no macro makes right. Of alternatives of the
 * preprocessor the first counts, after `#if 0` the second.
 */
export function cFaults(text: string): readonly SyntaxProblem[] {
  const open: Open[] = [];
  const conditions: Condition[] = [];
  for (const { 0: token, 1: directive, index: offset } of text.matchAll(TOKEN)) {
    if (directive !== undefined) {
      follow(directive, token, conditions);
    } else if (Object.hasOwn(CLOSING, token) && isCounted(conditions)) {
      open.push({ sign: token, offset });
    } else if (/^[)}\]]$/.test(token) && isCounted(conditions)) {
      const last = open.pop();
      if (last === undefined)
        return [fault(offset, 'syntax', `Nothing is open that this \`${token}\` closes`)];
      if (CLOSING[last.sign] !== token) return [unclosed(last)];
    }
  }
  return open.slice(-1).map(unclosed);
}

function isCounted(conditions: readonly Condition[]): boolean {
  return conditions.every((condition) => condition.isCounted);
}

function follow(directive: string, token: string, conditions: Condition[]): void {
  if (directive.startsWith('if')) {
    const isMeant = !/^\s*#\s*if\s+0\b/.test(token);
    conditions.push({ isCounted: isMeant, isDone: isMeant });
  } else if (directive.startsWith('el')) {
    conditions.push({ isCounted: conditions.pop()?.isDone === false, isDone: true });
  } else if (directive === 'endif') {
    conditions.pop();
  }
}

function unclosed({ sign, offset }: Open): SyntaxProblem {
  return fault(offset, 'missing', `Missing \`${CLOSING[sign] ?? sign}\` for this \`${sign}\``);
}

function fault(offset: number, kind: SyntaxProblem['kind'], message: string): SyntaxProblem {
  return { offset, kind, code: CERTAIN_FAULT, message };
}
