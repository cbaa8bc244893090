import * as z from 'zod';
import { complexityDifferenceSchema } from './complexity.ts';
import { contextCompressed, indexUpdated } from './context-events.ts';
import { diagnosticSchema } from './diagnostic.ts';
import { findingCountSchema } from './finding-counts.ts';
import {
  branchPushed,
  commitMade,
  landingOptions,
  mergeRefused,
  pushRefused,
  refsKept,
  refsMoved,
} from './git-events.ts';
import { interfaceDifferenceSchema } from './interface-difference.ts';
import { metricsCompared } from './metrics-events.ts';
import { modelFailed, modelReplied, modelRequested, modelRole } from './model-events.ts';
import { OUTCOMES } from './outcome.ts';
import { riskSchema } from './risk.ts';
import { testsRan, testsSkipped } from './test-events.ts';

/** The version of the event format; readers accept only what they know. */
export const EVENT_VERSION = 1;

const digest = z.templateLiteral(['sha256:', z.string()]);
const durationMs = z.number().nonnegative();

const engine = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('recipe'),
    id: z.string(),
    version: z.string(),
    effect: z.enum(['preserves', 'may-differ', 'changes']).default('preserves'),
  }),
  z.object({ kind: z.literal('model'), model: z.string() }),
]);

const stepEngine = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('recipe'),
    recipe: z.string(),
    /** The reasoner meant the step for the model. */
    replacesModel: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('model') }),
]);

const runStarted = z.object({
  type: z.literal('run.started'),
  /** `apply` writes the stored patches of its parent, `test` runs tests on them; `undo` takes its parent's changes back. */
  kind: z.enum(['refactor', 'apply', 'undo', 'test']),
  parentRunId: z.string().nullable(),
  task: z.string(),
  targets: z.array(z.string()),
  functions: z.array(z.string()),
  options: z.object({
    profile: z.string(),
    engine: z.string(),
    safeMode: z.boolean(),
    maxRisk: z.number(),
    maxAttempts: z.int(),
    dryRun: z.boolean(),
    autoApply: z.boolean(),
    disabledGates: z.array(z.string()),
    keepApi: z.boolean().optional(),
    /** Whether the change was to be checked once more when applied; left out for false. */
    revertIfWorse: z.boolean().optional(),
    /** Left out where a change only goes into the work tree. */
    landing: landingOptions.optional(),
  }),
  mock: z.boolean(),
  tool: z.object({ name: z.string(), version: z.string() }),
  environment: z.object({ node: z.string(), platform: z.string(), ci: z.boolean() }),
  repository: z
    .object({ head: z.string().nullable(), branch: z.string().nullable(), isDirty: z.boolean() })
    .nullable(),
});

/** The log of a run that was killed: its torn tail was cut off before this line. */
const runRecovered = z.object({
  type: z.literal('run.recovered'),
  tornBytes: z.int().nonnegative(),
  detail: z.string(),
});

const planMade = z.object({
  type: z.literal('plan.made'),
  source: z.enum(['recipe', 'task', 'reasoner', 'stored']),
  steps: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      engine: stepEngine,
      paths: z.array(z.string()),
      wave: z.int(),
    }),
  ),
});

const phaseSkipped = z.object({ type: z.literal('phase.skipped'), phase: modelRole, reason: z.string() });

const attemptStarted = z.object({
  type: z.literal('attempt.started'),
  stepId: z.string(),
  attempt: z.int().positive(),
});

const recipeRan = z.object({
  type: z.literal('recipe.ran'),
  stepId: z.string(),
  recipe: z.string(),
  version: z.string(),
  durationMs,
  result: z.enum(['changed', 'unchanged', 'refused']),
  summary: z.string(),
  notes: z.array(z.string()),
  proofs: z.array(z.object({ level: z.enum(['S', 'A', 'D', 'R']), detail: z.string() })).default([]),
});

const replyRejected = z.object({
  type: z.literal('reply.rejected'),
  stepId: z.string(),
  attempt: z.int().positive(),
  reason: z.string(),
  identicalToPrevious: z.boolean(),
});

const gateChecked = z.object({
  gate: z.string(),
  checkType: z.string(),
  stepId: z.string().nullable(),
  attempt: z.int().positive(),
  summary: z.string(),
  diagnostics: z.array(diagnosticSchema),
  judged: z.array(z.object({ path: z.string(), digest, verifiedBy: z.array(z.string()) })),
  /** What the gate finds in each changed file on both sides; left out where it counts nothing. */
  counts: z.array(findingCountSchema).optional(),
  /** What looks wrong and may be right; left out where there is nothing of the kind. */
  doubts: z.array(diagnosticSchema).optional(),
  durationMs,
});

const gatePassed = gateChecked.extend({ type: z.literal('gate.passed') });
const gateFailed = gateChecked.extend({ type: z.literal('gate.failed') });

const patchStaged = z.object({
  type: z.literal('patch.staged'),
  path: z.string(),
  operation: z.enum(['create', 'modify', 'delete']),
  engines: z.array(engine),
  originalHash: digest.nullable(),
  modifiedHash: digest.nullable(),
  linesAdded: z.int().nonnegative(),
  linesRemoved: z.int().nonnegative(),
  tolerances: z.array(z.enum(['line-ending', 'trailing-space', 'indentation'])),
  valid: z.boolean(),
  /** Relative to the artifacts folder; null where the patch was not stored. */
  diffPath: z.string().nullable(),
  /** Left out where the public interface of the file stays the same. */
  interface: interfaceDifferenceSchema.optional(),
  /** Left out where no function gets another one, or where nobody counts. */
  complexity: complexityDifferenceSchema.optional(),
});

const riskScored = z.object({ type: z.literal('risk.scored'), path: z.string(), risk: riskSchema });

const decisionMade = z.object({
  type: z.literal('decision.made'),
  path: z.string(),
  decision: z.enum(['apply', 'hold', 'decline', 'preview']),
  /** `flag` an option said so, `policy` a threshold did, `person` someone answered at the terminal. */
  decidedBy: z.enum(['flag', 'policy', 'person']),
  /** The option with its value, or the user name that the system gives. */
  approver: z.string(),
  reason: z.string(),
});

const backupMade = z.object({
  type: z.literal('backup.made'),
  path: z.string(),
  backupPath: z.string(),
  digest,
  mode: z.int(),
});

const changeApplied = z.object({
  type: z.literal('change.applied'),
  path: z.string(),
  operation: z.enum(['create', 'modify', 'delete']),
  originalHash: digest.nullable(),
  modifiedHash: digest.nullable(),
  linesAdded: z.int().nonnegative(),
  linesRemoved: z.int().nonnegative(),
  modeBefore: z.int().nullable(),
  modeAfter: z.int().nullable(),
  backupPath: z.string().nullable(),
  /** Folders that had to be made for a new file, outermost first; an undo takes them away again. */
  foldersMade: z.array(z.string()).optional(),
});

/** The files that `change.applied` named are as they were before: the apply as a whole failed or was killed. */
const changesReverted = z.object({ type: z.literal('changes.reverted'), reason: z.string() });

/** Something the user should know that stopped nothing. */
const noticeGiven = z.object({ type: z.literal('notice.given'), message: z.string() });

const runFinished = z.object({
  type: z.literal('run.finished'),
  outcome: z.enum(OUTCOMES),
  exitCode: z.int(),
  reason: z.string(),
  hint: z.string().nullable(),
  /** The record of the run, relative to the root of the work tree. */
  artifact: z.string(),
});

/** Everything that can happen in a run, in the past tense. Plain JSON values only. */
export const runEventSchema = z.discriminatedUnion('type', [
  runStarted,
  runRecovered,
  planMade,
  phaseSkipped,
  indexUpdated,
  contextCompressed,
  attemptStarted,
  recipeRan,
  modelRequested,
  modelReplied,
  modelFailed,
  replyRejected,
  gatePassed,
  gateFailed,
  testsRan,
  testsSkipped,
  patchStaged,
  riskScored,
  decisionMade,
  backupMade,
  changeApplied,
  metricsCompared,
  changesReverted,
  commitMade,
  refsMoved,
  refsKept,
  mergeRefused,
  branchPushed,
  pushRefused,
  noticeGiven,
  runFinished,
]);

export type RunEvent = z.infer<typeof runEventSchema>;

/** An event of one type, e.g. `EventOf<'run.finished'>`. */
export type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

/** An event with its place and time in the run's log. */
export type StampedEvent = {
  readonly seq: number;
  readonly ts: string;
  readonly runId: string;
  readonly event: RunEvent;
};

/** Tells the recorder, then everyone who watches. Throws when the event could not be recorded, which stops the run. */
export type Emit = (event: RunEvent) => void;
