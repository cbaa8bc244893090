import type { TextChange } from '../gates/text-guard.ts';
import { wordPattern } from '../vanished/bound-names.ts';
import { isNamedInWords } from '../vanished/named-in-words.ts';

/** A definition at the beginning of a line, with what may stand before its word, a method of a class in braces, or a constant. */
const DEFINITION =
  /^\s*(?:(?:export|default|async|static|public|private|protected|pub|abstract)\s+)*(?:(?:def|class|function\*?|func|fn|interface|struct|type|enum|const|let|var)\s+(\w+)|(\w+)\s*\([^;]*\{\s*$|([A-Z][A-Z\d]*_[A-Z\d_]+)\s*(?::[^=]*)?=(?![=>~]))/;
/** A method or a property of Java, C# or PHP with what it gives, whose body may begin on the next line. */
const TYPED_METHOD =
  /^\s*(?:(?:public|private|protected|internal|static|final|abstract|override|virtual|async|readonly|sealed)\s+)+[\w.<>?,[\] ]+?\s(\w+)\s*\([^;]*\)\s*(?:=>|\{|throws\b|$)/;
/** What only its module can use. */
const OWN_OF_MODULE = /^(?:async\s+)?(?:function\*?|class|interface|type|enum|const|let|var)\s/;
const BLOCK_WORD = /^(?:if|for|while|switch|catch|with|return|else|do|try)$/;

/**
 * Whether lines went on purpose: all that they define is named by the task, was used elsewhere in the changed files
 * before and is nowhere in them now, or is defined anew in another file.
 */
export function isMeant(removed: readonly string[], changes: readonly TextChange[], words: string): boolean {
  const names = outermostNames(removed);
  if (names.length === 0) return false;
  const own = removed.join('\n');
  const owned = ownOfModule(removed);
  const reasons = names.map((name): 'meant' | 'owned' | null => {
    if (isNamedInWords(name, words) || changes.some((change) => definesAnew(change, name))) return 'meant';
    const pattern = new RegExp(wordPattern(name), 'g');
    const countIn = (text: string): number => text.match(pattern)?.length ?? 0;
    const countOn = (side: 'before' | 'after'): number =>
      changes.reduce((sum, change) => sum + countIn(change[side] ?? ''), 0);
    if (countOn('after') > 0) return null;
    if (countOn('before') > countIn(own)) return 'meant';
    return owned.has(name) ? 'owned' : null;
  });
  // What only the rest of the lines used goes with it.
  return reasons.includes('meant') && !reasons.includes(null);
}

/** The names that a script's lines give to their module alone. */
function ownOfModule(lines: readonly string[]): ReadonlySet<string> {
  return new Set(definitionsIn(lines.filter((line) => OWN_OF_MODULE.test(line))).map(({ name }) => name));
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
    const match = DEFINITION.exec(line) ?? TYPED_METHOD.exec(line);
    const name = match?.[1] ?? match?.[2] ?? match?.[3] ?? '';
    return name === '' || BLOCK_WORD.test(name) ? [] : [{ name, depth: line.search(/\S/) }];
  });
}
