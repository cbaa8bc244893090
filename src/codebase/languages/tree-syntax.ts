import { shortMessage, type ParserReport, type SyntaxProblem } from './syntax-problem.ts';
import { compilerProblems } from './compiler-rules.ts';
import { nodesOf, tryTree, type Node, type Tree, type TreeSource } from './tree-sitter.ts';
import { unclosedOpener, type Opener } from './unclosed-opener.ts';
import { unclosedString } from './unclosed-string.ts';

/** The code of the problem that stands for a text of which nothing at all could be parsed. */
export const ERROR_ROOT = 'error-root';

/** Deeper than any code that people or models write; some parsers overflow their stack, and the process dies, from 5,000 on. */
const MAX_DEPTH = 3_000;
const COMPLETE = /^[,;]$|(?:statement|declaration|definition|comment|pair)$/;
const MAX_PROBLEMS = 50;

/**
 * Judges a text by its tree-sitter grammar. A text nested too deeply for the other parsers is `broken` here,
 * so that they are never run on it.
 */
export async function treeSyntax(source: TreeSource): Promise<ParserReport> {
  const result = await tryTree(source, (tree): ParserReport => {
    if (isDeeperThan(tree.rootNode, MAX_DEPTH)) {
      return { kind: 'broken', reason: `the text is nested more than ${MAX_DEPTH} levels deep` };
    }
    return { kind: 'parsed', problems: together(problemsOf(tree, source), compilerProblems(source, tree)) };
  });
  if (result.kind === 'parsed') return result.value;
  if (result.kind === 'no-grammar') return { kind: 'absent', reason: 'tree-sitter has no grammar for it' };
  return { kind: 'broken', reason: shortMessage(result.reason) };
}

/** Of one block that does not close the grammar knows better which it is, and brackets alone that it is certain. */
function together(
  problems: readonly SyntaxProblem[],
  certain: readonly SyntaxProblem[],
): readonly SyntaxProblem[] {
  const [open, ...more] = certain.filter(({ message }) => UNCLOSED.test(message));
  const known = problems.find(({ message }) => openerOf(message) === openerOf(open?.message));
  if (open === undefined || known === undefined || more.length > 0) return [...problems, ...certain];
  return [
    ...problems.map((problem) => (problem === known ? { ...problem, code: open.code } : problem)),
    ...certain.filter((problem) => problem !== open),
  ];
}

const UNCLOSED = /^Missing `.+?` for this(?= )/;

function openerOf(message = ''): string | null {
  return UNCLOSED.exec(message)?.[0] ?? null;
}

/** The verdict is the root's `hasError`: it can be true with no node that says where. */
function problemsOf({ rootNode: root }: Tree, { language, text }: TreeSource): readonly SyntaxProblem[] {
  if (!root.hasError) return [];
  const faults = faultsIn(root).slice(0, MAX_PROBLEMS);
  const opener = unclosedOpener({ language, text, root });
  const problems =
    opener === null || faults.some((fault) => isEndNear(opener, fault))
      ? faults.map(problemAt)
      : [unclosed(opener), ...faults.filter((fault) => !isSaidBy(opener, fault)).map(problemAt)];
  const quote = unclosedString({ language, text, root });
  if (quote !== null) problems.unshift(unclosedQuote(quote));
  const first = problems[0] ?? { offset: 0, kind: 'syntax', code: null, message: 'Syntax error' };
  if (!isNothingButError(root)) return problems.length > 0 ? problems : [first];
  return [{ ...first, kind: 'syntax', code: ERROR_ROOT }, ...problems.slice(1)];
}

function unclosedQuote({
  quote,
  offset,
}: {
  readonly quote: string;
  readonly offset: number;
}): SyntaxProblem {
  return { offset, kind: 'missing', code: null, message: `Missing \`${quote}\` for this one` };
}

function unclosed({ sign, closer, offset }: Opener): SyntaxProblem {
  return { offset, kind: 'missing', code: null, message: `Missing \`${closer}\` for this \`${sign}\`` };
}

/** On one line the place where the end is missing says more than the one where it opens. */
function isEndNear({ closer, row }: Opener, { isMissing, type, startPosition }: Node): boolean {
  return isMissing && type === closer && startPosition.row === row;
}

/** Whether a fault is that what is opened does not close: its end is missing, or it is the part in which it stands. */
function isSaidBy({ closer, offset }: Opener, { isMissing, type, startIndex, endIndex }: Node): boolean {
  return isMissing ? type === closer : startIndex <= offset && offset < endIndex;
}

/** Some grammars give a root of their own whose children are errors, others an error for the root. */
function isNothingButError(root: Node): boolean {
  return (
    root.isError || root.namedChildren.every((child) => child?.isError === true || child?.isExtra === true)
  );
}

/** The innermost nodes that are errors or stand for a missing token, in the order of the text. */
function faultsIn(root: Node): readonly Node[] {
  const faults = [...nodesOf(root, (node) => node.hasError)].filter((node) => node.isError || node.isMissing);
  return faults.filter((node) => node.isMissing || !node.children.some((child) => child?.hasError === true));
}

function problemAt(node: Node): SyntaxProblem {
  if (node.isMissing) {
    return { offset: node.startIndex, kind: 'missing', code: null, message: `Missing ${nameOf(node)}` };
  }
  const message = shortMessage(`Syntax error at \`${node.text.slice(0, 40).split('\n')[0] ?? ''}\``);
  return { offset: node.startIndex, kind: 'syntax', code: null, message };
}

function nameOf(node: Node): string {
  return node.isNamed ? node.type.replaceAll('_', ' ') : `\`${node.type}\``;
}

/** Whether some path down the tree is longer than the limit. Subtrees too small to matter are not entered. */
function isDeeperThan(root: Node, limit: number): boolean {
  const waiting = [{ node: root, above: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, above } = next;
    if (above + node.descendantCount <= limit) continue;
    const depth = above + (node.isError ? looseTokensOf(node) : 1);
    if (depth > limit) return true;
    for (const child of node.children) if (child !== null) waiting.push({ node: child, above: depth });
  }
  return false;
}

/**
 * An error node holds side by side what it could not nest: whatever stands there may open a level,
 * but for what is complete in itself.
 */
function looseTokensOf(error: Node): number {
  return 1 + error.children.filter((child) => child !== null && !COMPLETE.test(child.type)).length;
}
