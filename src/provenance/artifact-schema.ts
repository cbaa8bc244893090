import * as z from 'zod';
import { complexityDifferenceSchema } from '../domain/complexity.ts';
import { diagnosticSchema } from '../domain/diagnostic.ts';
import { interfaceDifferenceSchema } from '../domain/interface-difference.ts';
import { OUTCOMES } from '../domain/outcome.ts';
import { analysisSchema } from './artifact-analysis.ts';
import { gitSchema, landingRequestSchema } from './artifact-git.ts';
import { metricsSchema, testsSchema } from './artifact-test-schema.ts';

/** The version that this code writes. Minor versions only add optional fields, so readers take every 1.x. */
export const ARTIFACT_VERSION = '1.0.0';

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const timestamp = z.iso.datetime();
const count = z.int().nonnegative();
const amount = z.number().nonnegative();
const share = z.number().min(0).max(1);
const phase = z.enum(['reasoner', 'compressor', 'generator']);
const operation = z.enum(['create', 'modify', 'delete']);

const requestSchema = z.object({
  targets: z.array(z.string()),
  functions: z.array(z.string()),
  profile: z.string(),
  engine: z.string(),
  safe_mode: z.boolean(),
  max_risk: z.number(),
  max_attempts: z.int(),
  dry_run: z.boolean(),
  auto_apply: z.boolean(),
  disabled_gates: z.array(z.string()),
  landing: landingRequestSchema,
  keep_api: z.boolean().optional().describe('Whether public interfaces had to stay; left out for false.'),
  revert_if_worse: z
    .boolean()
    .optional()
    .describe('Whether an applied change was to be checked once more; left out for false.'),
});

const planSchema = z.object({
  source: z.enum(['recipe', 'task', 'reasoner', 'stored']),
  steps: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      engine: z.enum(['recipe', 'model']),
      recipe: z.string().nullable(),
      replaces_model: z
        .boolean()
        .default(false)
        .describe('The reasoner meant the step for the model, and the recipe covers it.'),
      paths: z.array(z.string()),
      wave: z.int(),
    }),
  ),
});

const contextSchema = z.object({
  tokens_before: count,
  tokens_after: count,
  ratio: amount,
  sources: z.array(
    z.object({
      path: z.string(),
      form: z.enum(['whole', 'outline', 'excerpt', 'summary']),
      licence: z
        .string()
        .optional()
        .describe('Of an example from another root; its path begins with the name of the root.'),
    }),
  ),
  withheld: z.array(z.object({ path: z.string(), reason: z.string() })),
  counted_by: z
    .object({
      tokenizer: z
        .enum(['o200k_base', 'estimate'])
        .describe('estimate: by the size in bytes, where everything was sure to fit.'),
      model_name: z.string(),
      factor: amount.describe('Tokens of the model for one of the tokenizer.'),
    })
    .optional(),
});

const attemptSchema = z.object({
  step_id: z.string(),
  attempt: z.int().positive(),
  result: z.enum(['passed', 'gate_failed', 'reply_rejected', 'unfinished']),
});

const modelUseSchema = z.object({
  phase,
  model_name: z.string().describe('A recipe reads recipe:<id>@<version>.'),
  purpose: z.string(),
  tokens_used: count.describe('Input and output, summed over the calls.'),
  duration_ms: count,
  compression_ratio: amount.optional(),
  num_steps: count.optional(),
  retry_count: count.optional(),
  calls: count,
  failed_calls: count,
  cost_usd: amount.nullable().describe('null where the price is unknown; never 0 for that.'),
});

const modelCallSchema = z.object({
  call_id: z.string(),
  phase,
  model_name: z.string(),
  purpose: z.string(),
  step_id: z.string().nullable(),
  attempt: z.int().positive().nullable(),
  result: z.enum(['replied', 'failed', 'unanswered']),
  prompt: digest.nullable().describe('The stored bytes that were sent, secrets taken out.'),
  redactions: count,
  reply: digest.nullable(),
  stop_reason: z.string().nullable(),
  fault: z.string().nullable(),
  tokens_in: count,
  tokens_out: count,
  cache_read_tokens: count,
  cache_write_tokens: count,
  cost_usd: amount.nullable(),
  duration_ms: count,
  request_id: z.string().nullable(),
});

const recipeRunSchema = z.object({
  step_id: z.string(),
  recipe: z.string(),
  version: z.string(),
  result: z.enum(['changed', 'unchanged', 'refused']),
  summary: z.string(),
  notes: z.array(z.string()),
  proofs: z
    .array(z.object({ level: z.enum(['S', 'A', 'D', 'R']), detail: z.string() }))
    .default([])
    .describe(
      'S syntax, A same syntax tree but for the edit, D no new diagnostics, R every use accounted for.',
    ),
  duration_ms: count,
});

const safetyCheckSchema = z.object({
  check_type: z
    .string()
    .describe('syntax_validation for the syntax gate, edit_matching for a reply without a usable edit.'),
  passed: z.boolean(),
  details: z.string(),
  timestamp,
  gate: z.string().nullable(),
  step_id: z.string().nullable(),
  attempt: z.int().positive().nullable(),
  duration_ms: count.nullable(),
  files: z.array(z.object({ path: z.string(), digest, verified_by: z.array(z.string()) })),
  diagnostics: z.array(diagnosticSchema),
  doubts: z
    .array(diagnosticSchema)
    .optional()
    .describe('What looks wrong and may be right: it refuses nothing and adds to the risk.'),
});

const riskSchema = z.object({
  score: share,
  model_version: z.string(),
  factors: z.array(
    z.object({ name: z.string(), value: share, weight: share, contribution: share, evidence: z.string() }),
  ),
});

const patchSchema = z.object({
  path: z.string(),
  operation,
  engines: z.array(z.string()).describe('recipe:<id>@<version>, or the name of the model.'),
  valid: z.boolean(),
  status: z.enum(['applied', 'accepted', 'held', 'declined', 'previewed', 'staged', 'invalid']),
  risk: riskSchema.nullable(),
  original_hash: digest.nullable(),
  modified_hash: digest.nullable(),
  lines_added: count,
  lines_removed: count,
  tolerances: z.array(z.enum(['line-ending', 'trailing-space', 'indentation'])),
  diff_path: z.string().nullable().describe('Relative to the root of the work tree.'),
  public_interface: interfaceDifferenceSchema
    .optional()
    .describe('What other files can use; left out where it stays the same.'),
  complexity: complexityDifferenceSchema
    .optional()
    .describe('Cyclomatic, of the functions where it changes; counted for the changes of a model.'),
});

const decisionSchema = z.object({
  path: z.string(),
  decision: z.enum(['apply', 'hold', 'decline', 'preview']),
  decided_by: z.enum(['flag', 'policy', 'person']),
  approver: z.string(),
  reason: z.string(),
  timestamp,
});

const fileModificationSchema = z.object({
  file_path: z.string(),
  original_hash: digest.nullable().describe('null: the file was created.'),
  modified_hash: digest.nullable().describe('null: the file was deleted.'),
  lines_added: count,
  lines_removed: count,
  backup_path: z.string().nullable().describe('Relative to the root of the work tree.'),
  timestamp,
  operation,
  mode_before: z.int().nullable(),
  mode_after: z.int().nullable(),
  folders_made: z.array(z.string()),
});

const metadataSchema = z.object({
  total_tokens_used: count,
  total_model_time_ms: count,
  num_safety_checks_passed: count,
  num_safety_checks_failed: count,
  total_lines_added: count,
  total_lines_removed: count,
  num_files_modified: count,
  num_attempts: count,
  num_retries: count,
  total_cost_usd: amount.nullable(),
});

/** The record of a run as a file: `artifact_metadata_<run_id>.json`. docs/artifact.md explains every field. */
export const artifactSchema = z.object({
  schema_version: z.string().regex(/^1\.\d+\.\d+$/),
  tool: z.object({ name: z.string(), version: z.string() }).nullable(),
  run_id: z.string(),
  kind: z.enum(['refactor', 'apply', 'undo', 'test', 'library']),
  parent_run_id: z.string().nullable(),
  issue_description: z.string(),
  timestamp_start: timestamp,
  timestamp_end: timestamp,
  duration_seconds: amount,
  success: z.boolean(),
  outcome: z.enum(OUTCOMES),
  exit_code: z.int(),
  reason: z.string(),
  hint: z.string().nullable(),
  mock: z.boolean(),
  request: requestSchema.nullable(),
  repository: z
    .object({ head: z.string().nullable(), branch: z.string().nullable(), is_dirty: z.boolean() })
    .nullable(),
  environment: z.object({ node: z.string(), platform: z.string(), ci: z.boolean() }).nullable(),
  plan: planSchema.nullable(),
  context: contextSchema.nullable(),
  skipped_phases: z.array(z.object({ phase, reason: z.string() })),
  attempts: z.array(attemptSchema),
  models_used: z.array(modelUseSchema),
  model_calls: z.array(modelCallSchema),
  recipe_runs: z.array(recipeRunSchema),
  safety_checks: z.array(safetyCheckSchema),
  tests: testsSchema,
  git: gitSchema,
  static_analysis: analysisSchema,
  metrics: metricsSchema,
  patches: z.array(patchSchema),
  decisions: z.array(decisionSchema),
  file_modifications: z.array(fileModificationSchema),
  reverted: z
    .string()
    .optional()
    .describe('Why what the run had written was put back; left out where nothing was.'),
  notices: z.array(z.string()),
  recovered: z.object({ torn_bytes: count, detail: z.string() }).nullable(),
  event_log: z.object({ path: z.string(), count, head: digest }).nullable(),
  metadata: metadataSchema,
});

export type Artifact = z.infer<typeof artifactSchema>;
export type ModelUse = z.infer<typeof modelUseSchema>;
export type ModelCall = z.infer<typeof modelCallSchema>;
export type SafetyCheck = z.infer<typeof safetyCheckSchema>;
export type FileModification = z.infer<typeof fileModificationSchema>;
