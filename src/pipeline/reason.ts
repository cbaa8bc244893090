import * as z from 'zod';
import { recipeById } from '../recipes/catalog.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { routeNamed, type Route, type RouteContext, type RouteMatch } from '../recipes/router/router.ts';
import type { Plan, Step } from '../domain/plan.ts';
import { wavesOf } from '../domain/plan.ts';
import type { ModelMessage, ModelReply, ModelTool } from '../domain/ports.ts';
import { callModel } from './call-model.ts';
import type { Context } from './compress.ts';
import { endAs, type Ending } from './ending.ts';
import { mayCreate } from './new-files.ts';
import { describeIssues } from './patch-reply.ts';
import { engineFor, recipeMenu, recipesFor } from './plan-recipes.ts';
import { fileBlock, REASONER_SYSTEM, taskBlock } from './prompts.ts';
import { placedSymbol, routeTask } from './route-task.ts';
import type { RunContext } from './run-context.ts';

const MAX_STEPS = 20;

export type Planned = { readonly kind: 'planned'; readonly plan: Plan } | Ending;

/** A recipe for the whole sentence where exactly one covers it; null means that the model has to plan. */
export async function planByRecipe(run: RunContext): Promise<Planned | null> {
  const { task, config } = run;
  if (config.engine === 'model') return null;
  const { order } = task;
  const context = { targets: task.targets, functions: task.functions, given: order?.slots ?? {} };
  if (order !== undefined && order.id !== null) return planNamed(order.id, context, run);
  const route = await routeTask({ text: task.text, context, recipes: run.recipes }, run.tree);
  const isForRecipes = order !== undefined || config.engine === 'recipe';
  if (route.kind === 'match' && isLeftToModel(route) && run.model !== null && !isForRecipes) return null;
  if (route.kind === 'match') return planOf(route, order?.isEverywhere ?? false);
  return isForRecipes || run.model === null ? refusalOf(route, isForRecipes) : null;
}

function isLeftToModel({ recipe, slots }: RouteMatch): boolean {
  return recipe.slots.some(({ name, isForModel }) => isForModel === true && slots[name] !== undefined);
}

async function planNamed(
  id: string,
  context: RouteContext,
  { recipes, task, tree }: RunContext,
): Promise<Planned> {
  const recipe = recipeById(id, recipes);
  if (recipe === null) return endAs('refused', `There is no recipe ${id}.`, 'See `ouroboros recipes`.');
  const placed = await placedSymbol(context, tree);
  const fitted = routeNamed(recipe, { ...context, ...(placed === null ? {} : { placed }) });
  if (fitted.kind === 'fits') return planOf(fitted.match, task.order?.isEverywhere ?? false);
  return endAs('refused', fitted.reason, `\`ouroboros recipes show ${id}\` lists its slots.`);
}

function planOf({ recipe, slots, targets }: RouteMatch, isEverywhere: boolean): Planned {
  const step: Step = {
    id: 'step-1',
    title: recipe.title,
    engine: { kind: 'recipe', recipe: recipe.id, slots, isEverywhere, replacesModel: false },
    paths: targets,
    dependsOn: [],
  };
  return { kind: 'planned', plan: { source: 'recipe', steps: [step] } };
}

/** One model step for the whole task: what a small task needs. */
export function planAsOneStep(run: RunContext, targets: readonly string[]): Plan {
  const step: Step = {
    id: 'step-1',
    title: run.task.text,
    engine: { kind: 'model' },
    paths: targets,
    dependsOn: [],
  };
  return { source: 'task', steps: [step] };
}

/** Asks the reasoner for a plan of steps over the context. One malformed reply is fed back; a second ends the run. */
export async function planByReasoner(run: RunContext, context: Context): Promise<Planned> {
  const targets = context.changeable;
  const prompt = [
    ...context.files.map((file) => fileBlock(file.path, file.text, file.note)),
    taskBlock({ text: run.task.text, functions: run.task.functions, changeable: targets }),
  ].join('\n\n');
  const recipes = run.config.engine === 'model' ? [] : recipesFor(targets, run.recipes);
  const system = recipes.length === 0 ? REASONER_SYSTEM : `${REASONER_SYSTEM}\n${recipeMenu(recipes)}`;
  const later: ModelMessage[] = [];
  let feedback = '';
  for (let attempt = 1; attempt <= 2; attempt++) {
    const reply = await callModel(
      {
        role: 'reasoner',
        system,
        stable: context.map,
        prompt,
        later,
        tool: planTool(recipes),
        purpose: 'analyzing dependencies and planning the steps',
      },
      run,
    );
    const existing = new Set(await run.tree.list());
    const read = readPlan(reply, { targets, existing, recipes });
    if (read.kind === 'planned') return read;
    feedback = `Your last plan could not be used: ${read.reason}`;
    later.push(
      { role: 'assistant', text: JSON.stringify(reply.toolInput ?? reply.text) },
      { role: 'user', text: feedback },
    );
  }
  return endAs(
    'failed',
    `The reasoner gave no usable plan. ${feedback}`.trim(),
    'Try again, or name fewer files with -t.',
  );
}

function planTool(recipes: readonly Recipe[]): ModelTool {
  return {
    name: 'submit_plan',
    description: 'Submit the plan.',
    inputSchema: {
      type: 'object',
      properties: {
        steps: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              title: { type: 'string' },
              files: { type: 'array', items: { type: 'string' } },
              depends_on: { type: 'array', items: { type: 'integer' } },
              ...recipeProperties(recipes),
            },
            required: ['title', 'files', 'depends_on'],
            additionalProperties: false,
          },
        },
      },
      required: ['steps'],
      additionalProperties: false,
    },
  };
}

function recipeProperties(recipes: readonly Recipe[]): object {
  return recipes.length === 0
    ? {}
    : {
        recipe: { type: 'string', enum: recipes.map(({ id }) => id) },
        slots: { type: 'object', additionalProperties: { type: 'string' } },
      };
}

const planSchema = z.object({
  steps: z
    .array(
      z.object({
        title: z.string().min(1),
        files: z.array(z.string()).min(1),
        depends_on: z.array(z.int().nonnegative()).default([]),
        recipe: z.string().nullish(),
        slots: z.record(z.string(), z.string()).default({}),
      }),
    )
    .min(1)
    .max(MAX_STEPS),
});

type ReadPlan =
  | { readonly kind: 'planned'; readonly plan: Plan }
  | { readonly kind: 'unusable'; readonly reason: string };

type PlanReading = {
  readonly targets: readonly string[];
  readonly existing: ReadonlySet<string>;
  /** Those that a step may be given to. */
  readonly recipes: readonly Recipe[];
};

function readPlan(
  reply: Extract<ModelReply, { kind: 'reply' }>,
  { targets, existing, recipes }: PlanReading,
): ReadPlan {
  const parsed = planSchema.safeParse(reply.stopReason === 'tool_use' ? reply.toolInput : undefined);
  if (!parsed.success) return { kind: 'unusable', reason: describeIssues(parsed.error) };
  const bad = parsed.data.steps
    .flatMap((step) => step.files)
    .find((path) => !targets.includes(path) && (existing.has(path) || !mayCreate(path, targets)));
  if (bad !== undefined)
    return { kind: 'unusable', reason: `${JSON.stringify(bad)} is not one of the changeable files.` };
  const steps: Step[] = parsed.data.steps.map((step, index) => ({
    id: `step-${index + 1}`,
    title: step.title,
    engine:
      recipes.length > 0
        ? engineFor({ ...step, paths: step.files, recipe: step.recipe ?? null }, recipes)
        : { kind: 'model' },
    paths: step.files,
    dependsOn: step.depends_on.map((number) => `step-${number + 1}`),
  }));
  const plan: Plan = { source: 'reasoner', steps };
  try {
    wavesOf(plan);
  } catch {
    return { kind: 'unusable', reason: 'depends_on names an unknown step or makes a circle.' };
  }
  return { kind: 'planned', plan };
}

function refusalOf(route: Exclude<Route, { kind: 'match' }>, isForRecipes: boolean): Ending {
  const noModel = isForRecipes ? '' : ', and there is no model to ask';
  if (route.kind === 'ambiguous') {
    const ids = route.candidates.map(({ recipe }) => recipe.id).join(', ');
    return endAs(
      'refused',
      `Several recipes fit: ${ids}${noModel}.`,
      'Say it as one of the sentences that `ouroboros recipes` lists.',
    );
  }
  const { reason, nearest } = route.explain();
  const commands = nearest.map((near) => `  ${near.command}`);
  const key = isForRecipes
    ? []
    : ['Or set ANTHROPIC_API_KEY to let the model do it; `ouroboros doctor` says what is missing.'];
  const hint = [...(commands.length === 0 ? [] : ['The nearest recipes:', ...commands]), ...key].join('\n');
  return endAs('refused', `No recipe covers the whole task${noModel}. ${reason}`, hint === '' ? null : hint);
}
