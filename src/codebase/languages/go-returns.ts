import type { SyntaxProblem } from './syntax-problem.ts';
import { nodesOfTypes, type Node } from './tree-sitter.ts';

const FUNCTION = /^(?:function_declaration|method_declaration|func_literal)$/;
const NO_STATEMENT = /^(?:comment|empty_statement)$/;
const BREAKABLE = /^(?:for|expression_switch|type_switch|select)_statement$/;
const CASE = /^(?:expression_case|type_case|communication_case|default_case)$/;
/** What statements stand in; those of a function in an expression are its own. */
const HOLDS_STATEMENTS =
  /^(?:block|statement_list|(?:for|expression_switch|type_switch|select|if|labeled)_statement|(?:expression|type|communication|default)_case)$/;

/** Functions with results whose end may be reached (The Go Programming Language Specification, "Terminating statements"). */
export function missingReturns(root: Node): readonly SyntaxProblem[] {
  return nodesOfTypes(root, (type) => FUNCTION.test(type)).flatMap((node) => {
    if (!hasResults(node)) return [];
    const body = node.childForFieldName('body');
    if (body === null || isTerminating(lastIn(body))) return [];
    const name = node.childForFieldName('name')?.text;
    const message = name === undefined ? 'Missing return' : `Missing return in \`${name}\``;
    return [{ offset: body.endIndex - 1, kind: 'missing', code: null, message }];
  });
}

function hasResults(node: Node): boolean {
  const result = node.childForFieldName('result');
  return result !== null && (result.type !== 'parameter_list' || childrenOf(result).length > 0);
}

/** @param label what a labelled statement is called */
function isTerminating(node: Node | undefined, label: string | null = null): boolean {
  if (node === undefined) return false;
  switch (node.type) {
    case 'return_statement':
    case 'goto_statement':
      return true;
    case 'expression_statement':
    case 'parenthesized_expression':
      return isTerminating(childrenOf(node)[0]);
    case 'call_expression':
      return node.childForFieldName('function')?.text === 'panic';
    case 'block':
      return isTerminating(lastIn(node));
    case 'if_statement':
      return ['consequence', 'alternative'].every((field) =>
        isTerminating(node.childForFieldName(field) ?? undefined),
      );
    case 'labeled_statement':
      return isTerminating(statementsIn(node).at(-1), node.childForFieldName('label')?.text ?? null);
    case 'for_statement':
      return isEndless(node) && !isLeft(node, label);
    case 'expression_switch_statement':
    case 'type_switch_statement':
    case 'select_statement':
      return endsInEachCase(node) && !isLeft(node, label);
    default:
      return false;
  }
}

function isEndless(node: Node): boolean {
  return statementsIn(node).every(
    (child) =>
      child.type === 'block' ||
      (child.type === 'for_clause' && child.childForFieldName('condition') === null),
  );
}

function endsInEachCase(node: Node): boolean {
  const cases = childrenOf(node).filter(({ type }) => CASE.test(type));
  const isWhole = node.type === 'select_statement' || cases.some(({ type }) => type === 'default_case');
  return (
    isWhole &&
    cases.every((one) => {
      const last = lastIn(one);
      return last?.type === 'fallthrough_statement' || isTerminating(last);
    })
  );
}

/** Whether a `break` leaves a loop, a switch or a select. */
function isLeft(statement: Node, label: string | null): boolean {
  const waiting = childrenOf(statement).map((node) => ({ node, isInner: false }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, isInner } = next;
    if (node.type === 'break_statement') {
      const target = childrenOf(node).find(({ type }) => type === 'label_name')?.text;
      if (target === undefined ? !isInner : target === label) return true;
    } else if (HOLDS_STATEMENTS.test(node.type)) {
      const below = isInner || BREAKABLE.test(node.type);
      waiting.push(...childrenOf(node).map((child) => ({ node: child, isInner: below })));
    }
  }
  return false;
}

/** The last statement of a block or a case. */
function lastIn(node: Node): Node | undefined {
  let last = node.lastNamedChild;
  while (last !== null && NO_STATEMENT.test(last.type)) last = last.previousNamedSibling;
  return last?.type === 'statement_list' ? lastIn(last) : (last ?? undefined);
}

function statementsIn(node: Node): readonly Node[] {
  return childrenOf(node).filter(({ type }) => !NO_STATEMENT.test(type));
}

function childrenOf(node: Node): readonly Node[] {
  return node.namedChildren.filter((child) => child !== null);
}
