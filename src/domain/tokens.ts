/** Newer models' tokenizers give about one token for three characters of code; four would under-count. */
const CHARACTERS_PER_TOKEN = 3;

/** An upper estimate of the tokens of a text, made offline. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}
