import type { Span } from '../index/facts/symbol-fact.ts';
import type { Node } from '../languages/tree-sitter.ts';
import { countWord } from './suite.ts';

const SLICE = /\[\s*(\d*)\s*:\s*(\d+)\s*\]$/;
const LIST = /^(?:slice|map|implicit_length_array|array)_type$/;
/** `n := 0; n < 0; n++`. */
const COUNTS = /^(\w+)\s*:=\s*(\d+)\s*;\s*\1\s*(<=?)\s*(\d+)\s*;/;
const NEVER = /^false\b(?:$|\s*&&|\s*;)/;
const SCOPE = /^(?:func_literal|(?:function|method)_declaration)$/;

/** Code that is never reached: below `if false`, and in a loop behind its end, or where it runs over nothing. */
export function idleIn(nodes: readonly Node[]): readonly Span[] {
  const empty = nodes.filter(({ type }) => type === 'short_var_declaration').filter(isGivenNothing);
  return nodes.flatMap((node) => {
    switch (node.type) {
      case 'for_statement':
        return isIdle(node, empty) ? bodyOf(node) : [];
      case 'if_statement':
        return NEVER.test(node.childForFieldName('condition')?.text ?? '') ? bodyOf(node, 'consequence') : [];
      case 'continue_statement':
      case 'break_statement':
        return restAfter(node);
      case 'return_statement':
        return node.parent?.parent?.parent?.type === 'for_statement' ? restAfter(node) : [];
      default:
        return [];
    }
  });
}

/** What follows in the same block is never reached. */
export function restAfter(node: Node): readonly Span[] {
  const statement = node.type === 'call_expression' ? node.parent : node;
  const block = statement?.parent;
  return statement?.type.endsWith('_statement') === true && block?.type === 'statement_list'
    ? [{ start: statement.endIndex, end: block.endIndex }]
    : [];
}

function bodyOf(node: Node, field = 'body'): readonly Span[] {
  const body = node.childForFieldName(field);
  return body === null ? [] : [{ start: body.startIndex, end: body.endIndex }];
}

function isIdle(loop: Node, empty: readonly Node[]): boolean {
  const [head] = loop.namedChildren;
  if (head === null || head === undefined) return false;
  if (head.type === 'range_clause') return isNothing(head.childForFieldName('right'), empty);
  const [, , from, operator, to] = COUNTS.exec(head.text) ?? [];
  if (operator === undefined) return head.type !== 'block' && NEVER.test(head.text);
  return operator === '<' ? Number(from) >= Number(to) : Number(from) > Number(to);
}

function isGivenNothing(declaration: Node): boolean {
  const [name, ...names] = declaration.childForFieldName('left')?.namedChildren ?? [];
  const [value] = declaration.childForFieldName('right')?.namedChildren ?? [];
  return name?.type === 'identifier' && names.length === 0 && isNothing(value, []);
}

function isNothing(node: Node | null | undefined, empty: readonly Node[]): boolean {
  switch (node?.type) {
    case 'composite_literal': {
      const values = node.childForFieldName('body')?.namedChildren ?? [];
      const isList = LIST.test(node.childForFieldName('type')?.type ?? '');
      return isList && values.every((value) => value?.type === 'comment');
    }
    case 'slice_expression': {
      const [, from, to] = SLICE.exec(node.text) ?? [];
      return to !== undefined && Number(to) <= Number(from);
    }
    case 'int_literal':
      return node.text === '0';
    case 'identifier':
      return empty.some((one) => staysEmpty(one, node));
    default:
      return false;
  }
}

/** Whether a name is given nothing, once, in the same function, and only run over there. */
function staysEmpty(declaration: Node, name: Node): boolean {
  if (declaration.childForFieldName('left')?.text !== name.text) return false;
  let scope = declaration;
  while (scope.parent !== null && !SCOPE.test(scope.type)) scope = scope.parent;
  const isInside = scope.startIndex <= name.startIndex && name.endIndex <= scope.endIndex;
  const runs = scope.text.match(new RegExp(`\\brange ${name.text} \\{`, 'g'))?.length ?? 0;
  return isInside && countWord(scope.text, name.text) === runs + 1;
}
