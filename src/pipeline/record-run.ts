import { wavesOf, type Plan } from '../domain/plan.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { UnusableModelError } from './call-model.ts';
import { endAs, endingOfError, type Ending } from './ending.ts';
import type { RunContext } from './run-context.ts';

/** Puts the plan on record, each step with its wave. */
export function recordPlan(plan: Plan, run: Pick<RunContext, 'emit'>): void {
  const steps = wavesOf(plan).flatMap((wave, index) =>
    wave.map((step) => ({
      id: step.id,
      title: step.title,
      engine:
        step.engine.kind === 'model'
          ? step.engine
          : {
              kind: step.engine.kind,
              recipe: step.engine.recipe,
              replacesModel: step.engine.replacesModel,
            },
      paths: [...step.paths],
      wave: index + 1,
    })),
  );
  run.emit({ type: 'plan.made', source: plan.source, steps });
}

/**
 * Works through the stages of a run and records how they ended, whatever is thrown: `run.finished` is the last event.
 * Throws only when the end itself could not be recorded.
 */
export async function runToEnd(run: RunContext, stages: () => Promise<Ending>): Promise<RunRecord> {
  const { outcome, exitCode, reason, hint } = await endingOf(stages, run);
  const artifact = `${run.config.artifactsDir}/artifact_metadata_${run.record().runId}.json`;
  run.emit({ type: 'run.finished', outcome, exitCode, reason, hint, artifact });
  return run.record();
}

async function endingOf(
  stages: () => Promise<Ending>,
  { signal, onBug }: Pick<RunContext, 'signal' | 'onBug'>,
): Promise<Ending> {
  try {
    return await stages();
  } catch (error) {
    if (error instanceof UnusableModelError) return endAs('failed', error.message, 'Nothing was changed.');
    const ending = endingOfError(signal.aborted ? signal.reason : error);
    if (ending.outcome === 'bug') onBug?.(error);
    return ending;
  }
}
