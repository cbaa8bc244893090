/** Why a run or a command had to stop. The code decides the exit code; see {@link exitCodeOfError}. */
export type ErrorCode =
  | 'usage'
  | 'config'
  | 'not-found'
  | 'bad-file'
  | 'outside-repository'
  | 'environment'
  | 'no-git'
  | 'locked'
  | 'disk'
  | 'changed-on-disk'
  | 'model-unreachable'
  | 'model-unauthorised'
  | 'budget'
  | 'interrupted'
  | 'terminated';

const EXIT_CODE_BY_ERROR: Readonly<Record<ErrorCode, number>> = {
  usage: 2,
  config: 2,
  'not-found': 2,
  'bad-file': 2,
  'outside-repository': 2,
  environment: 5,
  'no-git': 5,
  locked: 5,
  disk: 5,
  'changed-on-disk': 5,
  'model-unreachable': 5,
  'model-unauthorised': 5,
  budget: 6,
  interrupted: 130,
  terminated: 143,
};

/** An expected reason to stop: one sentence of what happened, and a hint that says what to do. */
export class OuroborosError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | null;

  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'OuroborosError';
    this.code = code;
    this.hint = options.hint ?? null;
  }
}

/** The process exit code for anything thrown; what is not an {@link OuroborosError} is a bug: 70. */
export function exitCodeOfError(error: unknown): number {
  return error instanceof OuroborosError ? EXIT_CODE_BY_ERROR[error.code] : 70;
}

/** The system error code (`ENOENT`, `EACCES`, …) of anything thrown by node:fs, or null. */
export function systemCodeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** The message of anything thrown, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
