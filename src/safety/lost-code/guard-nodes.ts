import type { Node } from '../../codebase/languages/tree-sitter.ts';

/** How a branch ends: by an error, by leaving its function, its loop or the program without one, or by neither. */
export type Exit = 'error' | 'leave' | null;

const CONDITION = /^(?:if|unless)(?:_statement|_expression|_modifier)?$/;
const HANDLER = /^(?:catch_clause|except_clause|rescue)$/;
const THROWS = /^(?:throw|raise)_(?:statement|expression)$/;
const LEAVES =
  /^(?:return|break|continue)_(?:statement|expression)$|^(?:return|next|break)$|^jump_expression$/;
/** Statements of a block that some grammars wrap once more. */
const WRAPPER = /^(?:statement_list|expression_statement|then|compound_statement)$/;
const ENDS_PROGRAM =
  /^(?:panic!?|process\.exit|(?:sys\.)?exit|os\.Exit|log\.(?:Fatal|Panic)\w*|unreachable!|bail!)\s*\(|^raise\b|^exit\s+[1-9]|^(?:flask\.)?(?:abort|halt)[\s(]\s*[45]\d\d\b/;
const ASSERTS = /^assert(?:\.\w+)?\s*\(/;
const GIVES_ERROR = /^return\s+Err\s*\(/;
const LEAVES_SHELL = /^(?:exit|return|continue|break)\b/;
const COMMENT = /comment$/;

/** Types of nodes that {@link exitOfGuard} may know: conditions, and in shells what stands behind `||`. */
export function mayGuard(type: string): boolean {
  return CONDITION.test(type) || type === 'list';
}

/** How the only branch of a condition ends; null where it has another branch, or goes on. */
export function exitOfGuard(node: Node): Exit {
  if (node.type === 'list') return exitBehindOr(node);
  if (!CONDITION.test(node.type) || hasAlternative(node)) return null;
  const last = statementsOf(node).at(-1);
  return last === undefined ? null : exitOf(last);
}

/** Whether nodes of a type deal with errors that were thrown. */
export function isHandler(type: string): boolean {
  return HANDLER.test(type);
}

/** How what deals with an error ends. */
export function exitOfHandler(node: Node): Exit {
  const last = statementsOf(node).at(-1);
  return last === undefined ? null : exitOf(last);
}

/** Whether a condition has a branch for what else may be; in shells that is the last of its statements. */
export function hasAlternative(node: Node): boolean {
  return node.childForFieldName('alternative') !== null;
}

/** The statements of the first branch of a condition, or of what deals with an error. */
export function statementsOf(node: Node): readonly Node[] {
  const branch = node.childForFieldName('consequence') ?? node.childForFieldName('body');
  if (branch !== null) return unwrapped(branch);
  if (HANDLER.test(node.type))
    return own(node)
      .filter(({ type }) => type === 'block')
      .flatMap(unwrapped);
  // Shells have the branch's statements in the condition's own node.
  const condition = node.childForFieldName('condition');
  return node.type === 'if_statement' && condition !== null
    ? own(node).filter(({ id }) => id !== condition.id)
    : [];
}

/** Whether a statement of its own throws, or ends the program by an error. */
export function throwsByItself({ type, text }: Node): boolean {
  return (
    THROWS.test(type) || ((type === 'expression_statement' || type === 'call') && ENDS_PROGRAM.test(text))
  );
}

/** Whether a statement asserts something in a script: `assert(a)`, `assert.ok(a)`. */
export function assertsByItself({ type, text }: Node): boolean {
  return type === 'expression_statement' && ASSERTS.test(text);
}

function exitOf(statement: Node): Exit {
  if (THROWS.test(statement.type) || ENDS_PROGRAM.test(statement.text)) return 'error';
  if (GIVES_ERROR.test(statement.text)) return 'error';
  if (LEAVES.test(statement.type)) return 'leave';
  return statement.type === 'command' && LEAVES_SHELL.test(statement.text) ? 'leave' : null;
}

function exitBehindOr(list: Node): Exit {
  if (!list.children.some((child) => child?.type === '||')) return null;
  const last = own(list).at(-1);
  const end = last === undefined ? undefined : unwrapped(last).at(-1);
  return end === undefined ? null : exitOf(end);
}

/** The statements of a block, whatever wraps them; a branch without a block is its own statement. */
function unwrapped(node: Node): readonly Node[] {
  if (!WRAPPER.test(node.type) && !/block/.test(node.type)) return [node];
  const children = own(node);
  const [only] = children;
  if (only === undefined || children.length > 1) {
    return children.map((child) =>
      child.type === 'expression_statement' ? (own(child)[0] ?? child) : child,
    );
  }
  return WRAPPER.test(only.type) ? unwrapped(only) : [only];
}

function own({ namedChildren }: Node): readonly Node[] {
  return namedChildren.flatMap((child) => (child === null || COMMENT.test(child.type) ? [] : [child]));
}
