import type { EventOf } from '../domain/event.ts';
import { isSuccess } from '../domain/outcome.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { analysisOf } from './artifact-analysis.ts';
import { gitOf, landingRequestOf } from './artifact-git.ts';
import { decisionsOf, modificationsOf, patchesOf } from './artifact-patches.ts';
import { ARTIFACT_VERSION, type Artifact } from './artifact-schema.ts';
import { totalsOf } from './artifact-totals.ts';
import { modelCallsOf, modelsUsedOf } from './model-use.ts';
import type { LogHead } from './read-event-log.ts';
import { metricsOf, testsOf } from './artifact-tests.ts';
import { attemptsOf, safetyChecksOf } from './safety-checks.ts';

/** A record whose run has ended: only such a run has an artifact. */
export type EndedRecord = RunRecord & { readonly end: EventOf<'run.finished'> };

/** A log as its artifact names it; the path is relative to the root of the work tree. */
export type LogReference = LogHead & { readonly path: string };

/** The artifact of a run: a pure function of its record and its log's head, so that both can be derived again. */
export function toArtifact(record: EndedRecord, log: LogReference): Artifact {
  const steps = stepFieldsOf(record);
  const writes = { decisions: decisionsOf(record), file_modifications: modificationsOf(record) };
  return {
    schema_version: ARTIFACT_VERSION,
    ...headOf(record),
    ...endingOf(record),
    ...settingOf(record),
    ...steps,
    ...testsOf(record),
    ...gitOf(record),
    ...metricsOf(record),
    ...analysisOf(record),
    patches: patchesOf(record),
    ...writes,
    notices: [...record.notices],
    recovered:
      record.recovered === null
        ? null
        : { torn_bytes: record.recovered.tornBytes, detail: record.recovered.detail },
    event_log: log.head === null ? null : { path: log.path, count: log.count, head: log.head },
    metadata: totalsOf({ ...steps, ...writes }),
  };
}

/** The text of an artifact's file. */
export function artifactText(artifact: Artifact): string {
  return `${JSON.stringify(artifact, null, 2)}\n`;
}

/** Whether the run has ended. */
export function hasEnded(record: RunRecord): record is EndedRecord {
  return record.end !== null;
}

function headOf({
  runId,
  start,
}: RunRecord): Pick<Artifact, 'tool' | 'run_id' | 'kind' | 'parent_run_id' | 'issue_description' | 'mock'> {
  return {
    tool: start.tool,
    run_id: runId,
    kind: start.kind,
    parent_run_id: start.parentRunId,
    issue_description: start.task,
    mock: start.mock,
  };
}

function endingOf({
  startedAt,
  lastActiveAt,
  end,
}: EndedRecord): Pick<
  Artifact,
  | 'timestamp_start'
  | 'timestamp_end'
  | 'duration_seconds'
  | 'success'
  | 'outcome'
  | 'exit_code'
  | 'reason'
  | 'hint'
> {
  return {
    timestamp_start: startedAt,
    timestamp_end: lastActiveAt,
    duration_seconds: (Date.parse(lastActiveAt) - Date.parse(startedAt)) / 1000,
    success: isSuccess(end.outcome),
    outcome: end.outcome,
    exit_code: end.exitCode,
    reason: end.reason,
    hint: end.hint,
  };
}

function settingOf({
  start,
  plan,
  context,
}: RunRecord): Pick<Artifact, 'request' | 'repository' | 'environment' | 'plan' | 'context'> {
  const { repository } = start;
  return {
    request: requestOf(start),
    repository:
      repository === null
        ? null
        : { head: repository.head, branch: repository.branch, is_dirty: repository.isDirty },
    environment: start.environment,
    plan: plan === null ? null : { source: plan.source, steps: plan.steps.map(stepOf) },
    context: context === null ? null : contextOf(context),
  };
}

function requestOf(start: EventOf<'run.started'>): NonNullable<Artifact['request']> {
  const { targets, functions, options } = start;
  return {
    targets,
    functions,
    profile: options.profile,
    engine: options.engine,
    safe_mode: options.safeMode,
    max_risk: options.maxRisk,
    max_attempts: options.maxAttempts,
    dry_run: options.dryRun,
    auto_apply: options.autoApply,
    disabled_gates: options.disabledGates,
    ...landingRequestOf(start),
    ...(options.keepApi === true ? { keep_api: true } : {}),
    ...(options.revertIfWorse === true ? { revert_if_worse: true } : {}),
  };
}

function stepOf(step: EventOf<'plan.made'>['steps'][number]): NonNullable<Artifact['plan']>['steps'][number] {
  const { id, title, engine, paths, wave } = step;
  return {
    id,
    title,
    engine: engine.kind,
    recipe: engine.kind === 'recipe' ? engine.recipe : null,
    replaces_model: engine.kind === 'recipe' && engine.replacesModel,
    paths,
    wave,
  };
}

function contextOf(context: EventOf<'context.compressed'>): NonNullable<Artifact['context']> {
  const { tokensBefore, tokensAfter, ratio, sources, withheld, countedBy } = context;
  return {
    tokens_before: tokensBefore,
    tokens_after: tokensAfter,
    ratio,
    sources,
    withheld,
    ...(countedBy === undefined ? {} : { counted_by: countedByOf(countedBy) }),
  };
}

function countedByOf({
  tokenizer,
  model,
  factor,
}: NonNullable<EventOf<'context.compressed'>['countedBy']>): NonNullable<
  NonNullable<Artifact['context']>['counted_by']
> {
  return { tokenizer, model_name: model, factor };
}

function stepFieldsOf(
  record: RunRecord,
): Pick<
  Artifact,
  'skipped_phases' | 'attempts' | 'models_used' | 'model_calls' | 'recipe_runs' | 'safety_checks'
> {
  const calls = modelCallsOf(record);
  return {
    skipped_phases: record.skipped.map(({ phase, reason }) => ({ phase, reason })),
    attempts: attemptsOf(record),
    models_used: modelsUsedOf(record, calls),
    model_calls: calls,
    recipe_runs: record.recipes.map(recipeRunOf),
    safety_checks: safetyChecksOf(record),
  };
}

function recipeRunOf(run: EventOf<'recipe.ran'>): Artifact['recipe_runs'][number] {
  const { stepId, durationMs, recipe, version, result, summary, notes, proofs } = run;
  const said = { recipe, version, result, summary, notes, proofs };
  return { step_id: stepId, ...said, duration_ms: Math.round(durationMs) };
}
