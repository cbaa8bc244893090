import { counted } from '../counted.ts';
import { positionAt } from '../../domain/text.ts';
import { childIn, isWithin, textOf, type PyNode } from '../python/tree.ts';
import { unsharedDefaults } from './delegate.ts';
import type { Obstacle } from './guards.ts';
import { isMangled } from '../python/mangled.ts';
import { mangled, type Method } from './method.ts';
import type { ProjectUses } from './project-uses.ts';
import type { Uses } from './uses.ts';

/** What the move will do, decided before any text is made. */
export type MovePlan = {
  readonly method: Method;
  /** `self.name` of the calls that become calls of the function. */
  readonly rewritten: readonly PyNode[];
  /** How many other uses of the name in the project go on through the method. */
  readonly leftCount: number;
  /** Why a method that calls the function stays in the class; empty when none stays. */
  readonly delegateReasons: readonly string[];
  /** Why the calls in the class go on through the method; empty when they are rewritten. */
  readonly virtualReasons: readonly string[];
  /** The second name that the function needs where Python expands its name inside the class; null elsewhere. */
  readonly alias: string | null;
};

const MAX_PLACES = 5;

type Known = { readonly method: Method; readonly uses: Uses; readonly project: ProjectUses };

/**
 * Decides between moving the method whole and leaving a delegating method behind, and which calls may change. Calls of
 * a public method change only when that was asked for: a subclass that nobody sees here may override it.
 */
export function planMove(known: Known, updatesCalls: boolean): MovePlan | Obstacle {
  const { method, uses, project } = known;
  const elsewhere = placesElsewhere(method, uses, project);
  const keepReasons = [...classReasons(method), ...placeReasons(elsewhere)];
  const openReasons = virtualReasons(known, updatesCalls);
  const mustStay = keepReasons.length + openReasons.length > 0;
  const reasons = [...openReasons, ...(mustStay ? sharedDefaultReasons(method) : [])];
  const isRecursive = uses.calls.some((call) => isWithin(method.definition, call));
  if (reasons.length > 0 && isRecursive) {
    const reason = `${method.name} calls itself through its object, and ${reasons.join('; ')}.`;
    return { reason, hint: null };
  }
  const alias = mangled(method.className, method.name);
  return {
    method,
    rewritten: reasons.length > 0 ? [] : uses.calls,
    leftCount: elsewhere.length + (reasons.length > 0 ? uses.calls.length : 0),
    delegateReasons: [...keepReasons, ...reasons],
    virtualReasons: reasons,
    alias: alias === method.name ? null : alias,
  };
}

/** Why a call through the object may mean another method than the one that moves. */
function virtualReasons({ method, uses, project }: Known, updatesCalls: boolean): readonly string[] {
  const decorators = method.decorators
    .filter(({ kind }) => kind === 'other')
    .map(({ text }) => text.replace(/\(.*/s, '(…)'));
  const assigned = uses.assigned.map((node) => placeOf(method, node));
  const replacing = [...new Set([...assigned, ...project.replacing])];
  const isOpen =
    !updatesCalls && isPublic(method) && uses.calls.length > 0 && project.overriding.length === 0;
  return [
    ...(decorators.length > 0 ? [`${decorators.join(', ')} stays on the method`] : []),
    ...(project.overriding.length > 0 ? [`${listed(project.overriding)} may override it`] : []),
    ...(replacing.length > 0 ? [`it is replaced at ${listed(replacing)}`] : []),
    ...(isOpen ? ['a subclass outside this project may override it'] : []),
  ];
}

/** Why someone who is not seen here may ask the class for the method. */
function classReasons(method: Method): readonly string[] {
  const isHidden = isMangled(method.name);
  const bases = baseNames(method);
  const inherits = !isHidden && bases.some((name) => name !== 'object');
  const isDecorated = !isHidden && method.classNode.parent?.type === 'decorated_definition';
  return [
    ...(isPublic(method) ? ['it is public'] : []),
    ...(inherits ? [`${method.className} inherits from ${bases.join(', ')}`] : []),
    ...(isDecorated ? [`${method.className} is decorated`] : []),
  ];
}

function isPublic({ name }: Method): boolean {
  return !name.startsWith('_');
}

function baseNames(method: Method): readonly string[] {
  const list = childIn(method.classNode, 'superclasses')?.children ?? [];
  return list
    .filter(({ type }) => !['(', ')', ',', 'comment'].includes(type))
    .map((node) => textOf(method.tree, node));
}

function placeReasons(places: readonly string[]): readonly string[] {
  return places.length === 0 ? [] : [`its name is also used at ${listed(places)}`];
}

/** Uses that no rewriting reaches. */
function placesElsewhere(method: Method, uses: Uses, project: ProjectUses): readonly string[] {
  const own = [...uses.others, ...uses.shadowedCalls].map((node) => placeOf(method, node));
  return [...new Set([...own, ...project.places])];
}

function sharedDefaultReasons(method: Method): readonly string[] {
  const defaults = unsharedDefaults(method);
  return defaults.length === 0
    ? []
    : [`the default ${defaults.join(', ')} is one object that all calls share`];
}

function placeOf(method: Method, node: PyNode): string {
  return `${method.file.path}:${positionAt(method.tree.text, node.start).line}`;
}

function listed(places: readonly string[]): string {
  const shown = places.slice(0, MAX_PLACES).join(', ');
  return places.length <= MAX_PLACES
    ? shown
    : `${shown} and ${counted(places.length - MAX_PLACES, ['more place', 'more places'])}`;
}
