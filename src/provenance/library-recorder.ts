import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { OuroborosError } from '../domain/errors.ts';
import { EXIT_CODE_BY_OUTCOME, isSuccess, type Outcome } from '../domain/outcome.ts';
import { artifactText } from './artifact.ts';
import {
  ARTIFACT_VERSION,
  artifactSchema,
  type Artifact,
  type FileModification,
  type ModelUse,
  type SafetyCheck,
} from './artifact-schema.ts';
import { totalsOf } from './artifact-totals.ts';
import { formatRunId } from './run-paths.ts';
import { writeAtomic } from './write-atomic.ts';

/** A use of a model, by the names that the artifact gives; what is left out counts as none. */
export type RecordedModelUse = {
  readonly phase: 'reasoner' | 'compressor' | 'generator';
  readonly modelName: string;
  readonly purpose: string;
  readonly tokensUsed: number;
  readonly durationMs: number;
  readonly compressionRatio?: number;
  readonly numSteps?: number;
  readonly retryCount?: number;
  /** Left out or null where the price is unknown. */
  readonly costUsd?: number | null;
};

export type RecordedCheck = {
  readonly checkType: string;
  readonly passed: boolean;
  readonly details: string;
};

/** Hashes read `sha256:…` (see `digestOf`); a null one stands for no file. */
export type RecordedModification = {
  readonly filePath: string;
  readonly originalHash: string | null;
  readonly modifiedHash: string | null;
  readonly linesAdded: number;
  readonly linesRemoved: number;
  readonly backupPath?: string | null;
};

/** Collects what a program of your own does and gives it the form of a run's artifact, without an event log. */
export interface ProvenanceRecorder {
  readonly runId: string;
  recordModelUse(use: RecordedModelUse): void;
  recordSafetyCheck(check: RecordedCheck): void;
  recordFileModification(modification: RecordedModification): void;
  /** Ends the run; what is recorded later is refused. */
  finish(end: { readonly success: boolean }): void;
  /** The artifact so far; a run that was not finished counts as interrupted. Throws OuroborosError `usage` for values that no artifact may hold. */
  toJSON(): Artifact;
  /** Writes the artifact to a file, whole or not at all. */
  save(path: string): void;
}

/** Starts a record of your own. Give a `runId` to continue a naming of yours, and `now` to stop the clock in tests. */
export function createProvenanceRecorder(options: {
  readonly issueDescription: string;
  readonly runId?: string;
  readonly now?: () => Date;
}): ProvenanceRecorder {
  const now = options.now ?? ((): Date => new Date());
  const startedAt = now();
  const runId = options.runId ?? formatRunId(startedAt, randomBytes(3).toString('hex'));
  const parts: Parts = { models_used: [], safety_checks: [], file_modifications: [] };
  let end: End | null = null;
  const whileOpen = (record: () => void): void => {
    if (end !== null)
      throw new OuroborosError('usage', `The run ${runId} is finished: nothing more can be recorded.`);
    record();
  };
  const toJSON = (): Artifact =>
    checkedArtifact({
      runId,
      task: options.issueDescription,
      startedAt,
      parts,
      end: end ?? { at: now(), outcome: 'interrupted' },
    });
  return {
    runId,
    recordModelUse: (use) => whileOpen(() => parts.models_used.push(modelUseOf(use))),
    recordSafetyCheck: (check) => whileOpen(() => parts.safety_checks.push(safetyCheckOf(check, now()))),
    recordFileModification: (file) =>
      whileOpen(() => parts.file_modifications.push(modificationOf(file, now()))),
    finish: ({ success }) =>
      whileOpen(() => (end = { at: now(), outcome: success ? successOf(parts) : 'failed' })),
    toJSON,
    save: (path) => writeAtomic(path, artifactText(toJSON())),
  };
}

type Parts = Pick<Artifact, 'models_used' | 'safety_checks' | 'file_modifications'>;
type End = { readonly at: Date; readonly outcome: Outcome };

function successOf(parts: Parts): Outcome {
  return parts.file_modifications.length === 0 ? 'unchanged' : 'applied';
}

function checkedArtifact(run: {
  readonly runId: string;
  readonly task: string;
  readonly startedAt: Date;
  readonly parts: Parts;
  readonly end: End;
}): Artifact {
  const { at, outcome } = run.end;
  const parsed = artifactSchema.safeParse({
    ...EMPTY,
    run_id: run.runId,
    issue_description: run.task,
    timestamp_start: run.startedAt.toISOString(),
    timestamp_end: at.toISOString(),
    duration_seconds: Math.max(0, at.getTime() - run.startedAt.getTime()) / 1000,
    success: isSuccess(outcome),
    outcome,
    exit_code: EXIT_CODE_BY_OUTCOME[outcome],
    ...run.parts,
    metadata: totalsOf({ ...run.parts, attempts: [] }),
  });
  if (parsed.success) return parsed.data;
  throw new OuroborosError(
    'usage',
    `The record of ${run.runId} is not valid: ${z.prettifyError(parsed.error)}`,
    {
      hint: 'Counts are whole numbers from 0 on, and hashes read sha256: and 64 hexadecimal digits.',
    },
  );
}

const EMPTY = {
  schema_version: ARTIFACT_VERSION,
  tool: null,
  kind: 'library',
  parent_run_id: null,
  reason: '',
  hint: null,
  mock: false,
  request: null,
  repository: null,
  environment: null,
  plan: null,
  context: null,
  skipped_phases: [],
  attempts: [],
  model_calls: [],
  recipe_runs: [],
  patches: [],
  decisions: [],
  notices: [],
  recovered: null,
  event_log: null,
} as const;

function modelUseOf(use: RecordedModelUse): ModelUse {
  return {
    phase: use.phase,
    model_name: use.modelName,
    purpose: use.purpose,
    tokens_used: use.tokensUsed,
    duration_ms: Math.round(use.durationMs),
    ...(use.compressionRatio === undefined ? {} : { compression_ratio: use.compressionRatio }),
    ...(use.numSteps === undefined ? {} : { num_steps: use.numSteps }),
    ...(use.retryCount === undefined ? {} : { retry_count: use.retryCount }),
    calls: 1,
    failed_calls: 0,
    cost_usd: use.costUsd ?? null,
  };
}

function safetyCheckOf({ checkType, passed, details }: RecordedCheck, at: Date): SafetyCheck {
  return {
    check_type: checkType,
    passed,
    details,
    timestamp: at.toISOString(),
    gate: null,
    step_id: null,
    attempt: null,
    duration_ms: null,
    files: [],
    diagnostics: [],
  };
}

function modificationOf(file: RecordedModification, at: Date): FileModification {
  return {
    file_path: file.filePath,
    original_hash: file.originalHash,
    modified_hash: file.modifiedHash,
    lines_added: file.linesAdded,
    lines_removed: file.linesRemoved,
    backup_path: file.backupPath ?? null,
    timestamp: at.toISOString(),
    operation: file.originalHash === null ? 'create' : file.modifiedHash === null ? 'delete' : 'modify',
    mode_before: null,
    mode_after: null,
    folders_made: [],
  };
}
