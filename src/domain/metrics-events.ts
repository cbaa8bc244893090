import * as z from 'zod';

/** What is measured of a work tree; null where nobody could. */
export const METRICS = ['errors', 'complexity', 'coverage', 'test-time'] as const;

const measured = z.object({
  metric: z.enum(METRICS),
  before: z.number().nonnegative(),
  after: z.number().nonnegative(),
  /** The highest, for coverage the lowest, value that lets the change stand. */
  limit: z.number().nonnegative(),
  isWorse: z.boolean(),
});

/** One metric on both sides of a change. */
export type Measured = Readonly<z.infer<typeof measured>>;

/** The checks that ran once more on the applied change, against those before it; what nobody could measure is left out. */
export const metricsCompared = z.object({
  type: z.literal('metrics.compared'),
  metrics: z.array(measured),
});
