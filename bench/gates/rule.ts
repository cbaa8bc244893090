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

/** A pattern that then never matches, or the body of a function that then answers at once. */
export type SwitchSite = {
  readonly kind: 'pattern' | 'block' | 'expression';
  readonly answer: 'true' | 'false' | '[]' | 'null';
};

/** A rule of a source before it has its place. */
export type FoundRule = Pick<Rule, 'start' | 'end' | 'off' | 'site'> & { readonly name: string };
export type RuleSource = { readonly path: string; readonly text: string };
