import { childIn, nameOf, nodesBelow, textOf, type PyNode, type PyTree } from './tree.ts';

const QUIET_STATEMENTS = new Set([
  'comment',
  'import_statement',
  'import_from_statement',
  'future_import_statement',
  'function_definition',
  'pass_statement',
  'delete_statement',
  'global_statement',
  'type_alias_statement',
]);
/** Statements that run what they hold and do nothing by themselves. */
const TRANSPARENT = new Set([
  'if_statement',
  'elif_clause',
  'else_clause',
  'try_statement',
  'except_clause',
  'finally_clause',
  'block',
]);
const CALLS = new Set(['call', 'await', 'yield']);
const OWN_GUARD = /^(?:(?:\w+\.)?TYPE_CHECKING$|__name__\s*==)/;
// What these call returns a value and leaves the rest of the program as it was.
const QUIET_FUNCTION =
  /^(?:(?:logging\.)?getLogger|(?:collections\.)?(?:namedtuple|defaultdict|OrderedDict|Counter|deque)|(?:typing\.|t\.)?(?:TypeVar|ParamSpec|NewType|TypedDict|NamedTuple|cast)|re\.compile|(?:pathlib\.)?Path|os\.path\.\w+|os\.getenv|os\.environ\.get|(?:functools\.)?partial|(?:operator\.)?(?:itemgetter|attrgetter)|(?:datetime\.)?timedelta|(?:decimal\.)?Decimal|(?:contextvars\.)?ContextVar|set|frozenset|dict|list|tuple|int|float|str|bytes|bool|len|range|sorted|min|max|sum|object|zip|enumerate|isinstance|hasattr|ord|chr)$/;
const QUIET_METHOD =
  /\.(?:format|join|split|rsplit|splitlines|strip|lstrip|rstrip|lower|upper|encode|decode|startswith|endswith|keys|values|items|copy|union|resolve|absolute|joinpath)$/;
const QUIET_DECORATOR =
  /^@\s*(?:(?:dataclasses|functools|contextlib|typing|typing_extensions|t|abc|enum|attrs?|pytest|pytest_asyncio)\.(?!hookimpl)[\w.]+|dataclass|total_ordering|(?:async)?contextmanager|(?:lru_)?cache|wraps|overload|final|runtime_checkable|unique|abstractmethod|override|no_type_check|define|frozen|fixture|property|staticmethod|classmethod)\s*(?:\(|$)/;
const FIXTURE = /^@\s*(?:\w+\.)*(?:yield_)?fixture\s*(?:\(|$)/;

/** The first statement at the level of the module that does more than define something, or null. */
export function effectIn(tree: PyTree): PyNode | null {
  return firstEffect(tree, tree.root);
}

/** The function that a module defines under a name as a pytest fixture, or null. */
export function fixtureIn(tree: PyTree, name: string): PyNode | null {
  return (
    tree.root.children
      .filter(({ type }) => type === 'decorated_definition')
      .filter((node) => decoratorsOf(node).some((decorator) => FIXTURE.test(textOf(tree, decorator))))
      .flatMap((node) => childIn(node, 'definition') ?? [])
      .find((definition) => nameOf(tree, definition) === name) ?? null
  );
}

/** What of a statement at the level of a module does more than define something, or null. */
export function effectOfStatement(tree: PyTree, node: PyNode): PyNode | null {
  return effectOf(tree, node);
}

function firstEffect(tree: PyTree, block: PyNode): PyNode | null {
  for (const node of block.children) {
    const effect = effectOf(tree, node);
    if (effect !== null) return effect;
  }
  return null;
}

function effectOf(tree: PyTree, node: PyNode): PyNode | null {
  if (QUIET_STATEMENTS.has(node.type)) return null;
  if (node.type === 'class_definition') return registersItself(tree, node) ? node : null;
  if (node.type === 'decorated_definition') return effectOfDecorated(tree, node);
  if (node.type === 'expression_statement') return isQuietExpression(tree, node) ? null : node;
  if (TRANSPARENT.has(node.type)) return isOwnGuard(tree, node) ? null : firstEffect(tree, node);
  // Keywords, brackets and the conditions of what is transparent.
  return /_(?:statement|clause)$/.test(node.type) || !isQuietExpression(tree, node) ? node : null;
}

/** `if TYPE_CHECKING:` and `if __name__ == '__main__':` do not run on import; what their `else` holds is left aside. */
function isOwnGuard(tree: PyTree, node: PyNode): boolean {
  const condition = childIn(node, 'condition');
  return (
    condition !== null && childIn(node, 'alternative') === null && OWN_GUARD.test(textOf(tree, condition))
  );
}

function effectOfDecorated(tree: PyTree, node: PyNode): PyNode | null {
  const loud = decoratorsOf(node).find((decorator) => !QUIET_DECORATOR.test(textOf(tree, decorator)));
  const definition = childIn(node, 'definition');
  return loud ?? (definition === null ? null : effectOf(tree, definition));
}

/** Tables of SQLAlchemy and its kind, and classes that hand keywords to a metaclass, are known elsewhere once defined. */
function registersItself(tree: PyTree, node: PyNode): boolean {
  const bases = childIn(node, 'superclasses');
  const hasKeyword = bases?.children.some(
    (base) =>
      base.type === 'keyword_argument' &&
      !/^(?:total\b|metaclass\s*=\s*(?:abc\.)?ABCMeta$)/.test(textOf(tree, base)),
  );
  const isTable =
    bases?.children.some((base) => textOf(tree, base) === 'db.Model') === true ||
    /\b__table(?:name)?__\s*[:=]/.test(textOf(tree, node));
  return hasKeyword === true || isTable;
}

/** A value, or an assignment of one to plain names. What a lambda holds does not run. */
function isQuietExpression(tree: PyTree, expression: PyNode): boolean {
  for (const node of nodesBelow(expression, ({ type }) => type !== 'lambda')) {
    if (CALLS.has(node.type) && !isQuietCall(tree, node)) return false;
    if (node.type.endsWith('assignment') && !isOfNames(childIn(node, 'left'))) return false;
  }
  return true;
}

function isQuietCall(tree: PyTree, node: PyNode): boolean {
  const called = childIn(node, 'function');
  if (called === null) return false;
  const text = textOf(tree, called);
  return QUIET_FUNCTION.test(text) || QUIET_METHOD.test(text);
}

function isOfNames(target: PyNode | null): boolean {
  if (target === null) return true;
  return [...nodesBelow(target)].every(({ type }) => type !== 'attribute' && type !== 'subscript');
}

function decoratorsOf(node: PyNode): readonly PyNode[] {
  return node.children.filter(({ type }) => type === 'decorator');
}
