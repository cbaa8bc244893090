import { usesOfName, scopesAround, type NameUse } from '../../python/scopes.ts';
import { childIn, isWithin, nodesBelow, textOf, type PyNode, type PyTree } from '../../python/tree.ts';
import type { PyVariable } from './find.ts';
import { objectionToMoving } from './moving.ts';

/** Why the value may not stand in the place of the uses, going on from "x at a.py:3"; null where it may. */
export function objectionTo(variable: PyVariable, all: readonly NameUse[]): string | null {
  const { tree, home, assignment, value } = variable;
  if (home.type !== 'function_definition') return 'is no variable of a function, so others may read it';
  if (childIn(assignment, 'type') !== null) return 'has a type, which would be lost';
  if (/^(?:assignment|augmented_assignment|expression_list|yield|named_expression)$/.test(value.type))
    return 'has no value of its own';
  if (all.some(({ role, node }) => role === 'bound' && node.parent !== assignment))
    return 'is assigned more than once';
  if (all.some(({ role }) => role === 'declared')) return 'is declared global or nonlocal';
  if (readsNames(tree, home)) return 'is in a function that reads its variables by their names';
  const uses = readsOf(all);
  if (uses.length === 0) return 'has no use; remove-unused-variables takes it out';
  if (!uses.every(({ node }) => follows(variable, node)))
    return 'is used outside of the block that assigns it, or above';
  return isConstant(value) || isSteady(variable, uses) ? null : objectionToMoving(variable, uses);
}

/** The places that read the variable. */
export function readsOf(all: readonly NameUse[]): readonly NameUse[] {
  return all.filter(({ role }) => role === 'read');
}

function readsNames(tree: PyTree, home: PyNode): boolean {
  return ['locals', 'vars', 'eval', 'exec'].some((name) =>
    usesOfName(tree, name).some(({ node, role }) => role === 'read' && isWithin(home, node)),
  );
}

function follows({ statement }: PyVariable, use: PyNode): boolean {
  const block = statement.parent;
  return block !== null && isWithin(block, use) && use.start > statement.end;
}

const CONSTANT = /^(?:integer|float|true|false|none|string)$/;

/** A value that is the same however often and wherever it is evaluated. */
function isConstant(value: PyNode): boolean {
  if (value.type === 'unary_operator')
    return value.children.every(({ type }) => /^(?:[-+~]|integer|float)$/.test(type));
  return CONSTANT.test(value.type) && [...nodesBelow(value)].every(({ type }) => type !== 'interpolation');
}

/** Another name for what a variable of the function holds that is given a value once, above. */
function isSteady({ tree, home, statement, value }: PyVariable, uses: readonly NameUse[]): boolean {
  if (value.type !== 'identifier' || uses.some(({ node }) => scopesAround(node)[0] !== home)) return false;
  const all = usesOfName(tree, textOf(tree, value));
  const bound = all.filter((use) => use.role === 'bound' && use.home === home);
  const isKnown = all.some((use) => use.node === value && use.home === home);
  const isGivenOnce = bound.length === 1 && bound.every(({ node }) => node.end <= statement.start);
  return isKnown && isGivenOnce && all.every(({ role }) => role !== 'declared');
}
