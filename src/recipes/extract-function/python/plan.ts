import { positionAt } from '../../../domain/text.ts';
import { scopesAround, usesOfName } from '../../python/scopes.ts';
import { childIn, nameOf, textOf, type PyNode } from '../../python/tree.ts';
import { livenessOf } from './liveness.ts';
import { alwaysReturns, isWaiting, needOfClass, obstacleIn } from './objections.ts';
import { isInRegion, type Region } from './region.ts';

/** The new function: what it takes and gives, and where it goes. */
export type Plan = {
  readonly region: Region;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** The object or class through which a method is called; null for a function of the module. */
  readonly receiver: { readonly name: string; readonly isClass: boolean } | null;
  readonly isAsync: boolean;
  readonly returns: boolean;
};

/** Decides on the new function, or says in one sentence why there can be none. */
export function planOf(region: Region, name: string): Plan | string {
  const obstacle = obstacleIn(region);
  if (obstacle !== null) return obstacle;
  const receiver = receiverIn(region);
  const bound = needOfClass(region);
  if (bound !== null && receiver === null) {
    const line = positionAt(region.tree.text, bound.start).line;
    return `${textOf(region.tree, bound)} means something in its class only (line ${line})`;
  }
  const returns = alwaysReturns(region);
  const live = livenessOf(region, receiver === null ? [] : [receiver.name]);
  if (live.kind === 'unknown') return live.reason;
  const outputs = returns ? [] : live.outputs;
  return { region, name, inputs: live.inputs, outputs, receiver, isAsync: isWaiting(region), returns };
}

/** The first parameter of the method that runs the lines, where they use it and nothing gives it another value. */
function receiverIn(region: Region): Plan['receiver'] {
  const { tree, home } = region;
  if (scopesAround(home)[0]?.type !== 'class_definition') return null;
  const marks = decoratorsOf(region, home);
  if (marks.some((text) => /^@\s*staticmethod\b/.test(text))) return null;
  const first = childIn(home, 'parameters')?.children.find(({ type }) => !['(', 'comment'].includes(type));
  const node = first?.type === 'typed_parameter' ? first.children[0] : first;
  if (node?.type !== 'identifier') return null;
  const name = textOf(tree, node);
  const uses = usesOfName(tree, name).filter(({ home: scope }) => scope === home);
  const isBoundOnce = uses.filter(({ role }) => role === 'bound').length === 1;
  const isUsed = uses.some((use) => isInRegion(region, use.node)) || needOfClass(region) !== null;
  const isClass =
    marks.some((text) => /^@\s*classmethod\b/.test(text)) ||
    /^__(?:init_subclass|class_getitem|new)__$/.test(nameOf(tree, home));
  return isBoundOnce && isUsed ? { name, isClass } : null;
}

function decoratorsOf({ tree }: Region, home: PyNode): readonly string[] {
  const whole = home.parent?.type === 'decorated_definition' ? home.parent : null;
  return (whole?.children ?? []).filter(({ type }) => type === 'decorator').map((one) => textOf(tree, one));
}
