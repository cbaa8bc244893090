import type { TextChange } from '../gates/text-guard.ts';
import { wordPattern } from '../vanished/bound-names.ts';
import { isNamedInWords } from '../vanished/named-in-words.ts';

/** A definition at the beginning of a line, with what may stand before its word, a method of a class in braces, or a constant. */
const DEFINITION =
  /^\s*(?:(?:export|default|async|static|public|private|protected|pub|abstract)\s+)*(?:(?:def|class|function\*?|func|fn|interface|struct|type|enum|const|let|var)\s+(\w+)|(\w+)\s*\([^;]*\{\s*$|([A-Z][A-Z\d]*_[A-Z\d_]+)\s*(?::[^=]*)?=(?![=>~]))/;
const BLOCK_WORD = /^(?:if|for|while|switch|catch|with|return|else|do|try)$/;

/**
 * Whether lines went on purpose: all that they define is named by the task, was used elsewhere in the changed files
 * before and is nowhere in them now, or is defined anew in another file.
 */
export function isMeant(removed: readonly string[], changes: readonly TextChange[], words: string): boolean {
  const names = outermostNames(removed);
  if (names.length === 0) return false;
  const own = removed.join('\n');
  return names.every((name) => {
    if (isNamedInWords(name, words) || changes.some((change) => definesAnew(change, name))) return true;
    const pattern = new RegExp(wordPattern(name), 'g');
    const countIn = (text: string): number => text.match(pattern)?.length ?? 0;
    const countOn = (side: 'before' | 'after'): number =>
      changes.reduce((sum, change) => sum + countIn(change[side] ?? ''), 0);
    return countOn('after') === 0 && countOn('before') > countIn(own);
  });
}

/** Names that the change defined before and has nowhere any more. */
export function removedDefinitions(changes: readonly TextChange[]): ReadonlySet<string> {
  const before = changes.flatMap((change) => definitionsIn((change.before ?? '').split('\n')));
  const now = new Set(changes.flatMap(({ after }) => (after ?? '').match(/\w+/g) ?? []));
  return new Set(before.flatMap(({ name }) => (now.has(name) ? [] : [name])));
}

function definesAnew({ before, after }: TextChange, name: string): boolean {
  const definesIn = (text: string | null): boolean =>
    text?.includes(name) === true && definitionsIn(text.split('\n')).some((one) => one.name === name);
  return definesIn(after) && !definesIn(before);
}

/** What lines define, but for what stands inside of another definition. */
export function outermostNames(lines: readonly string[]): readonly string[] {
  const found = definitionsIn(lines);
  const least = Math.min(...found.map(({ depth }) => depth));
  return found.filter(({ depth }) => depth === least).map(({ name }) => name);
}

type Definition = { readonly name: string; readonly depth: number };

function definitionsIn(lines: readonly string[]): readonly Definition[] {
  return lines.flatMap((line) => {
    const match = DEFINITION.exec(line);
    const name = match?.[1] ?? match?.[2] ?? match?.[3] ?? '';
    return name === '' || BLOCK_WORD.test(name) ? [] : [{ name, depth: line.search(/\S/) }];
  });
}
