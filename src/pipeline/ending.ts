import { exitCodeOfError, messageOf, OuroborosError } from '../domain/errors.ts';
import { EXIT_CODE_BY_OUTCOME, outcomeOfExitCode, type Outcome } from '../domain/outcome.ts';

/** How a run ends: its word, its exit code, and one sentence with a hint for the user. */
export type Ending = {
  readonly kind: 'ended';
  readonly outcome: Outcome;
  readonly exitCode: number;
  readonly reason: string;
  readonly hint: string | null;
};

/** An ending by one of the expected outcomes. */
export function endAs(outcome: Outcome, reason: string, hint: string | null = null): Ending {
  return { kind: 'ended', outcome, exitCode: EXIT_CODE_BY_OUTCOME[outcome], reason, hint };
}

/** The ending of a run that something thrown stopped. */
export function endingOfError(error: unknown): Ending {
  const outcome = outcomeOfExitCode(exitCodeOfError(error));
  const exitCode = outcome === 'interrupted' ? exitCodeOfError(error) : EXIT_CODE_BY_OUTCOME[outcome];
  const hint =
    error instanceof OuroborosError
      ? (error.hint ?? 'Nothing was changed.')
      : 'This is a defect of ouroboros. Run it again with --debug and report what it prints.';
  return { kind: 'ended', outcome, exitCode, reason: messageOf(error), hint };
}
