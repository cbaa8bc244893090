import { positionAt } from '../../../domain/text.ts';
import { countsCallers } from '../../python/caller-frames.ts';
import { isMangled } from '../../python/mangled.ts';
import { scopesAround, usesOfName } from '../../python/scopes.ts';
import { ancestorsOf, isWithin, nodesBelow, textOf, type PyNode } from '../../python/tree.ts';
import { surelyExits } from '../../python/flow.ts';
import { isInRegion, ownNodes, type Region } from './region.ts';

const LOOPS = ['for_statement', 'while_statement'];
const READS_FRAME = /^(?:locals|vars|dir|eval|exec)$/;
const BELONGS_TO_CLASS = /^(?:super|__class__)$/;

/** Whether every way through the lines returns or raises, so that the call is returned in their place. */
export function alwaysReturns(region: Region): boolean {
  return (
    region.statements.some(surelyExits) && ownNodes(region).some(({ type }) => type === 'return_statement')
  );
}

/** Why the lines cannot be a function of their own, or null. */
export function obstacleIn(region: Region): string | null {
  const nodes = ownNodes(region);
  const at = (node: PyNode): string => `(line ${positionAt(region.tree.text, node.start).line})`;
  const found = (test: (node: PyNode) => boolean): PyNode | undefined => nodes.find(test);
  const yields = found(({ type }) => type === 'yield');
  if (yields !== undefined) return `a yield belongs to its own function ${at(yields)}`;
  const jump = found((node) => isJump(node) && !isLoopInside(region, node));
  if (jump !== undefined) return `${textOf(region.tree, jump)} leaves a loop around them ${at(jump)}`;
  const declared = found(({ type }) => type === 'global_statement' || type === 'nonlocal_statement');
  if (declared !== undefined)
    return `a ${declared.type.split('_')[0]} statement speaks of the whole function ${at(declared)}`;
  const frame = found((node) => isCallOf(region, node, READS_FRAME));
  if (frame !== undefined)
    return `${textOf(region.tree, frame)} looks at the variables of its function ${at(frame)}`;
  const counting = found((node) => node.type === 'call' && countsCallers(region.tree, node));
  if (counting !== undefined) return `a call counts its callers, which would be one more ${at(counting)}`;
  const [first] = region.statements;
  if (first !== undefined && isDocstring(first)) return `the first of them is the docstring ${at(first)}`;
  const foreign = foreignWrite(region);
  if (foreign !== null)
    return `${textOf(region.tree, foreign)} is a variable of another scope that they set ${at(foreign)}`;
  const returns = found(({ type }) => type === 'return_statement');
  if (returns === undefined) return null;
  if (!alwaysReturns(region)) return `they return on some paths only ${at(returns)}`;
  return isGenerator(region.home) ? `a return in a generator ends it ${at(returns)}` : null;
}

/** The first thing in the lines that means something inside their class alone. */
export function needOfClass(region: Region): PyNode | null {
  const all = region.statements.flatMap((one) => [...nodesBelow(one)]);
  return (
    all.find((node) => {
      const name = node.type === 'identifier' ? textOf(region.tree, node) : '';
      return BELONGS_TO_CLASS.test(name) || isMangled(name);
    }) ?? null
  );
}

/** Whether the lines wait, so that the new function has to be one that can. */
export function isWaiting(region: Region): boolean {
  return ownNodes(region).some(
    (node) => node.type === 'await' || (node.type === 'async' && node.parent?.type !== 'function_definition'),
  );
}

function isDocstring(statement: PyNode): boolean {
  const before = statement.parent?.children.filter(
    ({ type, end }) => type !== 'comment' && end <= statement.start,
  );
  const isFirst = before?.length === 0 && statement.parent?.parent?.type === 'function_definition';
  return isFirst && ['string', 'concatenated_string'].includes(statement.children[0]?.type ?? '');
}

function isJump({ type }: PyNode): boolean {
  return type === 'break_statement' || type === 'continue_statement';
}

/** Whether the loop that a jump leaves lies among the lines. A loop's `else` is outside of the loop. */
function isLoopInside(region: Region, jump: PyNode): boolean {
  const loop = [...ancestorsOf(jump)].find(
    (node) =>
      LOOPS.includes(node.type) && node.children.some((one) => one.field === 'body' && isWithin(one, jump)),
  );
  return loop !== undefined && isInRegion(region, loop);
}

function isCallOf(region: Region, node: PyNode, names: RegExp): boolean {
  const callee = node.type === 'call' ? node.children[0] : undefined;
  return callee?.type === 'identifier' && names.test(textOf(region.tree, callee));
}

/** A name that the lines bind although it is not a variable of their function: one that `global` or `nonlocal` declares. */
function foreignWrite(region: Region): PyNode | null {
  for (const [name, nodes] of region.tree.identifiers) {
    if (!nodes.some((node) => isInRegion(region, node))) continue;
    const use = usesOfName(region.tree, name).find(
      ({ node, role, home }) =>
        role === 'bound' && isInRegion(region, node) && home !== region.home && !isInRegion(region, home),
    );
    if (use !== undefined) return use.node;
  }
  return null;
}

function isGenerator(home: PyNode): boolean {
  return [...nodesBelow(home)].some((node) => node.type === 'yield' && scopesAround(node)[0] === home);
}
