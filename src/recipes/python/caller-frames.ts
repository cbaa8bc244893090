import { childIn, textOf, type PyNode, type PyTree } from './tree.ts';

const LOOKS_AT_CALLERS =
  /^(?:(?:\w+\.)*(?:_getframe|_getframemodulename|currentframe|getouterframes|(?:extract|print|format|walk)_stack)|inspect\.stack|stack)$/;
const LEVELS = new Set(['stacklevel', 'stack_level', 'skip_file_prefixes']);

/** Whether a call looks at the functions that called its own, so that one more between them would show. */
export function countsCallers(tree: PyTree, call: PyNode): boolean {
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
