import { positionAt } from '../../../domain/text.ts';
import { scopesAround, usesOfName, type NameUse } from '../../python/scopes.ts';
import { ancestorsOf, childIn, isWithin, type PyNode } from '../../python/tree.ts';
import { isBoundBefore, surelyBinds, surelyExits } from '../../python/flow.ts';
import { aroundRegion, isInRegion, type Region } from './region.ts';

/** What the lines take and what they give back, by name, or why that cannot be told. */
export type Liveness =
  | { readonly kind: 'known'; readonly inputs: readonly string[]; readonly outputs: readonly string[] }
  | { readonly kind: 'unknown'; readonly reason: string };

/** A variable of the function or of one around it that the lines use. */
type Variable = { readonly name: string; readonly scope: PyNode; readonly uses: readonly NameUse[] };
type Need = { readonly isInput: boolean; readonly isOutput: boolean; readonly reason: string | null };

/** Follows every variable through the lines. `kept` are names that the new function sees by itself. */
export function livenessOf(region: Region, kept: readonly string[]): Liveness {
  const variables = variablesOf(region).filter(({ name }) => !kept.includes(name));
  const needs = variables.map((variable) => ({ variable, ...needOf(region, variable) }));
  const fault = needs.find(({ reason }) => reason !== null);
  if (fault?.reason !== undefined && fault.reason !== null) return { kind: 'unknown', reason: fault.reason };
  const named = (chosen: typeof needs): readonly string[] => chosen.map(({ variable: { name } }) => name);
  return {
    kind: 'known',
    inputs: named(needs.filter(({ isInput }) => isInput)),
    outputs: named(needs.filter(({ isOutput }) => isOutput)),
  };
}

function variablesOf(region: Region): readonly Variable[] {
  const functions = new Set(
    [region.home, ...scopesAround(region.home)].filter(({ type }) => /function_definition|lambda/.test(type)),
  );
  const found: Variable[] = [];
  for (const [name, nodes] of region.tree.identifiers) {
    if (!nodes.some((node) => isInRegion(region, node))) continue;
    const uses = usesOfName(region.tree, name).filter(({ role }) => role !== 'attribute' && role !== 'label');
    for (const scope of new Set(
      uses.filter(({ node }) => isInRegion(region, node)).map(({ home }) => home),
    )) {
      if (functions.has(scope)) found.push({ name, scope, uses: uses.filter(({ home }) => home === scope) });
    }
  }
  const firstUse = ({ uses }: Variable): number =>
    uses.find(({ node }) => isInRegion(region, node))?.node.start ?? region.end;
  return found.toSorted((a, b) => firstUse(a) - firstUse(b));
}

function needOf(region: Region, variable: Variable): Need {
  const { name, scope, uses } = variable;
  const inside = uses.filter(({ node }) => isInRegion(region, node));
  const bound = new Set(uses.flatMap(({ node, role }) => (role === 'bound' ? [node] : [])));
  const isWritten = inside.some(({ role }) => role === 'bound');
  const say = (text: string, node: PyNode): Need => ({
    isInput: false,
    isOutput: false,
    reason: `${name} ${text} (line ${positionAt(region.tree.text, node.start).line})`,
  });
  const declared = uses.find(({ role }) => role === 'declared');
  if (declared !== undefined) return say('is shared by a nonlocal statement', declared.node);
  const deleted = uses.find(({ node }) => isDeleted(node));
  if (deleted !== undefined) return say('is deleted', deleted.node);
  if (scope !== region.home) return { isInput: true, isOutput: false, reason: null };
  const late = lateUse(region, variable, isWritten);
  if (late !== null) return say('is used by a function that may run later or earlier', late);
  const after = isWritten ? readsAfter(region, variable) : [];
  const isSetInside = surelyBound(region, bound);
  const isRead = inside.some((use) => reads(use) && !isBoundInside(region, use.node, bound));
  const isInput = isRead || (after.length > 0 && !isSetInside);
  const [first] = region.statements;
  if (isInput && first !== undefined && !isGiven(region, first, bound)) {
    return say('may have no value before these lines', inside[0]?.node ?? first);
  }
  const seen = isWritten ? handlerRead(region, variable) : null;
  if (seen !== null) return say('is read where an exception of these lines ends up', seen);
  return { isInput, isOutput: after.length > 0, reason: null };
}

/** `x += 1` reads what it binds. */
function reads({ node, role }: NameUse): boolean {
  return role === 'read' || node.parent?.type === 'augmented_assignment';
}

function isDeleted(node: PyNode): boolean {
  const isPart = ['attribute', 'subscript'].includes(node.parent?.type ?? '');
  return !isPart && [...ancestorsOf(node)].some(({ type }) => type === 'delete_statement');
}

function surelyBound({ statements }: Region, bound: ReadonlySet<PyNode>): boolean {
  return statements.some((one) => surelyBinds(one, bound) || surelyExits(one));
}

function isBoundInside({ statements }: Region, node: PyNode, bound: ReadonlySet<PyNode>): boolean {
  const at = statements.findIndex((one) => isWithin(one, node));
  const own = statements[at];
  if (own === undefined) return false;
  return statements.slice(0, at).some((one) => surelyBinds(one, bound)) || isBoundBefore(node, own, bound);
}

function isGiven({ home }: Region, first: PyNode, bound: ReadonlySet<PyNode>): boolean {
  const parameters = childIn(home, 'parameters');
  if (parameters !== null && [...bound].some((node) => isWithin(parameters, node))) return true;
  return isBoundBefore(first, home, bound);
}

/** Reads that may see what the lines wrote: those behind them, and in a loop around them those before too. */
function readsAfter(region: Region, { uses }: Variable): readonly NameUse[] {
  const loop = aroundRegion(region).findLast(
    ({ type }) => type === 'for_statement' || type === 'while_statement',
  );
  return uses.filter((use) => {
    if (!reads(use)) return false;
    if (isInRegion(region, use.node))
      return loop !== undefined && !isBoundInside(region, use.node, boundOf(uses));
    return use.node.start >= region.end || (loop !== undefined && isWithin(loop, use.node));
  });
}

function boundOf(uses: readonly NameUse[]): ReadonlySet<PyNode> {
  return new Set(uses.flatMap(({ node, role }) => (role === 'bound' ? [node] : [])));
}

/** A function or lambda sees the variable itself, not the value that it had when the new function was called. */
function lateUse(region: Region, { uses, scope }: Variable, isWritten: boolean): PyNode | null {
  const bindings = uses.filter(({ role }) => role === 'bound').map(({ node }) => node);
  const isInLoop = aroundRegion(region).some(
    ({ type }) => type === 'for_statement' || type === 'while_statement',
  );
  const isRebound = bindings.some(
    (node) => !isInRegion(region, node) && (isInLoop || node.start > region.start),
  );
  const found = uses.find(({ node }) => {
    const inner = scopesAround(node).find(
      (one) => one === scope || /function_definition|lambda|generator/.test(one.type),
    );
    if (inner === scope || inner === undefined) return false;
    return isInRegion(region, node) ? isRebound : isWritten && (isInLoop || inner.start < region.start);
  });
  return found?.node ?? null;
}

/** In a `try`, what the lines wrote before they failed is seen by the handlers, and by what comes after those. */
function handlerRead(region: Region, { uses }: Variable): PyNode | null {
  for (const one of aroundRegion(region)) {
    const body = one.type === 'try_statement' ? childIn(one, 'body') : null;
    if (body === null || region.start < body.start || body.end < region.end) continue;
    const handlers = one.children.filter(({ type }) => /^(?:except|finally)/.test(type));
    const goesOn = handlers.some(
      (clause) =>
        clause.type !== 'finally_clause' &&
        !clause.children.some(({ type, children }) => type === 'block' && children.some(surelyExits)),
    );
    const found = uses.find(
      (use) =>
        reads(use) &&
        (handlers.some((clause) => isWithin(clause, use.node)) || (goesOn && use.node.start >= one.end)),
    );
    if (found !== undefined) return found.node;
  }
  return null;
}
