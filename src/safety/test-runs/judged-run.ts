import type { BaseRun, SuiteVerdict } from './judge-suite.ts';
import type { TestChoice } from './runner-call.ts';
import type { Suite } from './suite.ts';

/** A suite that was run with the change and without it. */
export type JudgedRun = {
  readonly suite: Suite;
  readonly choice: TestChoice;
  readonly base: BaseRun;
  readonly verdict: SuiteVerdict;
};
