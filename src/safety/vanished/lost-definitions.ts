import type { FileFacts, SymbolFact } from '../../codebase/index/file-facts.ts';
import type { FileChange } from '../../domain/patch.ts';
import { decodeText } from '../../domain/text.ts';
import type { TextReaders } from '../text-readers.ts';
import { DEFINING, hasJudgedDefinitions } from './judged-files.ts';

/** One side of a changed file as the code index reads it. */
export type FileSide = { readonly text: string; readonly facts: FileFacts };

/** A function, class or method that a file defined and the change defines nowhere any more; the outermost of several. */
export type LostDefinition = {
  readonly path: string;
  readonly symbol: SymbolFact;
  readonly before: FileSide;
  /** Null where the file is deleted. */
  readonly after: FileSide | null;
};

const KINDS: readonly SymbolFact['kind'][] = ['function', 'class', 'method'];

/** What the changed files defined and define no more. A name that moves to another of them, or into another scope, is not lost. */
export async function lostDefinitions(
  changes: readonly FileChange[],
  { facts }: Pick<TextReaders, 'facts'>,
): Promise<readonly LostDefinition[]> {
  const judged = changes.filter(({ path, before }) => hasJudgedDefinitions(path) && before !== null);
  if (judged.length === 0) return [];
  const pairs = await Promise.all(
    changes.map(async ({ path, before, after }) => {
      return { path, before: await sideOf(path, before, facts), after: await sideOf(path, after, facts) };
    }),
  );
  const counts = new Map<string, number>();
  for (const { before, after } of pairs) {
    for (const { name } of before?.facts.symbols ?? []) counts.set(name, (counts.get(name) ?? 0) - 1);
    for (const { name } of after?.facts.symbols ?? []) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return pairs.flatMap(({ path, before, after }): readonly LostDefinition[] => {
    if (!hasJudgedDefinitions(path) || before === null || after?.facts.hasErrors === true) return [];
    const kept = new Set((after?.facts.symbols ?? []).map(({ qualifiedName }) => qualifiedName));
    const gone = before.facts.symbols.filter(
      ({ name, kind, qualifiedName }) =>
        KINDS.includes(kind) && !kept.has(qualifiedName) && (counts.get(name) ?? 0) < 0,
    );
    return outermost(gone).map((symbol) => ({ path, symbol, before, after }));
  });
}

function outermost(gone: readonly SymbolFact[]): readonly SymbolFact[] {
  const names = new Set(gone.map(({ qualifiedName }) => qualifiedName));
  const seen = new Set<string>();
  return gone.filter(({ qualifiedName }) => {
    const parts = qualifiedName.split('.');
    const isInside = parts.some((_, index) => index > 0 && names.has(parts.slice(0, index).join('.')));
    if (isInside || seen.has(qualifiedName)) return false;
    seen.add(qualifiedName);
    return true;
  });
}

async function sideOf(
  path: string,
  bytes: Uint8Array | null,
  read: TextReaders['facts'],
): Promise<FileSide | null> {
  const decoded = bytes === null || !DEFINING.test(path) ? null : decodeText(bytes);
  if (decoded?.kind !== 'text') return null;
  const facts = await read(path, decoded.text);
  return facts === null ? null : { text: decoded.text, facts };
}
