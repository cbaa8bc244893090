import { nodesOf, nodesOfTypes, tryTree, type Node } from '../../codebase/languages/tree-sitter.ts';
import { languageOf } from '../../domain/language.ts';

/** How a function with a body gives back values. */
export type FunctionEnd = {
  /** Its name and those of the functions and classes around it, joined by dots. */
  readonly name: string;
  /** From 1. */
  readonly startLine: number;
  /** How many of its `return`s give a value. */
  readonly values: number;
  /** Whether each of those values is a promise of nothing: a chain whose last callbacks give none. */
  readonly promisesNothing: boolean;
  /** Whether its last statement gives a promise of a chain that may end without a value. */
  readonly mayPromiseNothing: boolean;
  /** Whether its last statement gives a value. */
  readonly endsInValue: boolean;
  /** Its last statement where that gives a value, and the last of a loop that is its last one; null where there is none. */
  readonly lastReturn: string | null;
  readonly lastReturnOfLoop: string | null;
  /** Whether it may come to its end without one: only where that is certain, and no generator does. */
  readonly fallsThrough: boolean;
  /** Whether it is of Python, where a `yield` makes one. */
  readonly isGenerator: boolean;
  readonly isAsync: boolean;
  /** The type that it says it gives back, or null. */
  readonly type: string | null;
  /** Its doc string, or the comment before it. */
  readonly doc: string;
};

const TIMEOUT_MS = 1_000;
/** Languages whose functions give nothing back where no `return` says so. */
const LANGUAGES = new Set(['python', 'javascript', 'typescript', 'tsx']);
const FUNCTION =
  /^(?:generator_)?function(?:_definition|_declaration|_expression)?$|^method_definition$|^arrow_function$/;
const LOOP = /^(?:for|while|for_in)_statement$/;
const NAME = /^[\w$.#]+$/;
const OUTER =
  /^(?:function_definition|class_definition|class_declaration|class|method_definition|function_declaration)$/;
const FALLS_THROUGH =
  /^(?:expression_statement|assignment|pass_statement|delete_statement|assert_statement|import_statement|lexical_declaration|variable_declaration|for_in_statement)$/;

/** The functions of a text by name, those whose name occurs once; null where they cannot be told. */
export async function functionEnds(
  path: string,
  text: string,
): Promise<ReadonlyMap<string, FunctionEnd> | null> {
  const language = languageOf(path);
  if (language === null || !LANGUAGES.has(language)) return null;
  const limits = { timeoutMs: TIMEOUT_MS };
  const result = await tryTree({ language, text, limits }, ({ rootNode }) =>
    rootNode.hasError ? [] : nodesOfTypes(rootNode, (type) => FUNCTION.test(type)).flatMap(endOf),
  );
  if (result.kind !== 'parsed') return null;
  const byName = Map.groupBy(result.value, ({ name }) => name);
  return new Map(
    [...byName].flatMap(([name, [only, ...more]]) =>
      only !== undefined && more.length === 0 ? [[name, only]] : [],
    ),
  );
}

function endOf(node: Node): readonly FunctionEnd[] {
  const body = node.childForFieldName('body');
  const name = nameOf(node);
  if (body === null || name === null || !/block|body/.test(body.type)) return [];
  const own = [...nodesOf(body, (one) => !FUNCTION.test(one.type) && !one.type.startsWith('class'))];
  const isGenerator = own.some((one) => one.type.startsWith('yield'));
  const statements = withoutComments(body);
  const last = statements.at(-1) ?? null;
  const values = own.filter(givesValue);
  const type = (node.childForFieldName('return_type')?.text ?? '').replace(/^:\s*/, '');
  return [
    {
      name: [...outerNames(node), name].join('.'),
      startLine: node.startPosition.row + 1,
      values: values.length,
      promisesNothing: values.every((one) => isEmptyPromise(one.firstNamedChild)),
      mayPromiseNothing: last !== null && givesValue(last) && handlersOf(last.firstNamedChild).some(fallsOut),
      endsInValue: last !== null && givesValue(last),
      lastReturn: returnOf(last),
      lastReturnOfLoop: last !== null && LOOP.test(last.type) ? returnOf(lastIn(last)) : null,
      fallsThrough: !isGenerator && (last === null || fallsThrough(last)),
      isGenerator: isGenerator && node.type === 'function_definition',
      isAsync: node.text.startsWith('async'),
      type: type === '' ? null : type,
      doc: docOf(node, statements[0] ?? null),
    },
  ];
}

function returnOf(statement: Node | null): string | null {
  return statement !== null && givesValue(statement) ? statement.text.replace(/;$/, '') : null;
}

function lastIn(loop: Node): Node | null {
  const body = loop.childForFieldName('body');
  return body === null ? null : (withoutComments(body).at(-1) ?? null);
}

function givesValue(node: Node): boolean {
  return node.type === 'return_statement' && withoutComments(node).length > 0;
}

/** `a().then((b) => { … })`, with handlers of errors behind it or not. */
function isEmptyPromise(value: Node | null): boolean {
  const handlers = handlersOf(value);
  return handlers.length > 0 && handlers.every(isProcedure);
}

/** The handlers of a chain, the last first, up to those whose value is that of the chain. */
function handlersOf(value: Node | null): readonly Node[] {
  const called = value?.type === 'call_expression' ? value.childForFieldName('function') : null;
  const step = called?.type === 'member_expression' ? called.childForFieldName('property')?.text : undefined;
  if (step !== 'then' && step !== 'catch' && step !== 'finally') return [];
  const given = value?.childForFieldName('arguments')?.namedChildren ?? [];
  const own = step === 'finally' ? [] : given.flatMap((one) => (one === null ? [] : [one]));
  return step === 'then' ? own : [...own, ...handlersOf(called?.childForFieldName('object') ?? null)];
}

function fallsOut(handler: Node): boolean {
  const body = FUNCTION.test(handler.type) ? handler.childForFieldName('body') : null;
  return body?.type === 'statement_block' && endFallsThrough(body);
}

function isProcedure(handler: Node): boolean {
  const body = FUNCTION.test(handler.type) ? handler.childForFieldName('body') : null;
  if (body?.type !== 'statement_block') return false;
  return ![...nodesOf(body, (one) => !FUNCTION.test(one.type))].some(givesValue);
}

function withoutComments({ namedChildren }: Node): readonly Node[] {
  return namedChildren.flatMap((child) => (child === null || child.type.endsWith('comment') ? [] : [child]));
}

function fallsThrough(last: Node): boolean {
  if (FALLS_THROUGH.test(last.type)) return true;
  if (last.type === 'try_statement') return fallsBehind(last);
  if (last.type === 'with_statement') return endFallsThrough(last.childForFieldName('body'));
  if (last.type === 'for_statement') return last.childForFieldName('left') !== null;
  return last.type === 'if_statement' && last.childForFieldName('alternative') === null;
}

/** A `try` whose code comes to its end, and the code that runs behind it as well. */
function fallsBehind(attempt: Node): boolean {
  const then = attempt.namedChildren.find((child) => child?.type === 'else_clause');
  return endFallsThrough(then?.childForFieldName('body') ?? attempt.childForFieldName('body'));
}

function endFallsThrough(block: Node | null): boolean {
  const last = block === null ? undefined : withoutComments(block).at(-1);
  return last !== undefined && fallsThrough(last);
}

/** By its own name, or that of the variable, member or key that holds it; null where it has none by which it is called. */
function nameOf(node: Node): string | null {
  const named =
    node.childForFieldName('name') ??
    node.parent?.childForFieldName('name') ??
    node.parent?.childForFieldName('left') ??
    node.parent?.childForFieldName('key');
  return named !== null && named !== undefined && NAME.test(named.text) ? named.text : null;
}

function outerNames(node: Node): readonly string[] {
  const names: string[] = [];
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    const name = OUTER.test(outer.type) ? outer.childForFieldName('name')?.text : undefined;
    if (name !== undefined) names.unshift(name);
  }
  return names;
}

function docOf(node: Node, first: Node | null): string {
  if (first?.type === 'expression_statement' && first.firstNamedChild?.type === 'string') return first.text;
  for (
    let one: Node | null = node;
    one !== null && !/block|body|program|module/.test(one.type);
    one = one.parent
  ) {
    if (one.previousNamedSibling?.type === 'comment') return one.previousNamedSibling.text;
  }
  return '';
}
