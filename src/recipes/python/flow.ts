import { ancestorsOf, childIn, isWithin, nodesBelow, type PyNode } from './tree.ts';

/** Whether a statement gives a variable a value whenever it ends normally. `bound` are the places that bind the variable. */
export function surelyBinds(statement: PyNode, bound: ReadonlySet<PyNode>): boolean {
  const inBlock = (block: PyNode | null): boolean =>
    block !== null && block.children.some((one) => surelyBinds(one, bound) || surelyExits(one));
  switch (statement.type) {
    case 'if_statement':
      return inBranches(statement, inBlock) || bindsInWalrus(childIn(statement, 'condition'), bound);
    case 'try_statement':
      return inTry(statement, inBlock);
    case 'match_statement':
      return inCases(statement, (one) => bindsInHeader(one, bound) || inBlock(childIn(one, 'consequence')));
    case 'with_statement':
      return bindsInHeader(statement, bound) || inBlock(childIn(statement, 'body'));
    case 'for_statement':
    case 'while_statement':
    case 'delete_statement':
      return false;
    default:
      return bindsPlainly(statement, bound);
  }
}

/** Whether a statement never ends normally: it returns, raises, or leaves a loop. */
export function surelyExits(statement: PyNode): boolean {
  const inBlock = (block: PyNode | null): boolean => block?.children.some(surelyExits) ?? false;
  switch (statement.type) {
    case 'return_statement':
    case 'raise_statement':
    case 'break_statement':
    case 'continue_statement':
      return true;
    case 'if_statement':
      return inBranches(statement, inBlock);
    case 'try_statement':
      return inTry(statement, inBlock);
    case 'match_statement':
      return inCases(statement, (one) => inBlock(childIn(one, 'consequence')));
    default:
      return false;
  }
}

/** Whether a variable surely has a value where a node is evaluated, by what stands before the node in an outer one. */
export function isBoundBefore(node: PyNode, within: PyNode, bound: ReadonlySet<PyNode>): boolean {
  let child = node;
  for (const parent of ancestorsOf(node)) {
    if (!isWithin(within, parent)) return false;
    const isBlock = parent.type === 'block';
    const before = isBlock ? parent.children.filter((one) => one.end <= child.start) : [];
    if (before.some((one) => one.start >= within.start && surelyBinds(one, bound))) return true;
    if (child.type === 'block' && entersBound(parent, child, bound)) return true;
    if (!isBlock && bindsInWalrusBefore(parent, child, bound)) return true;
    child = parent;
  }
  return false;
}

/** Whether the way into a block of a statement binds: a loop's target, a handler's name, the body before `else`. */
function entersBound(statement: PyNode, block: PyNode, bound: ReadonlySet<PyNode>): boolean {
  if (statement.type === 'else_clause' && statement.parent?.type === 'try_statement') {
    const body = childIn(statement.parent, 'body');
    return body?.children.some((one) => surelyBinds(one, bound)) ?? false;
  }
  if (statement.type === 'if_statement') {
    return block.field === 'consequence' && bindsInWalrus(childIn(statement, 'condition'), bound);
  }
  const isHeader = ['for_statement', 'with_statement', 'except_clause', 'case_clause'].includes(
    statement.type,
  );
  return isHeader && bindsInHeader(statement, bound);
}

function inBranches(statement: PyNode, inBlock: (block: PyNode | null) => boolean): boolean {
  const others = statement.children.filter(({ field }) => field === 'alternative');
  return (
    others.some(({ type }) => type === 'else_clause') &&
    inBlock(childIn(statement, 'consequence')) &&
    others.every((one) => inBlock(childIn(one, one.type === 'else_clause' ? 'body' : 'consequence')))
  );
}

function inTry(statement: PyNode, inBlock: (block: PyNode | null) => boolean): boolean {
  const blockOf = (clause: PyNode | undefined): PyNode | null =>
    clause?.children.find(({ type }) => type === 'block') ?? null;
  const clauses = (type: string): readonly PyNode[] => statement.children.filter((one) => one.type === type);
  if (inBlock(blockOf(clauses('finally_clause')[0]))) return true;
  const handlers = [...clauses('except_clause'), ...clauses('except_group_clause')];
  const isBody = inBlock(childIn(statement, 'body')) || inBlock(blockOf(clauses('else_clause')[0]));
  return isBody && handlers.every((one) => inBlock(blockOf(one)));
}

function inCases(statement: PyNode, holds: (one: PyNode) => boolean): boolean {
  const cases = childIn(statement, 'body')?.children.filter(({ type }) => type === 'case_clause') ?? [];
  const isComplete = cases.some(
    (one) =>
      childIn(one, 'guard') === null &&
      one.children.find(({ type }) => type === 'case_pattern')?.children[0]?.type === '_',
  );
  return isComplete && cases.every(holds);
}

/** Binding places of a statement that stand before its blocks. */
function bindsInHeader(statement: PyNode, bound: ReadonlySet<PyNode>): boolean {
  const isDescended = ({ type }: PyNode): boolean => type !== 'block' && type !== 'named_expression';
  return [...nodesBelow(statement, isDescended)].some((node) => bound.has(node));
}

function bindsPlainly(statement: PyNode, bound: ReadonlySet<PyNode>): boolean {
  const isDescended = (node: PyNode): boolean =>
    !['block', 'lambda', 'named_expression', 'delete_statement'].includes(node.type) &&
    !(node.type === 'assignment' && childIn(node, 'right') === null);
  const found = [...nodesBelow(statement, isDescended)].some((node) => bound.has(node));
  return found || bindsInWalrus(statement, bound);
}

/** `(x := …)` where it is evaluated in any case. */
function bindsInWalrus(expression: PyNode | null, bound: ReadonlySet<PyNode>): boolean {
  if (expression === null) return false;
  const isDescended = (node: PyNode): boolean =>
    !/block|lambda|comprehension|generator|conditional|definition/.test(node.type) &&
    !(node.type === 'boolean_operator');
  const left = [...nodesBelow(expression, isDescended)].flatMap((node) =>
    node.type === 'boolean_operator' ? [childIn(node, 'left')] : [],
  );
  const isHere = [...nodesBelow(expression, isDescended)].some(
    (node) => bound.has(node) && node.parent?.type === 'named_expression' && node.field === 'name',
  );
  return isHere || left.some((node) => bindsInWalrus(node, bound));
}

/** `(x := f()) and x.y`: what stands to the left in the same expression. */
function bindsInWalrusBefore(parent: PyNode, child: PyNode, bound: ReadonlySet<PyNode>): boolean {
  if (/definition|lambda|comprehension|generator|conditional|clause/.test(parent.type)) return false;
  return parent.children.some(
    (one) => one.end <= child.start && one.type !== 'block' && bindsInWalrus(one, bound),
  );
}
