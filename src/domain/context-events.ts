import * as z from 'zod';

/** The code index as a run found it: how much was read anew, and whether that was finished in the time it had. */
export const indexUpdated = z.object({
  type: z.literal('index.updated'),
  indexed: z.int().nonnegative(),
  unchanged: z.int().nonnegative(),
  removed: z.int().nonnegative(),
  skipped: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  isComplete: z.boolean(),
  durationMs: z.number().nonnegative(),
});

/** What the model is shown, of what, and what the count of it rests on. */
export const contextCompressed = z.object({
  type: z.literal('context.compressed'),
  tokensBefore: z.int().nonnegative(),
  tokensAfter: z.int().nonnegative(),
  /** `tokensAfter / tokensBefore`; 1 when everything fitted. */
  ratio: z.number().nonnegative(),
  sources: z.array(
    z.object({
      path: z.string(),
      form: z.enum(['whole', 'outline', 'excerpt', 'summary']),
      /** Of an example from another root. */
      licence: z.string().optional(),
    }),
  ),
  withheld: z.array(z.object({ path: z.string(), reason: z.string() })),
  /** What the counts rest on; see TokenBasis. */
  countedBy: z
    .object({
      tokenizer: z.enum(['o200k_base', 'estimate']),
      model: z.string(),
      factor: z.number().nonnegative(),
    })
    .optional(),
});
