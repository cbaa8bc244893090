import type { OuroborosError } from '../domain/errors.ts';
import type { Patch } from '../domain/patch.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { build, type Built } from './build.ts';
import { checkCandidate, WHOLE_CHANGE, type CheckResult } from './check-candidate.ts';
import { compress, isSmallTask, type Context } from './compress.ts';
import { decide } from './decide.ts';
import { endAs, endingOfError, type Ending } from './ending.ts';
import { gatherContext } from './gather-context.ts';
import { refusalOfLanding } from './landing/check-landing.ts';
import { offerPatches } from './offer-patches.ts';
import { planAsOneStep, planByReasoner, planByRecipe, type Planned } from './reason.ts';
import { recordPlan, runToEnd } from './record-run.ts';
import type { RunContext } from './run-context.ts';
import { applyPatches } from './write-patches.ts';

/** One refactoring from a task to its end: plan, context, patches, decision, apply. */
export async function runTask(run: RunContext): Promise<RunRecord> {
  return runToEnd(run, async () => {
    const refusal = await refusalOfLanding(run);
    if (refusal !== null) return refusal;
    const prepared = await preparePatches(run);
    if (prepared.kind === 'ended') return prepared;
    const decided = await decide(prepared.patches, run);
    if (decided.kind === 'ended') return decided;
    const isPart = decided.patches.length < prepared.patches.length;
    const check = isPart ? await checkCandidate(decided.patches, WHOLE_CHANGE, run) : prepared.check;
    return refusalOfPart(check, run) ?? applyPatches(decided.patches, check, run);
  });
}

/** A run that ends before it works on anything: its reason is put on record like every other. */
export async function refuseTask(error: OuroborosError, run: RunContext): Promise<RunRecord> {
  return runToEnd(run, async () => endingOfError(error));
}

/** Patches with what the gates said of all of them together. */
type Prepared = {
  readonly kind: 'prepared';
  readonly patches: readonly Patch[];
  readonly check: CheckResult;
};

/** Everything before a decision: plan, context, build with its gates, risk. Writes nothing of the user's. */
export async function preparePatches(run: RunContext): Promise<Prepared | Ending> {
  const { planned, context } = await plan(run);
  if (planned.kind === 'ended') return planned;
  recordPlan(planned.plan, run);
  const built: Built | Ending = await build(planned.plan, context, run);
  if (built.kind === 'ended') return built;
  return { kind: 'prepared', patches: await offerPatches(built, run), check: built.check };
}

async function plan(
  run: RunContext,
): Promise<{ readonly planned: Planned; readonly context: Context | null }> {
  const byRecipe = await planByRecipe(run);
  if (byRecipe !== null) {
    skipModelPhases('the step is done by a recipe', run);
    return { planned: byRecipe, context: null };
  }
  const gathered = await gatherContext(run);
  if (isSmallTask(gathered, run)) {
    skipModelPhases('one small file: one call of the builder is enough', run);
    return { planned: { kind: 'planned', plan: planAsOneStep(run, gathered.changeable) }, context: gathered };
  }
  const planned = await planByReasoner(run, gathered);
  if (planned.kind === 'ended') return { planned, context: gathered };
  return { planned, context: await compress(gathered, run) };
}

function skipModelPhases(reason: string, run: RunContext): void {
  run.emit({ type: 'phase.skipped', phase: 'reasoner', reason });
  run.emit({ type: 'phase.skipped', phase: 'compressor', reason });
}

/** What a person accepted in part is a candidate tree of its own: the gates judge it before anything is written. */
function refusalOfPart({ failure }: CheckResult, run: RunContext): Ending | null {
  if (failure === null || !run.config.safeMode) return null;
  return endAs(
    'failed',
    `The accepted patches do not stand alone: ${failure.verdict.summary}`,
    'Nothing was changed. Accept the patches that belong together.',
  );
}
