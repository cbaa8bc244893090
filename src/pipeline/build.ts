import { mergeChanges, type Engine, type FileChange } from '../domain/patch.ts';
import { wavesOf, type Plan } from '../domain/plan.ts';
import { checkCandidate, WHOLE_CHANGE, type CheckResult } from './check-candidate.ts';
import type { Context } from './compress.ts';
import { endAs, type Ending } from './ending.ts';
import { buildByModel } from './model-step.ts';
import { buildByRecipe } from './recipe-step.ts';
import type { RunContext } from './run-context.ts';
import type { BuiltStep, StepResult, StepInput } from './built-step.ts';

/** The whole change: one entry a file, with everything that the risk score asks about it. */
export type Built = {
  readonly kind: 'built';
  readonly changes: readonly FileChange[];
  readonly enginesByPath: ReadonlyMap<string, readonly Engine[]>;
  readonly retries: number;
  readonly check: CheckResult;
};

/** Works through the plan wave by wave. Later steps see the changes of earlier ones; the first step that fails ends the run. */
export async function build(plan: Plan, context: Context | null, run: RunContext): Promise<Built | Ending> {
  let built = nothingBuilt();
  const idle: string[] = [];
  const steps = wavesOf(plan).flat();
  for (const [index, step] of steps.entries()) {
    const later = steps.slice(index + 1).flatMap(({ paths }) => paths);
    const input = { step, staged: built.changes, later, context };
    const result = await buildStep(input, run, plan.source);
    if (result.kind === 'ended') return result;
    if (result.kind === 'nothing') idle.push(result.summary);
    else built = withStep(built, result);
  }
  if (built.changes.length === 0) return unchanged(idle, run);
  return built.check.isWhole ? built : checkWhole(built, run);
}

/** A step of the reasoner that its recipe refuses is left to the model; a recipe that the user asked for is not. */
async function buildStep(input: StepInput, run: RunContext, source: Plan['source']): Promise<StepResult> {
  if (input.step.engine.kind === 'model') return buildByModel(input, run);
  const result = await buildByRecipe(input, run);
  const isRefused = result.kind === 'ended' && result.outcome === 'refused';
  if (!isRefused || source !== 'reasoner' || run.model === null) return result;
  run.emit({ type: 'notice.given', message: `${result.reason} The model does that step.` });
  return buildByModel({ ...input, step: { ...input.step, engine: { kind: 'model' } } }, run);
}

/** Where the last steps had nothing to do, the gates that wait for the whole change have not been asked yet. */
async function checkWhole(built: Built, run: RunContext): Promise<Built | Ending> {
  const check = await checkCandidate(built.changes, WHOLE_CHANGE, run);
  if (check.failure === null || !run.config.safeMode) return { ...built, check };
  return endAs('failed', `The change did not pass: ${check.failure.verdict.summary}`, 'Nothing was changed.');
}

function nothingBuilt(): Built {
  const check: CheckResult = {
    failure: null,
    verifiedBy: new Map(),
    unjudged: new Set(),
    doubts: [],
    judged: new Map(),
    isWhole: true,
  };
  return { kind: 'built', changes: [], enginesByPath: new Map(), retries: 0, check };
}

function withStep(built: Built, step: BuiltStep): Built {
  const engines = new Map(built.enginesByPath);
  for (const change of step.changes)
    engines.set(change.path, [...(engines.get(change.path) ?? []), step.engine]);
  return {
    kind: 'built',
    changes: mergeChanges(built.changes, step.changes),
    enginesByPath: engines,
    retries: built.retries + step.attempts - 1,
    check: step.check,
  };
}

async function unchanged(summaries: readonly string[], run: RunContext): Promise<Ending> {
  const paths = run.task.targets;
  const last = await run.lastRunThatChanged(paths);
  const hint = last === null ? null : `To take the last change back: ouroboros undo ${last}`;
  const reason = summaries.join(' ') || 'The steps of the plan cancel each other out.';
  return { kind: 'ended', outcome: 'unchanged', exitCode: 0, reason, hint };
}
