import { CERTAIN_FAULT, type SyntaxProblem } from './syntax-problem.ts';

/** A bracket of a text, or a line of a preprocessor with its word: `if`, `else`, `endif` and others. */
export type BracketToken = {
  readonly token: string;
  readonly directive: string | null;
  /** In UTF-16 code units. */
  readonly offset: number;
};

type Open = { readonly sign: string; readonly offset: number };

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

/** A condition of the preprocessor: whether the alternative counts in which the text stands, and whether one has counted. */
type Condition = { readonly isCounted: boolean; readonly isDone: boolean };

/**
 * The first bracket that does not close, or closes nothing. Of alternatives of a preprocessor the first counts, after
 * `#if 0` the second.
 */
export function bracketFaults(tokens: Iterable<BracketToken>): readonly SyntaxProblem[] {
  const open: Open[] = [];
  const conditions: Condition[] = [];
  for (const { token, directive, offset } of tokens) {
    if (directive !== null) {
      follow(directive, token, conditions);
    } else if (!conditions.every(({ isCounted }) => isCounted)) {
      continue;
    } else if (Object.hasOwn(CLOSING, token)) {
      open.push({ sign: token, offset });
    } else {
      const last = open.pop();
      if (last === undefined)
        return [fault(offset, 'syntax', `Nothing is open that this \`${token}\` closes`)];
      if (CLOSING[last.sign] !== token) return [unclosed(last)];
    }
  }
  return open.slice(-1).map(unclosed);
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
