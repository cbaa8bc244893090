/** One word of a sentence. A `phrase` is quoted text that is neither a name nor a path. */
export type Word = {
  readonly kind: 'word' | 'path' | 'phrase';
  readonly text: string;
  /** What the words of patterns are compared with: one spelling for all that mean the same word. */
  readonly key: string;
  /** The verb that the word is a form of, where that counts as well. */
  readonly base?: string;
  readonly isQuoted: boolean;
  /** Behind "the" or "a": `the page` is rather a thing than a name. */
  readonly isAfterArticle: boolean;
  /** A word of English that the targets declare as a name: see declared.ts. */
  readonly isDeclared?: true;
  /** A verb that begins the sentence and has what it is about behind it: no name. */
  readonly isOrder?: true;
  /** Where the word stands in the sentence, quotes included. */
  readonly start: number;
  readonly end: number;
};
