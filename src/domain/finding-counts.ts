import * as z from 'zod';

const count = z.int().nonnegative();

/** How much a checker finds in a changed file, without the change and with it. */
export const findingCountSchema = z.object({
  path: z.string(),
  /** Null where nothing is left with the change: what was there before is not looked for then. */
  before: count.nullable(),
  after: count,
});

export type FindingCount = Readonly<z.infer<typeof findingCountSchema>>;
