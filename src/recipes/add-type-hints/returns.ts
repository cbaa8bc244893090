import type { RuffDiagnostic } from '../../codebase/languages/ruff.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { ownNodes, type PyFunction } from '../python/functions.ts';
import { textOf, type PyNode, type PyTree } from '../python/tree.ts';

const BUILT_IN = /^(?:bool|int|float|str|bytes|None)(?: \| (?:bool|int|float|str|bytes|None))*$/;
const CERTAIN = new Set([
  'none',
  'true',
  'false',
  'integer',
  'float',
  'string',
  'concatenated_string',
  'not_operator',
]);

/** A return type that ruff infers: the edit that adds it, and the type. */
export type ReturnType = { readonly edit: TextEdit; readonly type: string };

/** The return type of a function, where each value that it returns leaves no doubt. */
export function returnTypeOf(
  tree: PyTree,
  { node }: PyFunction,
  findings: readonly RuffDiagnostic[],
): ReturnType | null {
  const name = node.children.find(({ field }) => field === 'name');
  const finding = findings.find(({ start, end }) => start === name?.start && end === name.end);
  const [edit, ...others] = finding?.fix ?? [];
  if (edit === undefined || others.length > 0 || edit.start !== edit.end) return null;
  const type = edit.newText.replace(/^\s*->\s*/, '');
  if (!edit.newText.startsWith(' -> ') || !BUILT_IN.test(type)) return null;
  const returned = [...ownNodes(node)].filter((one) => one.type === 'return_statement');
  const values = returned.flatMap(({ children }) => children.filter((child) => child.type !== 'return'));
  return values.every((value) => isCertain(tree, value)) ? { edit, type } : null;
}

/** A comparison by `==` gives whatever the objects like; `is`, `in` and `not` give a bool. */
function isCertain(tree: PyTree, value: PyNode): boolean {
  if (CERTAIN.has(value.type)) return true;
  const parts = value.children.filter(({ type }) => type !== 'comment');
  if (value.type === 'parenthesized_expression')
    return parts.slice(1, -1).every((part) => isCertain(tree, part));
  if (value.type === 'conditional_expression')
    return [parts[0], parts.at(-1)].every((part) => part !== undefined && isCertain(tree, part));
  if (value.type === 'unary_operator') return /^-\s*[\d.]/.test(textOf(tree, value));
  if (value.type !== 'comparison_operator') return false;
  const operators = parts.filter(({ field }) => field === 'operators');
  return (
    operators.length === 1 &&
    operators.every((part) => /^(?:is|in|is\s+not|not\s+in)$/.test(textOf(tree, part)))
  );
}
