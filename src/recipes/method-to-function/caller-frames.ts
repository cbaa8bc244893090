import { positionAt } from '../../domain/text.ts';
import { childIn, nodesBelow, textOf, type PyNode } from '../python/tree.ts';
import type { Obstacle } from './guards.ts';
import type { MovePlan } from './plan.ts';
import type { Method } from './method.ts';

const LOOKS_AT_CALLERS =
  /^(?:(?:\w+\.)*(?:_getframe|_getframemodulename|currentframe|getouterframes|(?:extract|print|format|walk)_stack)|inspect\.stack|stack)$/;
const LEVELS = new Set(['stacklevel', 'stack_level', 'skip_file_prefixes']);

/** A method that stays and calls the function is one more caller on the stack, for code that counts them. */
export function callersAreCounted({ method, delegateReasons }: MovePlan): Obstacle | null {
  if (delegateReasons.length === 0) return null;
  const call = [...nodesBelow(method.definition)].find(
    (node) => node.type === 'call' && countsCallers(method, node),
  );
  if (call === undefined) return null;
  const { line } = positionAt(method.tree.text, call.start);
  const [callee = ''] = textOf(method.tree, call).split('(');
  return {
    reason: `${method.name} counts its callers with ${callee} (${method.file.path}:${line}), and the method that stays would be one more.`,
    hint: `The method stays because ${delegateReasons.join('; ')}. Move it by hand.`,
  };
}

function countsCallers({ tree }: Method, call: PyNode): boolean {
  const callee = childIn(call, 'function');
  const given = (childIn(call, 'arguments')?.children ?? []).filter(
    ({ type }) => !['(', ')', ',', 'comment'].includes(type),
  );
  const name = callee === null ? '' : textOf(tree, callee);
  const isWarning = /(?:^|\.)warn$/.test(name) && given.filter(isPositional).length > 2;
  return LOOKS_AT_CALLERS.test(name) || isWarning || given.some((one) => isLevel(textOf(tree, one)));
}

function isPositional({ type }: PyNode): boolean {
  return type !== 'keyword_argument' && type !== 'dictionary_splat';
}

/** Level 1 is the line of the call itself. */
function isLevel(argument: string): boolean {
  const [, name = '', value = ''] = /^(\w+)\s*=\s*([\s\S]*)$/.exec(argument) ?? [];
  return LEVELS.has(name) && value !== '1';
}
