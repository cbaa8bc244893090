import { CERTAIN_FAULT, type SyntaxProblem } from './syntax-problem.ts';

/** A bracket of a text, or a line of a preprocessor with its word: `if`, `else`, `endif` and others. */
export type BracketToken = {
  readonly token: string;
  readonly directive: string | null;
  /** In UTF-16 code units. */
  readonly offset: number;
};

type Open = { readonly sign: string; readonly offset: number };

const CLOSING: Readonly<Record<string, string>> = {
  '{': '}',
  '(': ')',
  '[': ']',
  function: 'end',
  if: 'end',
  do: 'end',
  repeat: 'until',
};

/** A condition of the preprocessor: whether the alternative counts in which the text stands, and whether one has counted. */
type Condition = { readonly isCounted: boolean; readonly isDone: boolean };

/** Whether the text below the opening line of a condition counts. */
type Counts = (directive: string, line: string) => boolean;

const ofFirst: Counts = (_directive, line) => !/^\s*#\s*if\s+0\b/.test(line);
const ofNothingDefined: Counts = (directive, line) =>
  directive === 'ifndef' || /^\s*#\s*if\s+(?:!|[1-9])/.test(line);

/**
 * The first bracket that does not close, or closes nothing, or word that does so in its language. Of alternatives of a
 * preprocessor the first counts, after `#if 0` the second; as they may belong together, those that count where nothing
 * is defined have to have a fault, too.
 */
export function bracketFaults(tokens: Iterable<BracketToken>): readonly SyntaxProblem[] {
  const all = [...tokens];
  const faults = faultsIn(all, ofFirst);
  return faults.length > 0 && faultsIn(all, ofNothingDefined).length > 0 ? faults : [];
}

function faultsIn(tokens: readonly BracketToken[], counts: Counts): readonly SyntaxProblem[] {
  const open: Open[] = [];
  const conditions: Condition[] = [];
  for (const { token, directive, offset } of tokens) {
    if (directive !== null) {
      follow({ directive, line: token, counts }, conditions);
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

type Directive = { readonly directive: string; readonly line: string; readonly counts: Counts };

function follow({ directive, line, counts }: Directive, conditions: Condition[]): void {
  if (directive.startsWith('if')) {
    const isCounted = counts(directive, line);
    conditions.push({ isCounted, isDone: isCounted });
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
