import { readFile } from 'node:fs/promises';
import type { Language, Node, ParseState, Tree } from 'web-tree-sitter';
import type { LanguageId } from '../../domain/language.ts';
import { messageOf, OuroborosError } from '../../domain/errors.ts';
import { grammarPath } from './grammars.ts';

export type { Node, Tree } from 'web-tree-sitter';

/** Limits of one parse: past the time or after an abort it ends as `stopped`. */
export type ParseLimits = { readonly timeoutMs?: number; readonly signal?: AbortSignal | undefined };

/** A text to parse, by the grammar of its language. */
export type TreeSource = {
  readonly language: LanguageId;
  readonly text: string;
  readonly limits?: ParseLimits;
};

/** Why there is no tree: no grammar for the language, the limits were reached, or the parser broke down. */
export type NoTree =
  | { readonly kind: 'no-grammar' }
  | { readonly kind: 'stopped'; readonly reason: string }
  | { readonly kind: 'crashed'; readonly reason: string };

/** What `tryTree` gives: the value made from the tree, or why there is none. */
export type TreeResult<T> = { readonly kind: 'parsed'; readonly value: T } | NoTree;

type ParsedTree = { readonly kind: 'tree'; readonly tree: Tree };

const DEFAULT_TIMEOUT_MS = 5_000;

// web-tree-sitter is one WebAssembly instance a process, and a grammar loaded into it stays: so does this list.
const loadedGrammars = new Map<LanguageId, Promise<Language>>();

/**
 * Parses a text and hands its tree to `use`, after which the tree is freed: keep no node of it.
 * A text with syntax errors has a tree too: see `tree.rootNode.hasError`.
 * @throws OuroborosError `bad-file` when there is no tree; {@link tryTree} says so by a value
 */
export async function withTree<T>(language: LanguageId, text: string, use: (tree: Tree) => T): Promise<T> {
  const result = await tryTree({ language, text }, use);
  if (result.kind === 'parsed') return result.value;
  const reason = result.kind === 'no-grammar' ? 'it has no grammar' : result.reason;
  throw new OuroborosError('bad-file', `There is no syntax tree for this ${language} text: ${reason}.`);
}

/** Parses within limits and hands the tree to `use`; that there is no tree is a value. What `use` throws is passed on. */
export async function tryTree<T>(source: TreeSource, use: (tree: Tree) => T): Promise<TreeResult<T>> {
  const parsed = await parse(source).catch((error: unknown): NoTree => ({
    kind: 'crashed',
    reason: messageOf(error),
  }));
  if (parsed.kind !== 'tree') return parsed;
  try {
    return { kind: 'parsed', value: use(parsed.tree) };
  } finally {
    parsed.tree.delete();
  }
}

/** A node and all below it, in the order of the text. `isDescended` false skips what is below a node. */
export function* nodesOf(node: Node, isDescended: (node: Node) => boolean = () => true): Generator<Node> {
  const waiting = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    if (!isDescended(next)) continue;
    // One by one: an array literal can have more children than a call may have arguments.
    for (const child of next.children.toReversed()) if (child !== null) waiting.push(child);
  }
}

/** A parser a parse: making one costs microseconds, and one that threw must not be used again. */
async function parse({ language, text, limits = {} }: TreeSource): Promise<ParsedTree | NoTree> {
  const path = grammarPath(language);
  if (path === null) return { kind: 'no-grammar' };
  const grammar = await loadGrammar(language, path);
  const { timeoutMs = DEFAULT_TIMEOUT_MS, signal } = limits;
  const { Parser } = await import('web-tree-sitter');
  const parser = new Parser();
  const deadline = performance.now() + timeoutMs;
  const isOver = (_state: ParseState): boolean => performance.now() > deadline || signal?.aborted === true;
  try {
    const tree = parser.setLanguage(grammar).parse(text, null, { progressCallback: isOver });
    if (tree !== null) return { kind: 'tree', tree };
    return { kind: 'stopped', reason: `the parser was stopped after ${timeoutMs} ms` };
  } finally {
    parser.delete();
  }
}

function loadGrammar(language: LanguageId, path: string): Promise<Language> {
  const known = loadedGrammars.get(language);
  if (known !== undefined) return known;
  const loading = loadFile(path);
  loadedGrammars.set(language, loading);
  return loading;
}

async function loadFile(path: string): Promise<Language> {
  const { Language, Parser } = await import('web-tree-sitter');
  await Parser.init();
  return Language.load(await readFile(path));
}
