/** What a count of tokens rests on. */
export type TokenBasis = {
  /** `estimate`: by the bytes alone, where that was enough to know that everything fits. */
  readonly tokenizer: 'o200k_base' | 'estimate';
  readonly model: string;
  /** Tokens of the model for one of the tokenizer. */
  readonly factor: number;
};

/** Counts the tokens of texts as one model will, by an offline tokenizer and a factor. */
export interface TokenCounter {
  readonly basis: TokenBasis;
  count(text: string): number;
}

/** Makes counters for the model of a run. The tokenizer is loaded when the first one needs it. */
export interface TokenCounters {
  /**
   * A counter for these texts, or parts of them: exact, or an estimate where even at one token a byte all of them
   * together fit the budget, so that no choice depends on the count.
   */
  counterFor(texts: readonly string[], budgetTokens: number): Promise<TokenCounter>;
}

/** What replies have said of how models count. It lasts beyond a run, and can be lost without harm. */
export interface TokenFactors {
  /** The factor learnt for a model, or null before any. */
  factorOf(model: string): number | null;
  /** Replaces a factor by what `change` makes of the one known by now, null for none. Never throws for a lack of room. */
  learn(model: string, change: (learnt: number | null) => number): Promise<void>;
}

/** Code of newer models has about one token for three bytes; four would under-count. */
const BYTES_PER_TOKEN = 3;
/** Of the offline tokenizer, on code: 3.8 to 4.5 measured. */
const BYTES_PER_RAW_TOKEN = 3.5;

/** One reply moves a factor by so much of the way to what it said. */
const WEIGHT_OF_A_REPLY = 0.3;
/** A shorter prompt says little: what the server adds for tools would count as if it were text. */
const LEAST_TEACHING_TOKENS = 4000;
/** Outside of these no factor is believable: a server that left its cache out, or counts something else. */
const LEAST_FACTOR = 0.5;
const GREATEST_FACTOR = 3;

/** An upper estimate of the tokens of a text for any model, made offline. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}

/** Tokens of a model for so many of the offline tokenizer, rounded up. */
export function correctTokens(rawTokens: number, factor: number): number {
  return Math.ceil(rawTokens * factor);
}

/** No text has more tokens than this: a tokenizer of bytes makes at least a byte of each. */
export function mostTokens(text: string, factor: number): number {
  return correctTokens(Buffer.byteLength(text), factor);
}

/** An estimate without the tokenizer, in the tokens of a model. */
export function estimateCorrected(text: string, factor: number): number {
  return correctTokens(Math.ceil(Buffer.byteLength(text) / BYTES_PER_RAW_TOKEN), factor);
}

/** Whether a prompt of so many bytes can be long enough to correct a factor. */
export function canTeach(sizeBytes: number): boolean {
  return sizeBytes / BYTES_PER_RAW_TOKEN >= LEAST_TEACHING_TOKENS;
}

/**
 * The factor after one more reply: a moving average of what replies said. A short prompt, and a ratio that no model
 * has, leave it as it is.
 */
export function correctFactor(
  factor: number,
  seen: { readonly tokensIn: number; readonly rawTokens: number },
): number {
  const ratio = seen.tokensIn / seen.rawTokens;
  const teaches = seen.rawTokens >= LEAST_TEACHING_TOKENS && isFactor(ratio);
  return teaches ? factor + WEIGHT_OF_A_REPLY * (ratio - factor) : factor;
}

/** Whether a number can be a factor at all. */
export function isFactor(value: number): boolean {
  return value >= LEAST_FACTOR && value <= GREATEST_FACTOR;
}
