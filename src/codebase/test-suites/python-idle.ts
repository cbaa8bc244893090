import type { Span } from '../index/facts/symbol-fact.ts';
import type { Node } from '../languages/tree-sitter.ts';
import { countWord } from './suite.ts';

const NEVER = /^(?:False|0|None)\b(?:$| and )/;
const SLICE = /\[\s*(\d*)\s*:\s*(\d+)\s*\]$/;
const COLLECTIONS = /^(?:list|tuple|set|dictionary)$/;
/** What gives as many values as the first that it is given. */
const KEEPS = /^(?:list|tuple|set|frozenset|dict|iter|enumerate|sorted|reversed|(?:\w+\.)*tqdm)$/;
const MEMBER_KEEPS = /^(?:items|keys|values|copy)$/;

/** Code that is written in a loop and never reached: behind `continue` or `break`, or where it runs over nothing. */
export function idleIn(nodes: readonly Node[]): readonly Span[] {
  const empty = nodes.filter((node) => node.type === 'assignment' && isGivenNothing(node));
  return nodes.flatMap((node) => {
    switch (node.type) {
      case 'for_statement':
        return isNothing(node.childForFieldName('right'), empty) ? bodyOf(node) : [];
      case 'decorator':
        return givesNoRows(node, empty) && node.parent !== null ? [spanOf(node.parent)] : [];
      case 'while_statement':
        return NEVER.test(node.childForFieldName('condition')?.text ?? '') ? bodyOf(node) : [];
      case 'continue_statement':
      case 'break_statement':
        return restAfter(node);
      default:
        return [];
    }
  });
}

/** What follows in the same block is never reached. */
export function restAfter({ parent, endIndex }: Node): readonly Span[] {
  return parent?.type === 'block' && parent.endIndex > endIndex
    ? [{ start: endIndex, end: parent.endIndex }]
    : [];
}

function bodyOf(node: Node): readonly Span[] {
  const body = node.childForFieldName('body');
  return body === null ? [] : [spanOf(body)];
}

function spanOf({ startIndex, endIndex }: Node): Span {
  return { start: startIndex, end: endIndex };
}

/** `@pytest.mark.parametrize("case", CASES[:0])`. */
function givesNoRows({ namedChildren: [call] }: Node, empty: readonly Node[]): boolean {
  const isTable = /\bparametrize$/.test(call?.childForFieldName('function')?.text ?? '');
  const [, values] = valuesOf(call?.childForFieldName('arguments') ?? null);
  return isTable && isNothing(values ?? null, empty);
}

function isGivenNothing(assignment: Node): boolean {
  const right = assignment.childForFieldName('right');
  return assignment.childForFieldName('left')?.type === 'identifier' && isNothing(right, []);
}

function isNothing(node: Node | null, empty: readonly Node[]): boolean {
  if (node === null) return false;
  if (COLLECTIONS.test(node.type)) return valuesOf(node).length === 0;
  switch (node.type) {
    case 'parenthesized_expression':
      return isNothing(valuesOf(node)[0] ?? null, empty);
    case 'call':
      return givesNothing(node, empty);
    case 'subscript': {
      const [, from, to] = SLICE.exec(node.text) ?? [];
      return to !== undefined && Number(to) <= Number(from);
    }
    case 'binary_operator':
      return /\*\s*0$/.test(node.text);
    case 'list_comprehension':
    case 'generator_expression':
      return valuesOf(node).some((one) => endsAtOnce(one, empty));
    case 'identifier':
      return empty.some((one) => staysEmpty(one, node));
    default:
      return false;
  }
}

function endsAtOnce(clause: Node, empty: readonly Node[]): boolean {
  if (clause.type === 'if_clause') return NEVER.test(clause.text.replace(/^if\s+/, ''));
  return clause.type === 'for_in_clause' && isNothing(clause.childForFieldName('right'), empty);
}

function givesNothing(call: Node, empty: readonly Node[]): boolean {
  const of = call.childForFieldName('function');
  const given = valuesOf(call.childForFieldName('arguments'));
  if (of?.type === 'attribute' && given.length === 0)
    return (
      MEMBER_KEEPS.test(of.childForFieldName('attribute')?.text ?? '') &&
      isNothing(of.childForFieldName('object'), empty)
    );
  const name = of?.text ?? '';
  const [first = null, second = null] = given;
  if (/\bislice$/.test(name)) return second?.text === '0';
  if (name === 'range') return isEmptyRange(given);
  if (name === 'zip') return given.some((one) => isNothing(one, empty));
  if (name === 'map' || name === 'filter') return isNothing(second, empty);
  return KEEPS.test(name) && (first === null || isNothing(first, empty));
}

function isEmptyRange(given: readonly Node[]): boolean {
  const [first, second] = given.map(({ type, text }) => (type === 'integer' ? Number(text) : Number.NaN));
  if (first === undefined || given.length > 2) return false;
  return second === undefined ? first <= 0 : second <= first;
}

/** Whether a name is given nothing, once, in the same function or module, and only run over there. */
function staysEmpty(assignment: Node, name: Node): boolean {
  if (assignment.childForFieldName('left')?.text !== name.text) return false;
  const scope = scopeOf(assignment);
  const runs = scope.text.match(new RegExp(`\\bin ${name.text}:`, 'g'))?.length ?? 0;
  return isInside(name, scope) && countWord(scope.text, name.text) === runs + 1;
}

function isInside(inner: Node, outer: Node): boolean {
  return outer.startIndex <= inner.startIndex && inner.endIndex <= outer.endIndex;
}

function scopeOf(node: Node): Node {
  let scope = node;
  while (scope.parent !== null && scope.type !== 'function_definition') scope = scope.parent;
  return scope;
}

function valuesOf(node: Node | null): readonly Node[] {
  return (node?.namedChildren ?? []).filter((one) => one !== null).filter(({ type }) => type !== 'comment');
}
