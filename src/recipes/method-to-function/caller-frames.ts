import { positionAt } from '../../domain/text.ts';
import { countsCallers } from '../python/caller-frames.ts';
import { nodesBelow, textOf } from '../python/tree.ts';
import type { Obstacle } from './guards.ts';
import type { MovePlan } from './plan.ts';

/** A method that stays and calls the function is one more caller on the stack, for code that counts them. */
export function callersAreCounted({ method, delegateReasons }: MovePlan): Obstacle | null {
  if (delegateReasons.length === 0) return null;
  const call = [...nodesBelow(method.definition)].find(
    (node) => node.type === 'call' && countsCallers(method.tree, node),
  );
  if (call === undefined) return null;
  const { line } = positionAt(method.tree.text, call.start);
  const [callee = ''] = textOf(method.tree, call).split('(');
  return {
    reason: `${method.name} counts its callers with ${callee} (${method.file.path}:${line}), and the method that stays would be one more.`,
    hint: `The method stays because ${delegateReasons.join('; ')}. Move it by hand.`,
  };
}
