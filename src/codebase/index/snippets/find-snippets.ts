import { whyNeverSent } from '../../sensitive-files.ts';
import type { SymbolKind } from '../file-facts.ts';
import type { IndexedSymbol } from '../store/queries.ts';
import { scoreSymbols, type ScoredSymbol } from './score-symbols.ts';
import type { SnippetSource } from './snippet-source.ts';

export type SnippetRequest = {
  readonly task: string;
  /** The work tree itself comes first: of equal code its own is taken. */
  readonly sources: readonly SnippetSource[];
  readonly limit: number;
  /** What is longer is left out; its parts stand for themselves. */
  readonly maxTokens: number;
  readonly count: (text: string) => number;
};

/** A function, method or class that may serve as an example for a task. */
export type Snippet = {
  /** The name of its root, `.` for the work tree itself; the path is relative to that root's work tree. */
  readonly root: string;
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly qualifiedName: string;
  readonly kind: SymbolKind;
  readonly signature: string;
  readonly doc: string | null;
  /** SPDX, `unknown`, or null where its root speaks of none. */
  readonly licence: string | null;
  /** 0 to 1: how much of what the task says the symbol says as well; comparable between roots. */
  readonly score: number;
  readonly tokens: number;
  /** Its lines as they are, joined by `\n`. */
  readonly code: string;
};

/** What fits so much worse than the best is no example any more. */
const LEAST_OF_BEST = 0.35;
const KINDS: ReadonlySet<SymbolKind> = new Set(['function', 'method', 'class']);

/**
 * The functions, methods and classes of some roots that fit a task best, the best first. No piece of code comes twice,
 * neither as a part of another one nor as its copy; files that may not be sent to a model are left out.
 */
export function findSnippets(request: SnippetRequest): readonly Snippet[] {
  const scored = scoreSymbols(request.task, request.sources).filter(isExample);
  const leastScore = (scored[0]?.score ?? 0) * LEAST_OF_BEST;
  const snippets: Snippet[] = [];
  for (const one of scored) {
    if (snippets.length >= request.limit || one.score < leastScore) break;
    const snippet = snippetOf(one, request);
    if (snippet === null || snippets.some((other) => isSameCode(snippet, other))) continue;
    snippets.push(snippet);
  }
  return snippets;
}

function isExample({ source, symbol }: ScoredSymbol): boolean {
  const hasBody = symbol.bodyLine <= symbol.endLine;
  const isBelow = symbol.path.startsWith(source.folder);
  return KINDS.has(symbol.kind) && hasBody && isBelow && whyNeverSent(symbol.path) === null;
}

function snippetOf(
  { source, symbol, score }: ScoredSymbol,
  { maxTokens, count }: SnippetRequest,
): Snippet | null {
  const code = codeOf(source, symbol);
  const tokens = code === null ? 0 : count(code);
  if (code === null || tokens > maxTokens) return null;
  const { path, startLine, endLine, qualifiedName, kind, signature, doc } = symbol;
  const { name: root, licence } = source;
  return {
    root,
    path,
    startLine,
    endLine,
    qualifiedName,
    kind,
    signature,
    doc,
    licence,
    score,
    tokens,
    code,
  };
}

function codeOf({ queries }: SnippetSource, { path, startLine, endLine }: IndexedSymbol): string | null {
  const text = queries.textOf(path);
  if (text === null) return null;
  return text
    .split(/\r?\n/)
    .slice(startLine - 1, endLine)
    .join('\n');
}

function isSameCode(one: Snippet, other: Snippet): boolean {
  const isOverlapping =
    one.root === other.root &&
    one.path === other.path &&
    one.startLine <= other.endLine &&
    other.startLine <= one.endLine;
  return isOverlapping || withoutSpace(one.code) === withoutSpace(other.code);
}

function withoutSpace(code: string): string {
  return code.replaceAll(/\s+/g, '');
}
