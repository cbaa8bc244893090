import * as z from 'zod';
import { isFactor, type TokenFactors } from '../domain/tokens.ts';
import { readStateJson, writeStateJson } from './state-json.ts';

const FILE = 'token-factors.json';
const TOKENIZER = 'o200k_base';

const fileSchema = z.object({
  tokenizer: z.literal(TOKENIZER),
  factors: z.record(z.string(), z.number().refine(isFactor)),
});

/**
 * The learnt factors of a work tree, in its state folder. A cache: without the file, or with a damaged one or a link in
 * its place, nothing is known yet. Processes that learn at once may lose a reply's word of each other, nothing else.
 */
export function createTokenFactors(root: string): TokenFactors {
  return {
    factorOf: (model) => readFactors(root).get(model) ?? null,
    learn: async (model, change) => {
      const known = readFactors(root);
      const factor = change(known.get(model) ?? null);
      if (factor === known.get(model)) return;
      const factors = [...new Map(known).set(model, factor)].toSorted(([a], [b]) => (a < b ? -1 : 1));
      await writeStateJson(root, FILE, { tokenizer: TOKENIZER, factors: Object.fromEntries(factors) });
    },
  };
}

function readFactors(root: string): ReadonlyMap<string, number> {
  const parsed = fileSchema.safeParse(readStateJson(root, FILE));
  return new Map(Object.entries(parsed.data?.factors ?? {}));
}
