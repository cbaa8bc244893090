import type { CompileRule } from './python-compile-rule.ts';
import type { Node } from './tree-sitter.ts';

const ASYNC_AND_YIELD = [/\basync[ \t]+def\b/, /\byield\b/, /\byield[ \t]+from\b|\breturn[ \t]+[^\s#]/];

/** `yield from` in an asynchronous function. */
export const ruleOfYieldFrom: CompileRule = {
  triggers: ASYNC_AND_YIELD,
  at: ['yield'],
  fault: (node) =>
    isYieldFrom(node) && isAsync(scopeAround(node)) ? '`yield from` inside an async function' : null,
};

/** A value that an asynchronous generator returns. */
export const ruleOfReturns: CompileRule = {
  triggers: ASYNC_AND_YIELD,
  at: ['return_statement'],
  fault: (node) => {
    if (node.namedChildren.every((child) => child?.isExtra === true)) return null;
    const scope = scopeAround(node);
    if (scope === null || !isAsync(scope)) return null;
    const yields = scope.descendantsOfType('yield').filter((one) => one !== null);
    const isGenerator = yields.some((one) => !isYieldFrom(one) && scopeAround(one)?.id === scope.id);
    return isGenerator ? '`return` with a value in an async generator' : null;
  },
};

/** A name that is used or bound above its nonlocal statement. */
export const ruleOfNonlocal: CompileRule = {
  // Where it is the first statement of its function nothing stands above it.
  triggers: [/^[ \t]*nonlocal\b(?<!:[ \t]*(?:#.*)?\n[ \t]*nonlocal)/m],
  at: ['nonlocal_statement'],
  fault: (node) => {
    const scope = scopeAround(node);
    if (scope === null || isInElseOfTry(node, scope)) return null;
    const names = new Set(node.namedChildren.map((child) => child?.text));
    const used = scope
      .descendantsOfType('identifier')
      .find(
        (one) =>
          one !== null &&
          one.startIndex < node.startIndex &&
          names.has(one.text) &&
          isUse(one) &&
          isDirectlyIn(one, scope),
      );
    return used === undefined || used === null
      ? null
      : `\`${used.text}\` is used before its nonlocal statement`;
  },
};

const SCOPES = new Set(['function_definition', 'class_definition', 'lambda']);
const COMPREHENSION = /comprehension$|^generator_expression$/;
// What stands in these is of another scope, or of another one in some versions of Python, or binds in a way that does not count.
const APART = new Set([
  'parameters',
  'lambda_parameters',
  'type',
  'case_pattern',
  'import_statement',
  'import_from_statement',
  'global_statement',
  'nonlocal_statement',
]);

/** The scope in whose body a node stands; null in the module and in a comprehension. */
function scopeAround(node: Node): Node | null {
  for (
    let [child, parent] = [node, node.parent];
    parent !== null;
    [child, parent] = [parent, parent.parent]
  ) {
    if (COMPREHENSION.test(parent.type)) return null;
    // Decorators, defaults and base classes are of the scope around.
    if (SCOPES.has(parent.type) && parent.childForFieldName('body')?.id === child.id) return parent;
  }
  return null;
}

function isAsync(scope: Node | null): boolean {
  return scope?.type === 'function_definition' && scope.firstChild?.type === 'async';
}

function isYieldFrom(node: Node): boolean {
  return node.children.some((child) => child?.type === 'from');
}

/** Versions differ on whether the else part comes before or after the except parts. */
function isInElseOfTry(node: Node, scope: Node): boolean {
  for (let one: Node | null = node; one !== null && one.id !== scope.id; one = one.parent)
    if (one.type === 'else_clause' && one.parent?.type === 'try_statement') return true;
  return false;
}

function isUse(name: Node): boolean {
  const { parent } = name;
  if (parent?.type === 'attribute') return parent.childForFieldName('attribute')?.id !== name.id;
  if (parent?.type === 'keyword_argument') return parent.childForFieldName('name')?.id !== name.id;
  return true;
}

function isDirectlyIn(name: Node, scope: Node): boolean {
  if (scopeAround(name)?.id !== scope.id) return false;
  for (let one: Node | null = name; one !== null && one.id !== scope.id; one = one.parent)
    if (APART.has(one.type)) return false;
  return true;
}
