import { usesOfName, scopesAround, type NameUse } from '../../python/scopes.ts';
import {
  ancestorsOf,
  childIn,
  isWithin,
  nodesBelow,
  textOf,
  type PyNode,
  type PyTree,
} from '../../python/tree.ts';
import { importedNames } from './imported-names.ts';
import type { PyVariable } from './find.ts';

/** Why the value may not stand in the place of the uses, going on from "x at a.py:3"; null where it may. */
export function objectionTo(variable: PyVariable, all: readonly NameUse[]): string | null {
  const { tree, home, assignment, value } = variable;
  if (home.type !== 'function_definition') return 'is no variable of a function, so others may read it';
  if (childIn(assignment, 'type') !== null) return 'has a type, which would be lost';
  if (/^(?:assignment|augmented_assignment|expression_list|yield|named_expression)$/.test(value.type))
    return 'has no value of its own';
  if (all.some(({ role, node }) => role === 'bound' && node.parent !== assignment))
    return 'is assigned more than once';
  if (all.some(({ role }) => role === 'declared')) return 'is declared global or nonlocal';
  if (readsNames(tree, home)) return 'is in a function that reads its variables by their names';
  const uses = readsOf(all);
  if (uses.length === 0) return 'has no use; remove-unused-variables takes it out';
  if (!uses.every(({ node }) => follows(variable, node)))
    return 'is used outside of the block that assigns it, or above';
  return isConstant(value) ? null : objectionToMoving(variable, uses);
}

/** The places that read the variable. */
export function readsOf(all: readonly NameUse[]): readonly NameUse[] {
  return all.filter(({ role }) => role === 'read');
}

function readsNames(tree: PyTree, home: PyNode): boolean {
  return ['locals', 'vars', 'eval', 'exec'].some((name) =>
    usesOfName(tree, name).some(({ node, role }) => role === 'read' && isWithin(home, node)),
  );
}

function follows({ statement }: PyVariable, use: PyNode): boolean {
  const block = statement.parent;
  return block !== null && isWithin(block, use) && use.start > statement.end;
}

const CONSTANT = /^(?:integer|float|true|false|none|string)$/;

/** A value that is the same however often and wherever it is evaluated. */
function isConstant(value: PyNode): boolean {
  if (value.type === 'unary_operator')
    return value.children.every(({ type }) => /^(?:[-+~]|integer|float)$/.test(type));
  return CONSTANT.test(value.type) && [...nodesBelow(value)].every(({ type }) => type !== 'interpolation');
}

/** A value that may do something moves only into the next statement, over nothing that may do something. */
function objectionToMoving(
  { tree, statement, value, home }: PyVariable,
  uses: readonly NameUse[],
): string | null {
  const [use, ...others] = uses.map(({ node }) => node);
  if (use === undefined || others.length > 0) return 'would be evaluated more than once';
  if (scopesAround(use)[0] !== home)
    return 'is used in a function or comprehension, which may evaluate it later or again';
  const siblings = statement.parent?.children ?? [];
  const next = siblings.slice(siblings.indexOf(statement) + 1).find(({ type }) => type !== 'comment');
  if (next === undefined || !isWithin(next, use))
    return 'is not used in the statement after it, and what stands between may change its value';
  const around = [...ancestorsOf(use)].filter((node) => isWithin(next, node));
  if (around.some((node) => !isEvaluatedOnce(node, use)))
    return 'is used where it may be evaluated later, again or not at all';
  const target = next.children[0];
  if (target?.type === 'augmented_assignment') return 'would be evaluated after what the statement changes';
  return objectionToOrder(tree, value, evaluatedBefore(use, next));
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

/** What is evaluated before the use: what stands before it, but for the targets, which come last. */
function evaluatedBefore(use: PyNode, next: PyNode): readonly PyNode[] {
  const isTarget = (node: PyNode): boolean =>
    node.field === 'left' && /^(?:assignment|for_statement)$/.test(node.parent?.type ?? '');
  return [...nodesBelow(next, (node) => !isTarget(node))].filter(
    (node) => node.end <= use.start && !isTarget(node),
  );
}

const ACTS =
  /^(?:call|await|yield|list_comprehension|set_comprehension|dictionary_comprehension|generator_expression)$/;
const READS = /^(?:attribute|subscript|binary_operator|unary_operator|comparison_operator|interpolation)$/;

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
