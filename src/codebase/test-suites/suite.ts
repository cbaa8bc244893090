import type { Span } from '../index/facts/symbol-fact.ts';

/** A place where something is asserted. Offsets count in the text. */
export type Check = Span & {
  /** Its code, with white space made even. */
  readonly text: string;
  /**
   * `exact` says what a value is, `weak` only that there is one; `hollow` holds whatever the code does, and `fail` never,
   * so that it counts no more than any other error that a test may throw.
   */
  readonly strength: 'exact' | 'weak' | 'hollow' | 'fail';
  /** The values of which it speaks, as code; `raises` for one that expects an error. */
  readonly subjects: readonly string[];
};

/** A function with a name, in which checks may stand. */
export type NamedFunction = Span & {
  readonly name: string;
  /** Whether something other than its name leads to it: a decorator, a class. */
  readonly isReached: boolean;
  /** Whether it is a method of tests, which those call on themselves: `self.name()`. */
  readonly isMember?: boolean;
};

/** A test that a runner collects. */
export type TestPlace = Span & {
  /** Its name or title, behind those of what it stands in. */
  readonly name: string;
  /** Its own name or title alone. */
  readonly title: string;
  readonly line: number;
};

/** The values of a table that is written out; open where nobody can tell whether there are more. */
export type Table = { readonly values: readonly Span[]; readonly isOpen: boolean };

/** A table that is made somewhere else, or as the tests run. */
export const UNKNOWN_TABLE: Table = { values: [], isOpen: true };

/** Code that is run once for each row of a table. */
export type Repeated = Span & Table;

/** A call of a function by the last part of its name. */
export type Call = Span & {
  readonly name: string;
  /** Whether something is made of what it gives: `errors = validate(x)` asserts nothing. */
  readonly isUsed: boolean;
};

/** What a parser sees of a file of tests. */
export type Sightings = {
  readonly tests: readonly TestPlace[];
  readonly functions: readonly NamedFunction[];
  readonly checks: readonly Check[];
  readonly calls: readonly Call[];
  /** Tables of values, from which tests may take what they expect. */
  readonly tables: readonly Span[];
  readonly repeated: readonly Repeated[];
  /** Code that is never run, or whose failures nobody hears of. */
  readonly dead: readonly Span[];
  /** Code that stands in a loop and is never reached: behind `continue` or `break`, or where it runs over nothing. */
  readonly idle: readonly Span[];
  /** Whether the text cannot be read, so that nothing is known of it. */
  readonly isUnread?: true;
};

/** A file of tests that cannot be read, or has none. */
export const NOTHING_SEEN: Sightings = {
  tests: [],
  functions: [],
  checks: [],
  calls: [],
  tables: [],
  repeated: [],
  dead: [],
  idle: [],
};

/** Whether an offset or a span lies within a span. */
export function isWithin(inner: Pick<Span, 'start'>, outer: Span): boolean {
  return outer.start <= inner.start && inner.start < outer.end;
}

/** Those that begin within a span, of some that are in the order of the text. */
export function startingIn<T extends Pick<Span, 'start'>>(
  sorted: readonly T[],
  { start, end }: Span,
): readonly T[] {
  return sorted.slice(firstFrom(sorted, start), firstFrom(sorted, end));
}

/** The index of the first that does not begin before an offset, by halving. */
function firstFrom(sorted: readonly Pick<Span, 'start'>[], offset: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Code on one line, however it was broken up. */
export function evenCode(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/([([{]) | (?=[)\]}.,])/g, '$1')
    .replaceAll(/,(?=[)\]}])/g, '')
    .trim();
}

/** How often a word stands in a text. */
export function countWord(text: string, word: string): number {
  return text.split(/\W+/).filter((one) => one === word).length;
}
