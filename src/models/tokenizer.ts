import { piecesOf } from './text-pieces.ts';

/** Counts the tokens of a text. */
export type Tokenizer = (text: string) => number;

/**
 * Loads the offline tokenizer: 80 MB and a good part of a second, so only where a count decides something. What looks
 * like one of its special tokens is text like any other.
 */
export async function loadTokenizer(): Promise<Tokenizer> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  const options = { disallowedSpecial: new Set<string>() };
  return (text) => {
    const pieces = piecesOf(text);
    // One more for each cut: a run can have a token less in pieces than as a whole.
    return pieces.reduce((sum, piece) => sum + countTokens(piece, options), pieces.length - 1);
  };
}
