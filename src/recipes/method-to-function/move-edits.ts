import type { TextEdit } from '../../domain/text-edit.ts';
import { downWhile, isBlank, newlineOf, upWhile } from '../python/lines.ts';
import { isWithin } from '../python/tree.ts';
import { delegateBody, delegateHead } from './delegate.ts';
import { otherStatements, type Layout } from './layout.ts';
import { movedText } from './moved-text.ts';
import type { MovePlan } from './plan.ts';

/** The edits of the method's file: the function above its class, what stays in the class, and the calls. */
export function moveEdits(plan: MovePlan, layout: Layout): readonly TextEdit[] {
  const { method, rewritten } = plan;
  const calls = rewritten.filter((call) => !isWithin(method.definition, call));
  return [
    insertion(plan, layout),
    ...(plan.delegateReasons.length > 0 ? delegation(plan, layout) : [removal(plan, layout)]),
    ...calls.map(({ start, end }) => ({ start, end, newText: method.name })),
  ];
}

function insertion(plan: MovePlan, layout: Layout): TextEdit {
  const { text } = plan.method.tree;
  const newline = newlineOf(text);
  const at = layout.insertion;
  const above = text.slice(upWhile(text, at, isBlank), at).split('\n').length - 1;
  const room = at === 0 ? '' : newline.repeat(Math.max(0, 2 - above));
  return { start: at, end: at, newText: room + movedText(plan, layout) + newline + newline };
}

/** The head stays as it is, the body becomes one call. Comments above go with the function, unless decorators stay. */
function delegation({ method }: MovePlan, layout: Layout): readonly TextEdit[] {
  const { text } = method.tree;
  const step = layout.indentation.includes('\t') ? '\t' : '    ';
  const newLine = `${newlineOf(text)}${layout.indentation}${step}`;
  const delegate = [delegateHead(method), ...delegateBody(method)].join(newLine);
  const { start, end } = layout.definition;
  const endOfText = start + text.slice(start, end).trimEnd().length;
  const edit = { start: method.definition.start, end: endOfText, newText: delegate };
  return method.decorators.length > 0 ? [edit] : [{ ...layout.comments, newText: '' }, edit];
}

/** Blank lines go with the method: those after it, or those before it where it is the last of its class. */
function removal({ method }: MovePlan, layout: Layout): TextEdit {
  const { text } = method.tree;
  const { start } = layout.comments;
  const { end } = layout.definition;
  const others = otherStatements(method);
  if (others.length === 0) {
    const ending = text.slice(end - 1, end) === '\n' ? newlineOf(text) : '';
    return { start, end, newText: `${layout.indentation}pass${ending}` };
  }
  const isLast = others.every((node) => node.start < method.whole.start);
  if (!isLast) return { start, end: downWhile(text, end, isBlank), newText: '' };
  const top = upWhile(text, start, isBlank);
  const isAtEnd = end === text.length && !text.endsWith('\n');
  return { start: isAtEnd ? text.slice(0, top).trimEnd().length : top, end, newText: '' };
}
