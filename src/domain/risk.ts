import * as z from 'zod';

/** One documented reason for risk: `value` 0..1 says how much of it there is, `weight` how much it counts. */
const riskFactorSchema = z.object({
  name: z.string(),
  value: z.number().min(0).max(1),
  weight: z.number().min(0).max(1),
  /** `value * weight`: what this factor adds to the score. */
  contribution: z.number().min(0).max(1),
  evidence: z.string(),
});

/** Risk of one patch: the sum of the contributions, cut at 1. docs/risk.md explains every factor. */
export const riskSchema = z.object({
  score: z.number().min(0).max(1),
  /** Names the set of factors and weights that made the score. */
  modelVersion: z.string(),
  factors: z.array(riskFactorSchema),
});

export type RiskFactor = z.infer<typeof riskFactorSchema>;
export type Risk = z.infer<typeof riskSchema>;

/** Whether two decimals of the score, as people see it, are within the limit they gave. */
export function isWithinRisk(risk: Risk, maxRisk: number): boolean {
  return risk.score <= maxRisk + 1e-9;
}
