import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { RenameEdits, Renaming } from './edits.ts';
import { resolveName, type ResolvedOccurrence, type ResolvedSide } from './name-index.ts';
import { nameAt, type NameNode, type Place } from './occurrences.ts';
import { pairOf } from './pairs.ts';

/**
 * Checks that every occurrence of the old and of the new name stands for the same declarations as before, and that
 * members override and implement the same members. Gives the first places that do not, in the texts before.
 */
export function changedMeanings(
  after: TypeScriptProject,
  edits: RenameEdits,
  occurrences: readonly ResolvedOccurrence[],
): readonly Place[] {
  const renamings = new Map(edits.renamings.map((renaming) => [placeKey(renaming.occurrence), renaming]));
  return occurrences.filter((occurrence) => {
    const renaming = renamings.get(placeKey(occurrence));
    return !occurrence.sides.every((side, at) =>
      isUnchanged(after, edits, { occurrence, side, renaming, bound: at === 0 ? occurrence.bound : null }),
    );
  });
}

function placeKey({ path, start }: Place): string {
  return `${path}:${start}`;
}

type Expectation = {
  readonly occurrence: ResolvedOccurrence;
  readonly side: ResolvedSide;
  readonly renaming: Renaming | undefined;
  /** Null where another side speaks for the members. */
  readonly bound: readonly string[] | null;
};

function isUnchanged(after: TypeScriptProject, edits: RenameEdits, expected: Expectation): boolean {
  const { occurrence, side, renaming } = expected;
  const { path } = occurrence;
  const offset = renaming?.offsets[side.role] ?? 0;
  const start = edits.moved(path, occurrence.start) + offset;
  const file = after.sourceFile(path);
  const word = file === undefined ? '' : wordAt(after, file.text, start);
  const node = file === undefined ? 'string' : nameAt(after.ts, file, { start, word });
  if (node === null || node === 'string' || node === 'comment') return false;
  const resolved = resolveName(after, { path, start, node });
  const role = side.role === 'only' ? roleInPair(after, occurrence.node) : side.role;
  const [only] = resolved.sides;
  const now = resolved.sides.length === 1 ? only : resolved.sides.find((one) => one.role === role);
  const speaksForMembers = expected.bound !== null && (resolved.sides.length === 1 || role === 'first');
  return (
    isSame(side.keys.map(edits.movedKey), now?.keys ?? []) &&
    (!speaksForMembers || isSame(expected.bound.map(edits.movedKey), resolved.bound))
  );
}

/** Which side a name of `{ add: plus }` is on when the two become one word. */
function roleInPair({ ts }: TypeScriptProject, node: NameNode): 'first' | 'second' {
  return pairOf(ts, node)?.first === node ? 'first' : 'second';
}

function isSame(before: readonly string[], now: readonly string[]): boolean {
  return before.toSorted().join('\n') === now.toSorted().join('\n');
}

/** The identifier that starts at an offset; a private name has its `#`. */
function wordAt({ ts }: TypeScriptProject, text: string, start: number): string {
  let end = text[start] === '#' ? start + 1 : start;
  for (let code = text.codePointAt(end); code !== undefined; code = text.codePointAt(end)) {
    if (!ts.isIdentifierPart(code, ts.ScriptTarget.Latest)) break;
    end += code > 0xffff ? 2 : 1;
  }
  return text.slice(start, end);
}
