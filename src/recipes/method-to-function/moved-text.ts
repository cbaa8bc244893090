import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import {
  indentationAt,
  isBlank,
  lineStartsIn,
  newlineOf,
  nextLine,
  type LineRange,
} from '../python/lines.ts';
import { childIn, nodesBelow } from '../python/tree.ts';
import { headComment, isOnOverriding } from './delegate.ts';
import { docstringShift, shiftEdits } from './docstring-shift.ts';
import type { Layout } from './layout.ts';
import { receiverOf, type Method } from './method.ts';
import type { MovePlan } from './plan.ts';

/** The new function as text, its last newline included, with the second name after it where one is needed. */
export function movedText(plan: MovePlan, layout: Layout): string {
  const { method } = plan;
  const { text } = method.tree;
  const newline = newlineOf(text);
  const changes = [...receiverEdits(method), ...recursionEdits(plan), ...commentEdits(plan)];
  const edits = [
    ...dedents(method, layout).filter((edit) => !changes.some((one) => overlap(one, edit))),
    ...changes,
  ];
  const pieces = partsToMove(plan, layout).map((range) => editedRange(text, range, edits));
  const moved = pieces.join('');
  const ended = moved.endsWith('\n') ? moved : moved + newline;
  if (plan.alias === null) return ended;
  const why = `# Inside class ${method.className}, Python reads ${method.name} as ${plan.alias}.`;
  return `${ended}${newline}${newline}${why}${newline}${plan.alias} = ${method.name}${newline}`;
}

/** Comments above decorators that stay do not go along; marks are wanted in both places. */
function partsToMove(plan: MovePlan, layout: Layout): readonly LineRange[] {
  const { decorators } = plan.method;
  const leavesDelegate = plan.delegateReasons.length > 0;
  const areMarks = decorators.length > 0 && decorators.every(({ kind }) => kind === 'mark');
  if (areMarks) return [...(leavesDelegate ? [] : [layout.comments]), layout.decorators, layout.definition];
  if (decorators.length === 0) return [layout.comments, layout.definition];
  if (leavesDelegate) return [layout.definition];
  const between = plan.method.whole.children.filter(({ type }) => type === 'comment');
  const commentLines = between
    .filter(({ start }) => indentationAt(plan.method.tree.text, start) !== null)
    .map(({ start, end }) => ({
      start: start - layout.indentation.length,
      end: nextLine(plan.method.tree.text, end),
    }));
  return [layout.comments, ...commentLines, layout.definition];
}

function editedRange(text: string, { start, end }: LineRange, edits: readonly TextEdit[]): string {
  const own = edits.filter((edit) => edit.start >= start && edit.end <= end);
  const shifted = own.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  return applyTextEdits(text.slice(start, end), shifted);
}

/** One step to the left for every line that does not begin inside a string, but for those of a docstring that can be shifted. */
function dedents(method: Method, layout: Layout): readonly TextEdit[] {
  const { text } = method.tree;
  const strings = [...nodesBelow(method.whole)].filter(({ type }) => type === 'string');
  const range = { start: layout.comments.start, end: layout.definition.end };
  const shift = docstringShift(method);
  const lines = lineStartsIn(text, range)
    .filter((start) => !strings.some((string) => string.start < start && start < string.end))
    .map((start) => ({ start, end: start + dedentWidth(text, start, layout.indentation), newText: '' }));
  return shift === null ? lines : [...lines, ...shiftEdits(method, shift)];
}

/** A continuation line may be indented less than the method; it goes as far to the left as it can. */
function dedentWidth(text: string, start: number, indentation: string): number {
  if (text.startsWith(indentation, start)) return indentation.length;
  const line = text.slice(start, nextLine(text, start));
  if (isBlank(line)) return 0;
  return Math.min(indentation.length, /^[ \t]*/.exec(line)?.[0].length ?? 0);
}

/** Takes the first parameter out, with its comma, and with a `/` that would have nothing left before it. */
function receiverEdits(method: Method): readonly TextEdit[] {
  const receiver = receiverOf(method);
  const list = childIn(method.definition, 'parameters')?.children ?? [];
  if (receiver === null) return [];
  const after = list.slice(list.indexOf(receiver) + 1);
  const isSlashNext =
    after.find(({ type }) => type !== ',' && type !== 'comment')?.type === 'positional_separator';
  const last = after.findIndex(({ type }) => type === 'positional_separator');
  const rest = isSlashNext ? after.slice(last + 1) : after;
  const comma = rest.findIndex(({ type }) => type === ',');
  const next = rest[comma + 1];
  if (comma === -1 || next === undefined || next.type === ')')
    return [onlyParameterEdit(list[0]?.end ?? receiver.start, rest.at(-1)?.start)];
  return [{ start: receiver.start, end: next.start, newText: '' }];
}

/** What is said of overriding stays with the method that overrides. */
function commentEdits({ method, delegateReasons }: MovePlan): readonly TextEdit[] {
  const comment = delegateReasons.length === 0 ? null : headComment(method);
  if (comment === null || !isOnOverriding(method, comment)) return [];
  const { text } = method.tree;
  const start = text.slice(0, comment.start).trimEnd().length;
  return [{ start, end: text.slice(0, comment.end).trimEnd().length, newText: '' }];
}

function overlap(a: TextEdit, b: TextEdit): boolean {
  return a.start < b.end && b.start < a.end;
}

function onlyParameterEdit(start: number, end: number | undefined): TextEdit {
  return { start, end: end ?? start, newText: '' };
}

function recursionEdits({ rewritten, method }: MovePlan): readonly TextEdit[] {
  return rewritten
    .filter(({ start, end }) => start >= method.definition.start && end <= method.definition.end)
    .map(({ start, end }) => ({ start, end, newText: method.name }));
}
