import { isDecorator, isNested, ownNodes, parametersOf, type PyFunction } from '../python/functions.ts';
import { usesOfName } from '../python/scopes.ts';
import { childIn, nodesBelow, textOf, type PyNode, type PyTree } from '../python/tree.ts';
import { outsideWorld } from './outside-world.ts';

const CACHES = /^(?:functools\.)?(?:lru_cache|cache)$/;
const MUTABLE = new Set([
  'list',
  'dictionary',
  'set',
  'list_comprehension',
  'dictionary_comprehension',
  'set_comprehension',
  'generator_expression',
]);
const MUTABLE_CALL =
  /^(?:list|dict|set|bytearray|sorted|defaultdict|(?:collections\.)?(?:defaultdict|OrderedDict|Counter|deque)|map|filter|zip|iter|reversed|enumerate|hashlib\.\w+|itertools\.\w+|textwrap\.(?:wrap|TextWrapper)|decimal\.Context|statistics\.(?:multimode|quantiles))$|(?:^|\.)(?:loads?|split|rsplit|splitlines|copy|deepcopy|findall|finditer|groupdict|items|keys|values|parse_qsl?|tolist|to_dict|model_dump|asdict)$/;
/** What a value is handed on in, or may be chosen by. */
const HOLDERS = new Set([
  'parenthesized_expression',
  'conditional_expression',
  'boolean_operator',
  'binary_operator',
  'tuple',
  'expression_list',
]);
const UNPACKED = new Set(['pattern_list', 'tuple_pattern']);
const WITHOUT_HASH =
  /\b(?:list|dict|set|bytearray|List|Dict|Set|DefaultDict|Mutable\w+|DataFrame|Series|ndarray|array|Tensor|Iterator|Iterable|Sequence|Mapping|Collection|Generator|Counter|deque)\b/;
const OF_CONTAINERS = new Set([
  'append',
  'extend',
  'insert',
  'pop',
  'remove',
  'sort',
  'items',
  'keys',
  'values',
  'update',
  'add',
  'get',
  'setdefault',
  'discard',
  'clear',
]);

type Check = (tree: PyTree, one: PyFunction) => string | null;

const ALWAYS: readonly Check[] = [byKind, byParameters];
const UNLESS_ALLOWED: readonly Check[] = [byResults, byGlobals, outsideWorld];

/** Whether a function keeps its results already. */
export function isCached(tree: PyTree, { decorators }: PyFunction): boolean {
  return decorators.some((decorator) => isDecorator(tree, decorator, CACHES));
}

/** Why a function can never keep its results; null where nothing is against it. */
export function obstacleTo(tree: PyTree, one: PyFunction): string | null {
  return firstReason(ALWAYS, tree, one);
}

/** What speaks against it unless the user, who knows the function, allows it; null for nothing. */
export function doubtAbout(tree: PyTree, one: PyFunction): string | null {
  return firstReason(UNLESS_ALLOWED, tree, one);
}

function firstReason(checks: readonly Check[], tree: PyTree, one: PyFunction): string | null {
  for (const check of checks) {
    const reason = check(tree, one);
    if (reason !== null) return reason;
  }
  return null;
}

function byKind(_tree: PyTree, one: PyFunction): string | null {
  if (one.owner !== null) return 'it is a method: its objects would be kept alive with the results';
  if (isNested(one)) return 'it stands in another function and is made anew at each call';
  if (one.decorators.length > 0) return 'it is decorated: the order of decorators matters';
  if (one.node.children.some(({ type }) => type === 'async'))
    return 'it is a coroutine, which can be awaited once';
  return [...ownNodes(one.node)].some(({ type }) => type === 'yield')
    ? 'it is a generator, which can be used up once'
    : null;
}

function byParameters(tree: PyTree, { node }: PyFunction): string | null {
  const body = [...ownNodes(node)];
  for (const parameter of parametersOf(node)) {
    const text = textOf(tree, parameter);
    if (text.startsWith('*')) return `it takes any arguments (${text})`;
    const type = childIn(parameter, 'type');
    const value = childIn(parameter, 'value');
    if (type !== null && WITHOUT_HASH.test(textOf(tree, type))) return `${text} has no hash`;
    if (value !== null && MUTABLE.has(value.type)) return `the default of ${text} has no hash`;
    const name = /^\w+/.exec(text)?.[0] ?? text;
    const isAnything = type === null || /\b(?:Any|object)\b/.test(textOf(tree, type));
    if (isAnything && body.some((one) => usesAsContainer(tree, one, name)))
      return `${name} may be a list or a dictionary, which have no hash: annotate it if it is not`;
  }
  return null;
}

/** Gone over, indexed or asked for what lists and dictionaries have. */
function usesAsContainer(tree: PyTree, node: PyNode, name: string): boolean {
  const isName = (one: PyNode | null): boolean => one?.type === 'identifier' && textOf(tree, one) === name;
  if (node.type === 'for_statement' || node.type === 'for_in_clause') return isName(childIn(node, 'right'));
  if (node.type === 'subscript') return isName(childIn(node, 'value'));
  if (node.type === 'call') return isTestedForContainer(tree, node, name);
  const method = node.type === 'attribute' ? childIn(node, 'attribute') : null;
  return method !== null && isName(childIn(node, 'object')) && OF_CONTAINERS.has(textOf(tree, method));
}

const OF_ANY_OBJECT = /^(?:hasattr|getattr|len|iter)$/;

/** `isinstance(name, (tuple, list))`, `hasattr(name, "read")`. */
function isTestedForContainer(tree: PyTree, call: PyNode, name: string): boolean {
  const called = textOf(tree, childIn(call, 'function') ?? call);
  const given = childIn(call, 'arguments')?.children.filter(({ type }) => !/^[(),]$/.test(type)) ?? [];
  const [tested, types] = given.map((one) => textOf(tree, one));
  if (OF_ANY_OBJECT.test(called)) return tested === name;
  return called === 'isinstance' && tested === name && types !== undefined && WITHOUT_HASH.test(types);
}

function byResults(tree: PyTree, { node }: PyFunction): string | null {
  const type = childIn(node, 'return_type');
  if (type !== null && WITHOUT_HASH.test(textOf(tree, type)))
    return `it returns ${textOf(tree, type)}, which its callers would share and could change`;
  const body = [...ownNodes(node)];
  const returned = body.flatMap((one) =>
    one.type === 'return_statement' ? one.children.filter(({ type: kind }) => kind !== 'return') : [],
  );
  if (returned.every(({ type: kind }) => kind === 'none')) return 'it returns nothing';
  // A name that is given a choice with itself in it is asked about once.
  const asked = new Set<string>();
  const isBuilt = (value: PyNode): boolean => {
    if (MUTABLE.has(value.type)) return true;
    if (value.type === 'call') return MUTABLE_CALL.test(textOf(tree, childIn(value, 'function') ?? value));
    if (HOLDERS.has(value.type) && childIn(value, 'operator')?.type !== '%')
      return value.children.some(isBuilt);
    const name = textOf(tree, value);
    if (value.type !== 'identifier' || asked.has(name)) return false;
    asked.add(name);
    return body.some((one) => isAssignedBuilt(one, name));
  };
  const isAssignedBuilt = (one: PyNode, name: string): boolean => {
    const [left, right] = [childIn(one, 'left'), childIn(one, 'right')];
    if (one.type !== 'assignment' || left === null || right === null) return false;
    if (textOf(tree, left) === name) return right.type !== 'identifier' && isBuilt(right);
    return (
      UNPACKED.has(left.type) && left.children.some((part) => textOf(tree, part) === name) && isBuilt(right)
    );
  };
  return returned.some(isBuilt)
    ? 'it builds a list, dictionary, set, iterator or hash, which its callers would share and could change'
    : null;
}

/** Names of the module that are assigned to more than once, or that hold what can be changed. */
function byGlobals(tree: PyTree, { node }: PyFunction): string | null {
  const body = [...ownNodes(node)];
  if (body.some(({ type }) => type === 'global_statement' || type === 'nonlocal_statement'))
    return 'it sets names outside of it';
  const names = new Set(body.filter(({ type }) => type === 'identifier').map((one) => textOf(tree, one)));
  for (const name of names) {
    const uses = usesOfName(tree, name).filter(({ home }) => home === tree.root);
    const isRead = uses.some(({ node: use, role }) => role === 'read' && body.includes(use));
    const bindings = uses.filter(({ role }) => role === 'bound');
    if (isRead && bindings.some(({ node: use }) => isChanging(use, bindings.length)))
      return `it reads ${name}, which can change`;
  }
  return null;
}

function isChanging(binding: PyNode, count: number): boolean {
  const { parent } = binding;
  if (parent?.type !== 'assignment' && parent?.type !== 'augmented_assignment') return false;
  const value = childIn(parent, 'right');
  const isMutable = value !== null && [...nodesBelow(value)].some(({ type }) => MUTABLE.has(type));
  return count > 1 || isMutable;
}
