import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import { argumentsFor, docstringOf } from '../method-to-function/delegate.ts';
import { endOfDefinition, freedLines, gluedComments } from '../python/definition-lines.ts';
import { parametersOf } from '../python/functions.ts';
import { removalEdits } from '../python/import-removal.ts';
import {
  indentationAt,
  isBlank,
  lineStart,
  lineStartsIn,
  newlineOf,
  nextLine,
  type LineRange,
} from '../python/lines.ts';
import { usesOfName } from '../python/scopes.ts';
import { childIn, isWithin, nodesBelow, textOf, type PyNode, type PyTree } from '../python/tree.ts';
import type { Situation } from './situation.ts';
import type { FileUses, MethodCall } from './uses.ts';

/** The edits of one file: calls, imports that are used no more, and in the module itself the method and the function. */
export function editsOf(
  situation: Situation,
  { file, calls, imports }: FileUses,
  keepsFunction: boolean,
): readonly TextEdit[] {
  const inside =
    file === situation.file ? calls.filter(({ call }) => isWithin(situation.definition, call)) : [];
  const outside = calls
    .filter((one) => !inside.includes(one))
    .flatMap((one) => callEdits(file.tree, situation.name, one));
  const own = file === situation.file ? ownEdits(situation, inside, keepsFunction) : [];
  return [...outside, ...removalEdits(file.tree, imports), ...own];
}

/** The lines that the function takes up, comments directly above included. */
function linesOf({ file, definition }: Situation): LineRange {
  const { text } = file.tree;
  const start = lineStart(text, definition.start);
  const comments = gluedComments(text, start, '');
  return { start: comments === 0 ? start : comments, end: endOfDefinition(text, definition, '') };
}

/** The white space before the statements of the class; null where they stand on its own line. */
export function classIndentation({ file, classNode }: Situation): string | null {
  const body = childIn(classNode, 'body');
  const first = body?.children[0];
  const indentation = first === undefined ? null : indentationAt(file.tree.text, first.start);
  return indentation === '' ? null : indentation;
}

/** `area(c, 2)` becomes `c.area(2)`. */
function callEdits(
  { text }: PyTree,
  name: string,
  { call, callee, object }: MethodCall,
): readonly TextEdit[] {
  const list = childIn(call, 'arguments')?.children ?? [];
  const [next] = list.slice(list.indexOf(object) + 1).filter(({ type }) => type !== ',');
  return [
    { start: callee.start, end: callee.end, newText: `${text.slice(object.start, object.end)}.${name}` },
    { start: object.start, end: next?.start ?? object.end, newText: '' },
  ];
}

function ownEdits(
  situation: Situation,
  inside: readonly MethodCall[],
  keepsFunction: boolean,
): readonly TextEdit[] {
  const { file, classNode } = situation;
  const { text } = file.tree;
  const lines = linesOf(situation);
  const newline = newlineOf(text);
  const end = endOfDefinition(text, classNode, '');
  const room = text.slice(end - 1, end) === '\n' ? '' : newline;
  const only = onlyPass(situation);
  const method = methodText(situation, inside);
  const added =
    only === null
      ? { start: end, end, newText: `${room}${newline}${method}` }
      : { start: lineStart(text, only.start), end: nextLine(text, only.end), newText: method };
  const left = keepsFunction
    ? { ...lines, newText: `${delegateText(situation)}${newline}` }
    : { ...freedLines(text, lines), newText: '' };
  return [added, left];
}

/** A `pass` that is all there is in the class: the method takes its place. */
export function onlyPass({ classNode }: Situation): PyNode | null {
  const [only, ...others] = childIn(classNode, 'body')?.children ?? [];
  return only?.type === 'pass_statement' && others.length === 0 ? only : null;
}

function methodText(situation: Situation, inside: readonly MethodCall[]): string {
  const { file, definition, receiver, receiverName } = situation;
  const { tree } = file;
  const lines = linesOf(situation);
  const reads = usesOfName(tree, receiverName).filter(
    ({ home, role, node }) => home === definition && role === 'read' && !isWithin(receiver, node),
  );
  const calls = inside.flatMap((one) => callEdits(tree, situation.name, one));
  const changed = calls.map((edit) => ({
    ...edit,
    newText: edit.newText.replace(new RegExp(String.raw`^${receiverName}\b`), 'self'),
  }));
  const names = reads
    .filter(({ node }) => !calls.some(({ start, end }) => start <= node.start && node.end <= end))
    .map(({ node }) => ({ start: node.start, end: node.end, newText: 'self' }));
  const all = [
    { start: receiver.start, end: receiver.end, newText: 'self' },
    ...names,
    ...changed,
    ...indents(situation, lines),
  ];
  const shifted = all.map((edit) => ({
    ...edit,
    start: edit.start - lines.start,
    end: edit.end - lines.start,
  }));
  return `${applyTextEdits(tree.text.slice(lines.start, lines.end), shifted).trimEnd()}${newlineOf(tree.text)}`;
}

/** One step to the right for every line that does not begin inside a string; those of the docstring go along. */
function indents(situation: Situation, lines: LineRange): readonly TextEdit[] {
  const { file, definition } = situation;
  const { text } = file.tree;
  const step = classIndentation(situation) ?? '';
  const docstring = shiftedDocstring(situation);
  const strings = [...nodesBelow(definition)].filter((node) => node.type === 'string' && node !== docstring);
  return lineStartsIn(text, lines)
    .filter((start) => !isBlank(text.slice(start, nextLine(text, start))))
    .filter((start) => !strings.some((one) => one.start < start && start < one.end))
    .map((start) => ({ start, end: start, newText: step }));
}

/** The docstring, where its lines can be indented and still be read the same: in plain quotes of three. */
function shiftedDocstring({ file, definition }: Situation): PyNode | null {
  const node = docstringOf(definition);
  const text = node === null ? '' : textOf(file.tree, node);
  return /^[rRuU]?(?:"""|''')/.test(text) && !/[\\\t]/.test(text) ? node : null;
}

/** The head stays, with the text that documents it; the body calls the method. */
function delegateText({ file, definition, receiverName, name, receiver }: Situation): string {
  const { tree } = file;
  const colon = definition.children.find(({ type }) => type === ':');
  const body = childIn(definition, 'body')?.children[0];
  const indentation = (body === undefined ? null : indentationAt(tree.text, body.start)) ?? '';
  const newLine = `${newlineOf(tree.text)}${indentation === '' ? '    ' : indentation}`;
  const docstring = docstringOf(definition);
  const rest = parametersOf(definition).filter((one) => one !== receiver);
  const wait = definition.children[0]?.type === 'async' ? 'await ' : '';
  const call = `return ${wait}${receiverName}.${name}(${argumentsFor(tree, rest).join(', ')})`;
  const head = tree.text.slice(definition.start, colon?.end ?? definition.end);
  return [head, ...(docstring === null ? [] : [textOf(tree, docstring)]), call].join(newLine);
}
