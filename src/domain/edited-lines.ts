import { lineChanges } from './line-diff.ts';
import { lineStartsOf } from './text.ts';

/** Something that is told of a place of a text; the key says what. */
export type Told = { readonly key: string; readonly offset: number };

/**
 * Those of the later ones that say nothing else than one of the earlier did of lines in whose place theirs stand: to edit
 * a line does not make what was wrong with it new. Each of the earlier ones stands for one of the later.
 */
export function newOnEditedLines<T extends Told>(
  fresh: readonly T[],
  gone: readonly Told[],
  { before, after }: { readonly before: string; readonly after: string },
): readonly T[] {
  if (fresh.length === 0 || gone.length === 0) return fresh;
  const changes = lineChanges(before.split('\n'), after.split('\n'));
  const [startsBefore, startsAfter] = [lineStartsOf(before), lineStartsOf(after)];
  const left = [...gone];
  return fresh.filter(({ key, offset }) => {
    const line = startsAfter.findLastIndex((start) => start <= offset);
    const change = changes.find(({ afterStart, afterEnd }) => line >= afterStart && line < afterEnd);
    const index = left.findIndex((one) => {
      const place = startsBefore.findLastIndex((start) => start <= one.offset);
      return (
        one.key === key && change !== undefined && place >= change.beforeStart && place < change.beforeEnd
      );
    });
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}
