import { commentsOf, otherMeaning, type Seen } from '../typescript/kept-meanings.ts';
import { tokensOf } from '../typescript/tokens.ts';

// What a chain and its callbacks are written with, and what the statements instead of them are.
const FORM = new Set(
  '( ) { } [ ] ... ; , . : = => then catch finally function return async await const let try void any null undefined'.split(
    ' ',
  ),
);

/** What a conversion declares to change beside the form. */
export type Declared = {
  /** Words whose place changes: parameters of callbacks, functions handed over, the name of what is caught. */
  readonly moved: ReadonlySet<string>;
  /** A name that the function did not have. */
  readonly added: string | null;
  /** Parameters with one use, in whose place now stands what they stood for. */
  readonly unnamed: readonly string[];
};

/**
 * What differs between a function with chains and the one without them, as the end of a sentence; null where it is the
 * chains alone: all other words are the same in the same order, the comments too, and every name means what it meant.
 */
export function differenceOf(before: Seen, after: Seen, declared: Declared): string | null {
  if (wordsOf(before, declared) !== wordsOf(after, declared)) return 'more than its chains would change';
  if (commentsOf(before) !== commentsOf(after)) return 'a comment of it has no place afterwards';
  const { unnamed, added } = declared;
  const changed = otherMeaning(before, after, { unnamed, exempt: new Set(added === null ? [] : [added]) });
  return changed === null ? null : `${changed} would mean something else`;
}

function wordsOf({ node }: Seen, { moved }: Declared): string {
  return tokensOf(node, node.getSourceFile())
    .filter((token) => !FORM.has(token) && !moved.has(token))
    .map((token) => (/^['"`}]/.test(token) ? token : token.replace(/\s+/g, ' ')))
    .join('\0');
}
