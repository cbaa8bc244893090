import type { SourceTree } from '../../domain/ports.ts';
import { applyTextEdits } from '../../domain/text-edit.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { changeTo } from '../source-file.ts';
import { callersAreCounted } from './caller-frames.ts';
import { obstacleTo, submoduleInTheWay, type Obstacle } from './guards.ts';
import { layoutOf } from './layout.ts';
import { locateMethod } from './locate.ts';
import type { Method } from './method.ts';
import { moveEdits } from './move-edits.ts';
import { planMove, type MovePlan } from './plan.ts';
import { projectUses } from './project-uses.ts';
import { proveMove } from './prove.ts';
import { starImportInTheWay } from './star-imports.ts';
import { usesOfMethod } from './uses.ts';

/** Finds the method, decides what its move needs, moves it, and proves that nothing else changed. */
export async function moveMethod(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const located = await locateMethod(request, tree);
  if (located.kind === 'refused') return located;
  const name = request.slots['method'] ?? '';
  if (located.kind === 'done') {
    return { kind: 'unchanged', summary: `${name} is already a top-level function of ${located.path}.` };
  }
  const { method } = located;
  const uses = usesOfMethod(method);
  const obstacle =
    obstacleTo(method, uses) ??
    (await submoduleInTheWay(method, tree)) ??
    (await starImportInTheWay(method, tree, request.signal));
  if (obstacle !== null) return refused(obstacle);
  const plan = planMove(
    { method, uses, project: await projectUses(method, tree, request.signal) },
    request.slots['calls'] === 'update',
  );
  return 'reason' in plan ? refused(plan) : move(plan);
}

async function move(plan: MovePlan): Promise<RecipeResult> {
  const { method } = plan;
  const counted = callersAreCounted(plan);
  if (counted !== null) return refused(counted);
  const layout = layoutOf(method);
  if ('reason' in layout) return refused(layout);
  const after = applyTextEdits(method.tree.text, moveEdits(plan, layout));
  const proven = await proveMove(plan, after);
  if (proven.kind === 'unproven') {
    return refused({ reason: `${method.name} was not moved, because ${proven.reason}.`, hint: null });
  }
  return {
    kind: 'changed',
    changes: [changeTo(method.file, after)],
    summary: summaryOf(plan),
    notes: notesOf(plan),
    proofs: proven.proofs,
  };
}

function summaryOf({ method, rewritten }: MovePlan): string {
  const calls =
    rewritten.length === 0
      ? ''
      : `; ${rewritten.length} ${rewritten.length === 1 ? 'call' : 'calls'} updated`;
  return `${method.qualifiedClass}.${method.name} is now a top-level function of ${method.file.path}${calls}.`;
}

function notesOf(plan: MovePlan): readonly string[] {
  const { method, delegateReasons, virtualReasons, alias } = plan;
  return [
    ...(delegateReasons.length === 0 ? [] : [delegateNote(method, delegateReasons)]),
    ...(virtualReasons.length === 0
      ? []
      : [`Calls in the class still go through the method, because ${virtualReasons.join('; ')}.`]),
    ...(virtualReasons.length === 0 && mayBeOverridden(plan)
      ? [
          `A subclass outside this project that overrides ${method.name} no longer changes the calls inside ${method.className}.`,
        ]
      : []),
    ...(method.tree.identifiers.has('__all__') && !method.name.startsWith('_')
      ? [`\`__all__\` of ${method.file.path} does not list ${method.name}.`]
      : []),
    ...(alias === null
      ? []
      : [`${alias} is a second name of the function: Python expands ${method.name} to it inside the class.`]),
  ];
}

function delegateNote(method: Method, reasons: readonly string[]): string {
  return `${method.qualifiedClass} keeps ${method.name} as a method that calls the function, because ${reasons.join('; ')}.`;
}

function mayBeOverridden({ rewritten, delegateReasons, alias }: MovePlan): boolean {
  return rewritten.length > 0 && delegateReasons.length > 0 && alias === null;
}

function refused({ reason, hint }: Obstacle): RecipeResult {
  return { kind: 'refused', reason, hint };
}
