import { CERTAIN_FAULT, type SyntaxProblem } from './syntax-problem.ts';

/** A bracket, brace or parenthesis that is open, and where. */
type Open = { readonly sign: string; readonly offset: number };

// Lines after `//` are no comments in CSS, but people write them, and browsers pass over most.
const TOKEN =
  /\/\*[^]*?(?:\*\/|$)|(?<=(?:^|[\n;{}])[ \t]*)\/\/[^\n]*|"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?|\burl\(\s*(?!["'\s])(?:\\[^]|[^\\)"'])*\)?|\\[^]|[{}()[\];]/gi;
const CLOSING: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };
const CUSTOM_PROPERTY = /^\s*--[-\w]+\s*:/;
const EMPTY_VALUE = /^(?!--)[-\w]+\s*:\s*$/;

/**
 * What is wrong in a style sheet whatever reads it (CSS Syntax Module Level 3): comments, strings and brackets that do
 * not close, and declarations without a colon or a value. Of selectors and values nothing is judged.
 */
export function cssFaults(text: string): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const open: Open[] = [];
  let start = 0;
  // How deep the block of a custom property is, which may hold anything.
  let opaque = 0;
  for (const { 0: token, index: offset } of text.matchAll(TOKEN)) {
    const fault = tokenFault(token, offset) ?? bracketFault(token, offset, open);
    if (fault !== null) problems.push(fault);
    if (!/^[{};]$/.test(token) || open.at(-1)?.sign === '(') continue;
    if (token === '{' && opaque === 0 && CUSTOM_PROPERTY.test(text.slice(start, offset)))
      opaque = open.length;
    if (opaque > 0) {
      if (open.length < opaque) opaque = 0;
      start = offset + 1;
      continue;
    }
    const isInBlock = token === '}' || open.length > 0;
    if (token !== '{' && isInBlock) problems.push(...declarationFaults(text, start, offset));
    start = offset + 1;
  }
  return [...problems, ...open.map(({ sign, offset }) => unclosed(sign, offset)).slice(-1)];
}

function tokenFault(token: string, offset: number): SyntaxProblem | null {
  if (token.startsWith('/*'))
    return /^\/\*[^]*\*\/$/.test(token) && token.length > 3 ? null : missing('*/', offset);
  const [first = ''] = token;
  if (first === '"' || first === "'") {
    return token.length > 1 && token.endsWith(first) ? null : missing(first, offset);
  }
  return /^url/i.test(token) && !token.endsWith(')') ? missing(')', offset) : null;
}

/** Keeps the list of what is open, too. */
function bracketFault(token: string, offset: number, open: Open[]): SyntaxProblem | null {
  if (Object.hasOwn(CLOSING, token)) {
    open.push({ sign: token, offset });
    return null;
  }
  if (!/^[)}\]]$/.test(token)) return null;
  const last = open.pop();
  if (last !== undefined && CLOSING[last.sign] === token) return null;
  if (last === undefined) return fault(offset, 'syntax', `Nothing is open that this \`${token}\` closes`);
  if (token !== '}') {
    open.push(last);
    return fault(offset, 'syntax', `Nothing is open that this \`${token}\` closes`);
  }
  while (open.length > 0 && open.pop()?.sign !== '{');
  return unclosed(last.sign, last.offset);
}

function declarationFaults(text: string, start: number, end: number): readonly SyntaxProblem[] {
  const source = text
    .slice(start, end)
    .replaceAll(/\/\*[^]*?\*\//g, (comment) => comment.replaceAll(/\S/g, ' '));
  const declaration = source.trim();
  const offset = start + source.length - source.trimStart().length;
  if (declaration === '' || /^(?:@|\/\/)/.test(declaration)) return [];
  if (!declaration.includes(':')) return [fault(offset, 'missing', 'Missing `:` after a property')];
  return EMPTY_VALUE.test(declaration) ? [fault(offset, 'missing', 'Missing value of a property')] : [];
}

function unclosed(sign: string, offset: number): SyntaxProblem {
  return fault(offset, 'missing', `Missing \`${CLOSING[sign] ?? sign}\` for this \`${sign}\``);
}

function missing(sign: string, offset: number): SyntaxProblem {
  return fault(offset, 'missing', `Missing \`${sign}\` at the end`);
}

function fault(offset: number, kind: SyntaxProblem['kind'], message: string): SyntaxProblem {
  return { offset, kind, code: CERTAIN_FAULT, message };
}
