/** A rule of a gate as it stands in a source, with the text that switches it off. */
export type Rule = {
  readonly path: string;
  readonly line: number;
  /** The named constant or function that holds the rule, and how the rule begins. */
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  readonly off: string;
  /** What keeps a running program from the rule; null where that takes another text of the source. */
  readonly site: SwitchSite | null;
};

/** What is other once the rule is off, and what a function then answers. */
export type SwitchSite =
  /** A pattern then never matches, a function answers at once. */
  | { readonly kind: 'pattern' | 'block' | 'expression'; readonly answer: SwitchAnswer }
  /** A part of a pattern then never matches, an element of a list is left out. */
  | { readonly kind: 'text' | 'element'; readonly answer: 'null' }
  /** A word is left out of the table that stands there. */
  | {
      readonly kind: 'word';
      readonly answer: 'null';
      readonly table: { readonly start: number; readonly end: number };
    };

/** `silent` is the answer of a parser that finds no fault. */
export type SwitchAnswer = 'true' | 'false' | '[]' | 'null' | 'silent';

/** A rule of a source before it has its place. */
export type FoundRule = Pick<Rule, 'start' | 'end' | 'off' | 'site'> & { readonly name: string };
export type RuleSource = { readonly path: string; readonly text: string };
