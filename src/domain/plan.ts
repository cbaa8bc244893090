import { OuroborosError } from './errors.ts';

/** Does a step: a recipe with the values of its slots, at one place or everywhere, or the language model. */
type StepEngine =
  | {
      readonly kind: 'recipe';
      readonly recipe: string;
      readonly slots: Readonly<Record<string, string>>;
      readonly isEverywhere: boolean;
      /** Whether the reasoner meant the step for the model, and the recipe was found to cover it. */
      readonly replacesModel: boolean;
    }
  | { readonly kind: 'model' };

/** An atomic unit of a plan. */
export type Step = {
  readonly id: string;
  readonly title: string;
  readonly engine: StepEngine;
  /** The files that the step may change; edits elsewhere are refused. */
  readonly paths: readonly string[];
  /** Ids of the steps whose results this one needs. */
  readonly dependsOn: readonly string[];
};

/** A plan is a graph of steps. `source` says who made it. */
export type Plan = {
  readonly steps: readonly Step[];
  readonly source: 'recipe' | 'task' | 'reasoner';
};

/**
 * Sorts the steps into waves: a step stands in the wave after the last of those it depends on.
 * @throws OuroborosError `config` when a dependency is unknown or the graph has a cycle.
 */
export function wavesOf(plan: Plan): readonly (readonly Step[])[] {
  const waves: Step[][] = [];
  const done = new Set<string>();
  let waiting = plan.steps;
  while (waiting.length > 0) {
    const wave = waiting.filter((step) => step.dependsOn.every((id) => done.has(id)));
    if (wave.length === 0) {
      throw new OuroborosError(
        'config',
        `The steps ${waiting.map((step) => step.id).join(', ')} wait for each other or for a step that is not in the plan.`,
      );
    }
    waves.push([...wave]);
    for (const step of wave) done.add(step.id);
    waiting = waiting.filter((step) => !done.has(step.id));
  }
  return waves;
}
