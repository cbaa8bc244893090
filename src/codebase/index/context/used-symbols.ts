import type { IndexedSymbol } from '../store/queries.ts';
import { identifiersOf } from '../store/words.ts';
import type { Candidate, CandidateFinder } from './candidates.ts';
import { compareCandidates, isOffered } from './candidates.ts';
import type { ContextRequest } from './code-context.ts';

/** Code that a context shows: what it uses has to be known as well. */
export type ShownCode = { readonly path: string; readonly text: string };

const USED_BONUS = 0.8;
/** A name that is used, but in a file that no import leads to, may be another's of that name. */
const UNREACHED_SHARE = 0.8;
const CALLER_BONUS = 0.4;
const MAX_CALLER_FILES = 30;

/** A symbol with what it is worth beside the code that is shown; `isNeighbour`: shown code uses it, or it will feel a change. */
export type Valued = Candidate & { readonly isNeighbour: boolean };

/** Values symbols for what they say beside shown code: what it uses, and who uses the functions that will change. */
export function valueBeside(
  shown: readonly ShownCode[],
  finder: CandidateFinder,
  request: ContextRequest,
): readonly Valued[] {
  const used = new Set(shown.flatMap(({ text }) => identifiersOf(text)));
  const reach = filesReached(shown, request);
  const known = new Set(finder.best.map(({ symbol }) => symbol.path));
  const callers = callerFiles(request);
  const added = [...reach, ...callers].filter((path) => !known.has(path) && isOffered(path, request));
  const all = [...finder.best, ...[...new Set(added)].flatMap((path) => finder.of(path))];
  const definitions = countByName(all);
  const isCaller = callerTest(callers, request);
  return all
    .map(({ symbol, own, score }): Valued => {
      const isUsed = used.has(symbol.name) && reach.has(symbol.path);
      const certainty = (isUsed ? 1 : UNREACHED_SHARE) / Math.sqrt(definitions.get(symbol.name) ?? 1);
      const bonus = used.has(symbol.name) ? USED_BONUS * certainty : 0;
      const calls = isCaller(symbol);
      const value = score + bonus + (calls ? CALLER_BONUS : 0);
      return { symbol, own, isNeighbour: isUsed || calls, score: value };
    })
    .toSorted(compareCandidates);
}

/** The files of shown code, and those that they import. */
function filesReached(shown: readonly ShownCode[], { queries }: ContextRequest): ReadonlySet<string> {
  const paths = new Set(shown.map(({ path }) => path));
  const imported = [...paths].flatMap((path) =>
    queries.importsOf(path).flatMap(({ target }) => (target.path === null ? [] : [target.path])),
  );
  return new Set([...paths, ...imported]);
}

function countByName(candidates: readonly Candidate[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { symbol } of candidates) counts.set(symbol.name, (counts.get(symbol.name) ?? 0) + 1);
  return counts;
}

/** The files that import a target, when it is said which of its functions change. */
function callerFiles({ queries, targets, functions }: ContextRequest): readonly string[] {
  if (functions.length === 0) return [];
  const importers = targets.flatMap(({ path }) => queries.importersOf(path).map(({ from }) => from));
  return [...new Set(importers)].slice(0, MAX_CALLER_FILES);
}

function callerTest(
  files: readonly string[],
  { queries, functions }: ContextRequest,
): (symbol: IndexedSymbol) => boolean {
  const names = functions.map((name) =>
    name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('#')) + 1),
  );
  const callers = new Set(files);
  const lines = new Map<string, readonly string[]>();
  return ({ path, startLine, endLine }) => {
    if (!callers.has(path)) return false;
    const text = lines.get(path) ?? (queries.textOf(path) ?? '').split('\n');
    lines.set(path, text);
    const identifiers = new Set(identifiersOf(text.slice(startLine - 1, endLine).join('\n')));
    return names.some((name) => identifiers.has(name));
  };
}
