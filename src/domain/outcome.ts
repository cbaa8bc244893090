/** Every word that a run can end with. `error` is a missing part of the environment, `bug` a defect of this tool. */
export const OUTCOMES = [
  'applied',
  'previewed',
  'unchanged',
  'failed',
  'refused',
  'held',
  'error',
  'stopped',
  'bug',
  'interrupted',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** The exit code that belongs to an outcome; `interrupted` may also be 143 when the process was terminated. */
export const EXIT_CODE_BY_OUTCOME: Readonly<Record<Outcome, number>> = {
  applied: 0,
  previewed: 0,
  unchanged: 0,
  failed: 1,
  refused: 3,
  held: 4,
  error: 5,
  stopped: 6,
  bug: 70,
  interrupted: 130,
};

/** Whether the run did what was asked: `applied`, `previewed` and `unchanged` are success. */
export function isSuccess(outcome: Outcome): boolean {
  return EXIT_CODE_BY_OUTCOME[outcome] === 0;
}

/** The outcome of a run that an error with this exit code stopped; what would be a usage error (2) is a refusal by then. */
export function outcomeOfExitCode(exitCode: number): Outcome {
  if (exitCode === 2 || exitCode === 3) return 'refused';
  if (exitCode === 5) return 'error';
  if (exitCode === 6) return 'stopped';
  if (exitCode === 130 || exitCode === 143) return 'interrupted';
  return exitCode === 70 ? 'bug' : 'failed';
}
