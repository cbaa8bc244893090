import type { IndexedSymbol } from '../store/queries.ts';
import { identifiersOf } from '../store/words.ts';
import type { CandidateFinder } from './candidates.ts';
import type { ContextPart, ContextRequest } from './code-context.ts';
import type { Draft } from './draft.ts';
import { nameLine } from './name-line.ts';
import { valueBeside, type ShownCode } from './used-symbols.ts';

export type RelatedWork = {
  readonly request: ContextRequest;
  readonly draft: Draft;
  readonly finder: CandidateFinder;
  readonly linesOf: (path: string) => readonly string[];
  /** How far the context may grow, in tokens. */
  readonly limit: number;
  /** How much of the room bodies may take: they come first, and the names of the rest are to fit as well. */
  readonly bodiesShare: number;
};

/** A longer function is named rather than shown: it would push out several others. */
const LONGEST_BODY_SHARE = 0.3;
/** No code has longer tokens on the whole. */
const MOST_CHARACTERS_A_TOKEN = 16;
/** A type or a field says more by its lines than by its name, as long as they are few. */
const SHORT_LINES = 40;
/** What follows the best bodies is named for their sake; the others are there for the task alone. */
const BODIES_WITH_USES = 20;
/** Tries beyond the first that does not fit: a shorter one may. */
const MAX_MISSES = 30;
const MAX_BODY_MISSES = 200;
/** Code that is nested deeper is known by its nearest owners well enough. */
const MAX_OWNERS = 3;
/** What is paid for has to say almost as much of the task as the symbol that says most. */
const FRUGAL_OWN = 0.7;

/** Adds the bodies of the best symbols of other files while they fit, and gives what it added. */
export function addBodies(work: RelatedWork): readonly ShownCode[] {
  const { request, draft, finder, linesOf, limit, bodiesShare } = work;
  const room = limit - draft.tokens();
  const bodiesLimit = draft.tokens() + room * bodiesShare;
  const longest = room * LONGEST_BODY_SHARE;
  const added: ShownCode[] = [];
  let misses = 0;
  for (const { symbol, own } of finder.best) {
    if (misses > MAX_BODY_MISSES) break;
    if (request.isFrugal && own < FRUGAL_OWN) continue;
    if (!isShownWhole(symbol) || draft.shows(symbol.path, symbol)) continue;
    const text = linesOf(symbol.path)
      .slice(symbol.startLine - 1, symbol.endLine)
      .join('\n');
    // What one line of minified code holds takes seconds to count.
    const isTooLong = text.length > longest * MOST_CHARACTERS_A_TOKEN || request.count(text) > longest;
    if (isTooLong) {
      misses++;
      continue;
    }
    const parts = [...ownersOf(symbol, work), partOf(symbol, 'code', text)];
    const isAdded = draft.add(placeOf(symbol), parts, bodiesLimit);
    if (isAdded) added.push({ path: symbol.path, text });
    else misses++;
  }
  addRequired(added, work);
  return added;
}

/**
 * Adds the lines by which shown code gets its modules, where they bind names of their own choice: `require` does, and an
 * import names what its module exports anyway.
 */
function addRequired(shown: readonly ShownCode[], { request, draft, linesOf, limit }: RelatedWork): void {
  for (const [path, codes] of Map.groupBy(shown, (code) => code.path)) {
    const used = new Set(codes.flatMap(({ text }) => identifiersOf(text)));
    const lines = linesOf(path);
    for (const line of new Set(request.queries.importsOf(path).map((imported) => imported.line))) {
      const text = lines[line - 1] ?? '';
      const [, name = ''] = REQUIRED.exec(text.trim()) ?? [];
      const place = { startLine: line, endLine: line };
      if (!used.has(name) || draft.shows(path, place)) continue;
      draft.add({ path, isTarget: false }, [{ ...place, form: 'code', text }], limit);
    }
  }
}

/** `const a = require('b')`, also as one of several declarations. */
const REQUIRED = /^(?:(?:var|let|const)\s+|,\s*)?([\p{L}_$][\p{L}\p{N}_$]*)\s*=\s*require\(.{1,100}$/u;

/** Adds signatures of what shown code uses, and names of what else fits the task, while there is room. */
export function addNames(shown: readonly ShownCode[], work: RelatedWork): void {
  const { request, draft, finder, linesOf, limit } = work;
  const using = shown.slice(0, request.targets.length + BODIES_WITH_USES);
  let misses = 0;
  for (const { symbol, own, isNeighbour } of valueBeside(using, finder, request)) {
    if (misses > MAX_MISSES) break;
    if (request.isFrugal && !isNeighbour && own < FRUGAL_OWN) continue;
    if (draft.shows(symbol.path, symbol)) continue;
    const part =
      isNeighbour && request.isFrugal
        ? partOf(symbol, 'signature', symbol.signature)
        : partOf(symbol, 'name', nameLine(symbol, linesOf(symbol.path)));
    if (!draft.add(placeOf(symbol), [...ownersOf(symbol, work), part], limit)) misses++;
  }
}

/** The classes around a symbol, by name: a method says little without its class. */
function ownersOf(symbol: IndexedSymbol, { draft, finder, linesOf }: RelatedWork): readonly ContextPart[] {
  if (!symbol.qualifiedName.includes('.')) return [];
  const symbols = finder.of(symbol.path).map((candidate) => candidate.symbol);
  const owners: ContextPart[] = [];
  for (let at = symbols.findIndex(({ id }) => id === symbol.id) - 1; at >= 0; at--) {
    const owner = symbols[at];
    if (owner === undefined || owners.length === MAX_OWNERS) break;
    if (!encloses(owner, symbol) || draft.shows(symbol.path, owner)) continue;
    owners.unshift(partOf(owner, 'name', nameLine(owner, linesOf(symbol.path))));
  }
  return owners;
}

function encloses(owner: IndexedSymbol, { startLine, endLine }: IndexedSymbol): boolean {
  return owner.startLine <= startLine && owner.endLine >= endLine;
}

function isShownWhole({ kind, startLine, endLine }: IndexedSymbol): boolean {
  return kind === 'function' || kind === 'method' || (kind !== 'class' && endLine - startLine < SHORT_LINES);
}

function placeOf({ path }: IndexedSymbol): { readonly path: string; readonly isTarget: boolean } {
  return { path, isTarget: false };
}

function partOf({ startLine, endLine }: IndexedSymbol, form: ContextPart['form'], text: string): ContextPart {
  return { startLine, endLine, form, text };
}
