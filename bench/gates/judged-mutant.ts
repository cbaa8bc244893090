import type { JavaScriptGoal } from '../../src/codebase/package-goal.ts';
import type { Mutator } from './mutators.ts';
import type { Refusal } from './references.ts';

/** A file that its compiler accepts. */
export type RealFile = {
  readonly root: string;
  readonly path: string;
  readonly text: string;
  readonly goal: JavaScriptGoal;
};

/** The file with one fault. */
export type Mutant = RealFile & { readonly original: string; readonly mutator: Mutator };

/** A mutant with the word of the compiler and of the gates. */
export type JudgedMutant = Mutant & {
  readonly refusal: Refusal;
  readonly isSyntaxCaught: boolean;
  readonly caughtBy: readonly string[];
};
