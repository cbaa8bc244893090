import * as z from 'zod';

const complexity = z.int().nonnegative();

/** The functions of a file whose cyclomatic complexity changes; null for the side that lacks one. */
export const complexityDifferenceSchema = z.object({
  /** Of all functions of the file; 0 where there is none. */
  highestBefore: complexity,
  highestAfter: complexity,
  /** Of all functions of the file together. */
  totalBefore: complexity.optional(),
  totalAfter: complexity.optional(),
  functions: z.array(
    z.object({ name: z.string(), before: complexity.nullable(), after: complexity.nullable() }),
  ),
});

export type ComplexityDifference = z.infer<typeof complexityDifferenceSchema>;

/** The difference in words, one line a function. */
export function describeComplexity({ functions }: ComplexityDifference): readonly string[] {
  return functions.map(({ name, before, after }) => {
    if (before === null) return `${name}: ${after} (new)`;
    return after === null ? `${name}: ${before} before, gone` : `${name}: ${before} before, ${after} after`;
  });
}
