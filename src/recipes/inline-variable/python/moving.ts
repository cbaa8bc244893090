import { scopesAround, usesOfName, type NameUse } from '../../python/scopes.ts';
import {
  ancestorsOf,
  childIn,
  isWithin,
  nodesBelow,
  textOf,
  type PyNode,
  type PyTree,
} from '../../python/tree.ts';
import type { PyVariable } from './find.ts';
import { importedNames } from './imported-names.ts';

/**
 * Why a value may not be evaluated at its use, going on from "x at a.py:3"; null where it may. One that may do something
 * moves only into the next statement that is no mere assignment, over nothing that may do something.
 */
export function objectionToMoving(
  { tree, statement, value, home }: PyVariable,
  uses: readonly NameUse[],
): string | null {
  const [use, ...others] = uses.map(({ node }) => node);
  if (use === undefined || others.length > 0) return 'would be evaluated more than once';
  if (scopesAround(use)[0] !== home)
    return 'is used in a function or comprehension, which may evaluate it later or again';
  const siblings = statement.parent?.children ?? [];
  const later = siblings.slice(siblings.indexOf(statement) + 1).filter(({ type }) => type !== 'comment');
  const next = later.find((one) => isWithin(one, use));
  const between = next === undefined ? [] : later.slice(0, later.indexOf(next));
  if (next === undefined || !between.every((one) => isStill({ tree, value, home }, one)))
    return 'is not used in the statement after it, and what stands between may change its value';
  const around = [...ancestorsOf(use)].filter((node) => isWithin(next, node));
  if (around.some((node) => !isEvaluatedOnce(node, use)))
    return 'is used where it may be evaluated later, again or not at all';
  const target = next.children[0];
  if (target?.type === 'augmented_assignment') return 'would be evaluated after what the statement changes';
  const passed = between.flatMap((one) => [...nodesBelow(one)].filter((node) => !isTarget(node)));
  return objectionToOrder(tree, value, [...passed, ...evaluatedBefore(use, next)]);
}

const SOMETIMES =
  /^(?:block|conditional_expression|while_statement|elif_clause|case_clause|(?:function|class|decorated)_definition|named_expression|lambda)$/;

/** Whether what holds the use evaluates it at once and for sure, when it is its turn. */
function isEvaluatedOnce(node: PyNode, use: PyNode): boolean {
  if (
    node.type === 'boolean_operator' ||
    node.type === 'comparison_operator' ||
    node.type === 'assert_statement'
  ) {
    const operands = node.children.filter(
      ({ type }) => !/^(?:[<>=!]+|in|is|not|not in|is not|and|or|assert|,)$/.test(type),
    );
    const certain = node.type === 'comparison_operator' ? 2 : 1;
    return operands.slice(0, certain).some((operand) => isWithin(operand, use));
  }
  return !SOMETIMES.test(node.type);
}

function isTarget({ field, parent }: PyNode): boolean {
  return field === 'left' && /^(?:assignment|for_statement)$/.test(parent?.type ?? '');
}

/** A statement that gives values to plain variables of the function alone, which neither the value nor a function in it reads. */
function isStill(
  { tree, value, home }: Pick<PyVariable, 'tree' | 'value' | 'home'>,
  statement: PyNode,
): boolean {
  const [assignment] = statement.children;
  const left = assignment?.type === 'assignment' ? childIn(assignment, 'left') : null;
  const isPlain = statement.type === 'expression_statement' && left?.type === 'identifier';
  if (!isPlain || [...nodesBelow(statement)].some(({ type }) => type === 'named_expression')) return false;
  return usesOfName(tree, textOf(tree, left)).every(
    ({ node, role, home: of }) =>
      role !== 'declared' &&
      (role !== 'read' || of !== home || (!isWithin(value, node) && scopesAround(node)[0] === home)),
  );
}

/** What is evaluated before the use: what stands before it, but for the targets, which come last. */
function evaluatedBefore(use: PyNode, next: PyNode): readonly PyNode[] {
  return [...nodesBelow(next, (node) => !isTarget(node))].filter(
    (node) => node.end <= use.start && !isTarget(node),
  );
}

const ACTS =
  /^(?:call|await|yield|list_comprehension|set_comprehension|dictionary_comprehension|generator_expression)$/;
/** What an object says may change with it: whether it is true, what it holds. */
const READS =
  /^(?:attribute|subscript|(?:binary|unary|comparison|boolean|not)_operator|conditional_expression|interpolation|list_splat|dictionary_splat)$/;

/** Reading and reading may change places; a call and anything else may not. */
function objectionToOrder(tree: PyTree, value: PyNode, earlier: readonly PyNode[]): string | null {
  const acts = earlier.find(({ type }) => ACTS.test(type));
  const isQuiet = [...nodesBelow(value)].every(({ type }) => !ACTS.test(type));
  const modules = importedNames(tree);
  const isFirm = (node: PyNode): boolean => {
    const [object] = node.children;
    return (
      node.type === 'attribute' &&
      object !== undefined &&
      (object.type === 'string' || modules.has(textOf(tree, object)))
    );
  };
  const isRead = (node: PyNode): boolean => (READS.test(node.type) && !isFirm(node)) || isShared(tree, node);
  const reads = isQuiet ? undefined : earlier.find(isRead);
  const first = acts ?? reads;
  return first === undefined ? null : `would be evaluated after ${shortened(textOf(tree, first))}`;
}

/** A name that some function of the file declares global or nonlocal, so that a call may change it. */
function isShared(tree: PyTree, node: PyNode): boolean {
  return (
    node.type === 'identifier' && usesOfName(tree, textOf(tree, node)).some(({ role }) => role === 'declared')
  );
}

function shortened(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
