import type { TreeCursor } from 'web-tree-sitter';
import type { Node, Tree } from '../../languages/tree-sitter.ts';
import { firstSentence } from './doc-text.ts';
import { longValue, qualify, type FoundSymbol, type LinedText, type Span } from './symbol-fact.ts';

/** What a walk over a Python tree gives. */
export type PythonWalk = {
  readonly found: readonly FoundSymbol[];
  /** Where import statements stand, at any depth. */
  readonly imports: readonly Span[];
  /** The names in `__all__`, or null where there is none that lists them. */
  readonly listed: ReadonlySet<string> | null;
  /** What functions define for themselves. */
  readonly hidden: ReadonlySet<FoundSymbol>;
};

type Scope = { readonly within: string; readonly kind: 'module' | 'class' | 'function' };
type Walk = {
  readonly source: LinedText;
  readonly cursor: TreeCursor;
  readonly found: FoundSymbol[];
  readonly imports: Span[];
  readonly listed: string[];
  readonly hidden: Set<FoundSymbol>;
  readonly constants: Set<string>;
};

const COMPOUND =
  /^(?:block|(?:if|try|with|for|while|match)_statement|(?:elif|else|except|except_group|finally|case)_clause|ERROR)$/;
const STRING = /(['"])([\w.]+)\1/g;

/** Walks the statements of a tree; expressions are not entered. */
export function walkPython(source: LinedText, tree: Tree): PythonWalk {
  const cursor = tree.walk();
  const lists = { found: [], imports: [], listed: [], hidden: new Set<FoundSymbol>() };
  const walk: Walk = { source, cursor, ...lists, constants: new Set() };
  visitChildren(walk, { within: '', kind: 'module' });
  cursor.delete();
  const { found, imports, listed, hidden } = walk;
  return { found, imports, listed: listed.length > 0 ? new Set(listed) : null, hidden };
}

function visitChildren(walk: Walk, scope: Scope): void {
  const { cursor } = walk;
  if (!cursor.gotoFirstChild()) return;
  do visit(walk, scope);
  while (cursor.gotoNextSibling());
  cursor.gotoParent();
}

function visit(walk: Walk, scope: Scope): void {
  const { cursor } = walk;
  switch (cursor.nodeType) {
    case 'function_definition':
    case 'class_definition':
      return addDefinition(walk, cursor.currentNode, scope);
    case 'decorated_definition':
      return visitChildren(walk, scope);
    case 'expression_statement':
      if (scope.kind !== 'function') addAssignment(walk, cursor.currentNode, scope);
      return;
    case 'type_alias_statement':
      if (scope.kind !== 'function') addAlias(walk, cursor.currentNode, scope);
      return;
    case 'import_statement':
    case 'import_from_statement':
    case 'future_import_statement':
      walk.imports.push({ start: cursor.startIndex, end: cursor.endIndex });
      return;
    default:
      if (COMPOUND.test(cursor.nodeType)) visitChildren(walk, scope);
  }
}

function addDefinition(walk: Walk, node: Node, scope: Scope): void {
  const name = node.childForFieldName('name')?.text;
  const body = node.childForFieldName('body');
  if (name === undefined || name === '') return;
  const isClass = node.type === 'class_definition';
  const { parent } = node;
  const start = parent?.type === 'decorated_definition' ? parent.startIndex : node.startIndex;
  const doc = docString(body);
  const definition = {
    name,
    whole: { start, end: node.endIndex },
    headStart: node.startIndex,
    body: body === null ? null : { start: body.startIndex, end: node.endIndex },
    ...(doc === null ? {} : { doc }),
  };
  const kind = isClass ? 'class' : scope.kind === 'class' ? 'method' : 'function';
  add(walk, { ...definition, kind }, scope);
  const inner: Scope = { within: qualify(scope.within, name), kind: isClass ? 'class' : 'function' };
  visitChildren(walk, inner);
}

function add(walk: Walk, found: Omit<FoundSymbol, 'within' | 'isExported'>, scope: Scope): void {
  const symbol = { ...found, within: scope.within, isExported: true };
  walk.found.push(symbol);
  if (scope.kind === 'function') walk.hidden.add(symbol);
}

/** The first sentence of the string that a body begins with. */
function docString(body: Node | null): string | null {
  const first = body?.firstNamedChild;
  const string = first?.type === 'expression_statement' ? first.firstNamedChild : first;
  if (string?.type !== 'string') return null;
  return firstSentence(string.text.replace(/^[A-Za-z]*("""|'''|"|')([^]*?)\1$/, '$2'));
}

/** `name = …`, `name: T`, `a, b = …`: constants of a module, fields of a class. Each name counts once. */
function addAssignment(walk: Walk, statement: Node, scope: Scope): void {
  const node = statement.firstNamedChild;
  if (node?.type !== 'assignment' && node?.type !== 'augmented_assignment') return;
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (left?.text === '__all__' && scope.kind === 'module') {
    for (const match of (right?.text ?? '').matchAll(STRING)) if (match[2]) walk.listed.push(match[2]);
    return;
  }
  if (node.type === 'augmented_assignment' || left === null) return;
  const value = right === null ? null : { start: right.startIndex, end: right.endIndex };
  for (const name of assignedNames(left)) addConstant(walk, { name, whole: spanOf(statement), value }, scope);
}

function addAlias(walk: Walk, node: Node, scope: Scope): void {
  const name = /^type\s+(\w+)/.exec(node.text)?.[1];
  if (name === undefined) return;
  add(walk, { name, kind: 'type', whole: spanOf(node), headStart: node.startIndex, body: null }, scope);
}

function addConstant(
  walk: Walk,
  { name, whole, value }: { readonly name: string; readonly whole: Span; readonly value: Span | null },
  scope: Scope,
): void {
  const qualifiedName = qualify(scope.within, name);
  if (walk.constants.has(qualifiedName)) return;
  walk.constants.add(qualifiedName);
  const kind = scope.kind === 'class' ? 'field' : 'constant';
  const body = value === null ? null : longValue(walk.source, value);
  add(walk, { name, kind, whole, headStart: whole.start, body }, scope);
}

function assignedNames(left: Node): readonly string[] {
  if (left.type === 'identifier') return [left.text];
  if (left.type !== 'pattern_list' && left.type !== 'tuple_pattern') return [];
  return left.namedChildren.flatMap((child) => (child?.type === 'identifier' ? [child.text] : []));
}

function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}
