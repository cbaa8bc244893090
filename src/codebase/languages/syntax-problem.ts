/**
 * The code of a problem that holds whatever reads the text, in a language of which grammars know only a part.
 */
export const CERTAIN_FAULT = 'certain';

/** One thing that a parser has against a text. */
export type SyntaxProblem = {
  /** Where in the text, in UTF-16 code units. */
  readonly offset: number;
  /**
   * `missing` where a token is not there, `early-error` where the text parses but the language forbids it,
   * `not-judged` where the parser broke down.
   */
  readonly kind: 'syntax' | 'missing' | 'early-error' | 'not-judged';
  /** The parser's own name for the problem, or null. */
  readonly code: string | null;
  readonly message: string;
};

/**
 * What one parser says of one text. Only `parsed` is a judgement; `absent` means that the parser is not on this machine,
 * `outdated` that the text is in order for a newer one.
 */
export type ParserReport =
  | {
      readonly kind: 'parsed';
      readonly problems: readonly SyntaxProblem[];
      /** What is no error and likely a mistake. */
      readonly notes?: readonly SyntaxProblem[];
    }
  | { readonly kind: 'absent'; readonly reason: string }
  | { readonly kind: 'outdated'; readonly offset: number; readonly reason: string }
  | { readonly kind: 'broken'; readonly reason: string };

/** A cut-off for what leaves a parser: messages can quote whole files. */
export function shortMessage(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim();
  return line.length <= 200 ? line : `${line.slice(0, 199)}…`;
}
