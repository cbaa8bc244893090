import type { Engine, FileChange } from '../domain/patch.ts';
import type { Step } from '../domain/plan.ts';
import type { CheckResult } from './check-candidate.ts';
import type { Context } from './compress.ts';
import type { Ending } from './ending.ts';

/** What one step adds to the candidate tree. `check` is what the gates said of the whole candidate after it. */
export type BuiltStep = {
  readonly kind: 'built';
  readonly changes: readonly FileChange[];
  readonly engine: Engine;
  readonly attempts: number;
  readonly check: CheckResult;
};

/** How a step ends: with changes, with none to make, or with the run. */
export type StepResult = BuiltStep | { readonly kind: 'nothing'; readonly summary: string } | Ending;

/** A step with what was built before it, and the paths of the steps after it. */
export type StepInput = {
  readonly step: Step;
  readonly staged: readonly FileChange[];
  readonly later: readonly string[];
  readonly context: Context | null;
};
