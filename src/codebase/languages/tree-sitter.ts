import { readFile } from 'node:fs/promises';
import type * as WebTreeSitter from 'web-tree-sitter';
import type { Language, Node, Parser, ParseState, Tree } from 'web-tree-sitter';
import type { LanguageId } from '../../domain/language.ts';
import { messageOf, OuroborosError } from '../../domain/errors.ts';
import { grammarPath } from './grammars.ts';

export type { Node, Tree } from 'web-tree-sitter';

/** Limits of one parse: past the time, in milliseconds of work, or after an abort it ends as `stopped`. */
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
type KeptTree = Pick<TreeSource, 'language' | 'text'> & { readonly tree: Tree };
type Library = typeof WebTreeSitter;
type Engine = { readonly library: Library; readonly grammars: Map<LanguageId, Promise<Language>> };

const DEFAULT_TIMEOUT_MS = 5_000;

// web-tree-sitter is one WebAssembly instance a process, and a grammar loaded into it stays: so does this. A text that
// breaks the instance down leaves its memory in disorder, and later parses would hang: they get another instance.
let engine: Promise<Engine> | null = null;
let breakdowns = 0;

// The last trees of the instance, the newest first: several ask for the same two texts of a change one after the other.
let recent: readonly KeptTree[] = [];
const MAX_KEPT = 4;
const MAX_KEPT_CHARS = 200_000;

/**
 * Parses a text and hands its tree to `use`, after which the tree may be freed: keep no node of it, and edit none.
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
  const path = grammarPath(source.language);
  if (path === null) return { kind: 'no-grammar' };
  const kept = keptTree(source);
  const instance = breakdowns;
  const parsed = kept ?? (await parseAnew(source, path));
  if (parsed.kind !== 'tree') return parsed;
  // From here on nothing is waited for, so that no other call frees the tree.
  try {
    const value = use(parsed.tree);
    if (kept === null) keep(source, parsed.tree, instance);
    return { kind: 'parsed', value };
  } catch (error) {
    if (isTrap(error)) return breakdown(error);
    if (kept === null) parsed.tree.delete();
    throw error;
  }
}

function keptTree({ language, text }: TreeSource): ParsedTree | null {
  const found = recent.find((one) => one.language === language && one.text === text);
  return found === undefined ? null : { kind: 'tree', tree: found.tree };
}

/** Frees the trees that there is no room for, and one of an instance that was left since. */
function keep(source: TreeSource, tree: Tree, instance: number): void {
  const { language, text } = source;
  if (instance !== breakdowns || text.length > MAX_KEPT_CHARS || keptTree(source) !== null) {
    tree.delete();
    return;
  }
  let chars = 0;
  const all = [{ language, text, tree }, ...recent];
  recent = all.filter((one, index) => (chars += one.text.length) <= MAX_KEPT_CHARS && index < MAX_KEPT);
  for (const one of all) if (!recent.includes(one)) one.tree.delete();
}

async function parseAnew(source: TreeSource, path: string): Promise<ParsedTree | NoTree> {
  const { library, grammar } = await loadGrammar(source.language, path);
  return parse(new library.Parser().setLanguage(grammar), source);
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

/** The nodes of some types in a node and below it, in the order of the text. Far quicker than to look at each node. */
export function nodesOfTypes(node: Node, isWanted: (type: string) => boolean): readonly Node[] {
  const types = new Set(node.tree.language.types.filter(isWanted));
  return node.descendantsOfType([...types]).filter((found) => found !== null);
}

/** A parser serves one parse: making it costs microseconds. */
function parse(parser: Parser, { text, limits = {} }: TreeSource): ParsedTree | NoTree {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, signal } = limits;
  const isLate = startClock(timeoutMs);
  const isOver = (_state: ParseState): boolean => signal?.aborted === true || isLate();
  try {
    const tree = parser.parse(text, null, { progressCallback: isOver });
    parser.delete();
    if (tree !== null) return { kind: 'tree', tree };
    return { kind: 'stopped', reason: `the parser was stopped after ${timeoutMs} ms` };
  } catch (error) {
    return breakdown(error);
  }
}

/** Counts the time that the thread worked, so that a busy machine stops nothing; asking for it is dear, so the wall clock goes first. */
function startClock(limitMs: number): () => boolean {
  const deadline = performance.now() + limitMs;
  const start = process.threadCpuUsage();
  return () => {
    if (performance.now() <= deadline) return false;
    const { user, system } = process.threadCpuUsage(start);
    return (user + system) / 1_000 > limitMs;
  };
}

/** What WebAssembly throws when code in it fails; its class is not among the types of Node. */
function isTrap(error: unknown): boolean {
  return error instanceof Error && error.name === 'RuntimeError';
}

/** Leaves the instance behind, with all that would have to be freed in it. */
function breakdown(error: unknown): NoTree {
  leaveInstance();
  return { kind: 'crashed', reason: `tree-sitter broke down: ${messageOf(error)}` };
}

function leaveInstance(): void {
  engine = null;
  recent = [];
  breakdowns += 1;
}

async function loadGrammar(
  language: LanguageId,
  path: string,
): Promise<{ readonly library: Library; readonly grammar: Language }> {
  engine ??= startEngine();
  const current = engine;
  const { library, grammars } = await current;
  const loading = grammars.get(language) ?? readFile(path).then((bytes) => library.Language.load(bytes));
  grammars.set(language, loading);
  const grammar = await loading;
  return current === engine ? { library, grammar } : loadGrammar(language, path);
}

async function startEngine(): Promise<Engine> {
  const library = await importLibrary();
  await library.Parser.init();
  return { library, grammars: new Map() };
}

/** After a breakdown under another address, for which the module loader makes another copy. */
async function importLibrary(): Promise<Library> {
  if (breakdowns === 0) return import('web-tree-sitter');
  const copy: Library = await import(`${import.meta.resolve('web-tree-sitter')}?copy=${breakdowns}`);
  return copy;
}
