import type { SourceTree } from '../domain/ports.ts';
import { applyTextEdits } from '../domain/text-edit.ts';
import { obstacleTo, submoduleInTheWay, type Obstacle } from './method-to-function/guards.ts';
import { layoutOf } from './method-to-function/layout.ts';
import { locateMethod } from './method-to-function/locate.ts';
import type { Method } from './method-to-function/method.ts';
import { moveEdits } from './method-to-function/move-edits.ts';
import { MOVE_PATTERNS, MOVE_RIDERS } from './method-to-function/phrases.ts';
import { planMove, type MovePlan } from './method-to-function/plan.ts';
import { projectUses } from './method-to-function/project-uses.ts';
import { proveMove } from './method-to-function/prove.ts';
import { usesOfMethod } from './method-to-function/uses.ts';
import type { Recipe, RecipeRequest, RecipeResult } from './recipe.ts';
import { changeTo } from './source-file.ts';

/** Moves a Python method that does not use its object out of its class. */
export const methodToFunction: Recipe = {
  id: 'method-to-function',
  version: '1.0.0',
  title: 'Turn a method that does not use its object into a top-level function',
  languages: ['python'],
  slots: [
    { name: 'method', description: 'the name of the method', isRequired: true },
    {
      name: 'class',
      description: 'its class; needed when several classes have such a method',
      isRequired: false,
    },
    {
      name: 'calls',
      description: '`update`: calls of a public method become calls of the function, past any override',
      isRequired: false,
    },
  ],
  patterns: MOVE_PATTERNS,
  riders: MOVE_RIDERS,
  examples: [
    'Turn the method format_amount of class InvoiceService into a function',
    'Move Parser.normalise to the top level and update all callers',
    'Extract the normalise method from the Parser class into a stand-alone function',
  ],
  refuses: [
    'a method that uses self or cls, super() or its class',
    'a name that the module already uses, or that Python itself calls (`__eq__`)',
    'a method that its docstring offers for overriding; calls of a public method are left to overrides',
    'a class inside a function; a method that the class defines more than once',
    'private names (`__x`) in the body, locals(), exec() and the like',
    'anything that changes more of the syntax tree than the move, or brings a new diagnostic',
  ],
  run,
};

async function run(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const located = await locateMethod(request, tree);
  if (located.kind === 'refused') return located;
  const name = request.slots['method'] ?? '';
  if (located.kind === 'done') {
    return { kind: 'unchanged', summary: `${name} is already a top-level function of ${located.path}.` };
  }
  const { method } = located;
  const uses = usesOfMethod(method);
  const obstacle = obstacleTo(method, uses) ?? (await submoduleInTheWay(method, tree));
  if (obstacle !== null) return refused(obstacle);
  const plan = planMove(
    { method, uses, project: await projectUses(method, tree, request.signal) },
    request.slots['calls'] === 'update',
  );
  return 'reason' in plan ? refused(plan) : move(plan);
}

async function move(plan: MovePlan): Promise<RecipeResult> {
  const { method } = plan;
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
