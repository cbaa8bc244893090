import { positionAt } from '../../domain/text.ts';
import { childIn, isWithin, textOf, type PyNode } from '../python-tree.ts';
import { unsharedDefaults } from './delegate.ts';
import type { Obstacle } from './guards.ts';
import { isMangled, mangled, type Method } from './method.ts';
import type { ProjectUses } from './project-uses.ts';
import type { Uses } from './uses.ts';

/** What the move will do, decided before any text is made. */
export type MovePlan = {
  readonly method: Method;
  /** `self.name` of the calls that become calls of the function. */
  readonly rewritten: readonly PyNode[];
  /** Why a method that calls the function stays in the class; empty when none stays. */
  readonly delegateReasons: readonly string[];
  /** Why the calls in the class go on through the method; empty when they are rewritten. */
  readonly virtualReasons: readonly string[];
  /** The second name that the function needs where Python expands its name inside the class; null elsewhere. */
  readonly alias: string | null;
};

const MAX_PLACES = 5;

/** Decides between moving the method whole and leaving a delegating method behind, and which calls may change. */
export function planMove(method: Method, uses: Uses, project: ProjectUses): MovePlan | Obstacle {
  const reasons = [...virtualReasons(method, uses, project)];
  const mustStay = reasons.length > 0 || keepReasons(method, uses, project).length > 0;
  const unshared = mustStay ? unsharedDefaults(method) : [];
  if (unshared.length > 0)
    reasons.push(`the default ${unshared.join(', ')} is one object that all calls share`);
  const recursive = uses.calls.find((call) => isWithin(method.definition, call));
  if (reasons.length > 0 && recursive !== undefined) {
    return {
      reason: `${method.name} calls itself through its object, and ${reasons.join('; ')}.`,
      hint: null,
    };
  }
  const alias = mangled(method.className, method.name);
  return {
    method,
    rewritten: reasons.length > 0 ? [] : uses.calls,
    delegateReasons: [...keepReasons(method, uses, project), ...reasons],
    virtualReasons: reasons,
    alias: alias === method.name ? null : alias,
  };
}

/** Why a call through the object may mean another method than the one that moves. */
function virtualReasons(method: Method, uses: Uses, project: ProjectUses): readonly string[] {
  const decorators = method.decorators
    .filter(({ kind }) => kind === 'other')
    .map(({ text }) => text.replace(/\(.*/s, '(…)'));
  const assigned = uses.assigned.map(
    (node) => `${method.file.path}:${positionAt(method.tree.text, node.start).line}`,
  );
  const replacing = [...new Set([...assigned, ...project.replacing])];
  return [
    ...(decorators.length > 0 ? [`${decorators.join(', ')} stays on the method`] : []),
    ...(project.overriding.length > 0 ? [`${listed(project.overriding)} may override it`] : []),
    ...(replacing.length > 0 ? [`it is replaced at ${listed(replacing)}`] : []),
  ];
}

/** Why someone may still ask the class for the method. */
function keepReasons(method: Method, uses: Uses, project: ProjectUses): readonly string[] {
  const bases = childIn(method.classNode, 'superclasses');
  const baseNames =
    bases === null
      ? []
      : bases.children
          .filter(({ type }) => !['(', ')', ',', 'comment'].includes(type))
          .map((node) => textOf(method.tree, node));
  const inherits = baseNames.some((name) => name !== 'object') && !isMangled(method.name);
  const isDecorated = method.classNode.parent?.type === 'decorated_definition' && !isMangled(method.name);
  const elsewhere = [
    ...[...uses.others, ...uses.shadowedCalls].map(
      (node) => `${method.file.path}:${positionAt(method.tree.text, node.start).line}`,
    ),
    ...project.places,
  ];
  return [
    ...(method.name.startsWith('_') ? [] : ['it is public']),
    ...(inherits ? [`${method.className} inherits from ${baseNames.join(', ')}`] : []),
    ...(isDecorated ? [`${method.className} is decorated`] : []),
    ...(elsewhere.length > 0 ? [`its name is also used at ${listed([...new Set(elsewhere)])}`] : []),
  ];
}

function listed(places: readonly string[]): string {
  const shown = places.slice(0, MAX_PLACES).join(', ');
  return places.length <= MAX_PLACES ? shown : `${shown} and ${places.length - MAX_PLACES} more places`;
}
