import { ancestorsOf, type PyNode, type PyTree } from './tree.ts';

/**
 * One place where a name stands. `bound` gives it a value, `read` takes it, `attribute` follows a dot, `declared` stands in
 * a global or nonlocal statement, and `label` names something of another place: a keyword argument, an imported module.
 */
export type NameUse = {
  readonly node: PyNode;
  readonly role: 'bound' | 'read' | 'attribute' | 'declared' | 'label';
  /** The scope whose name it is: a function, lambda, comprehension or class, or the module. */
  readonly home: PyNode;
};

const COMPREHENSIONS = new Set([
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
]);
const WITH_BODY = new Set(['function_definition', 'class_definition', 'lambda']);
const TARGET_WRAPPERS = new Set([
  'pattern_list',
  'tuple_pattern',
  'list_pattern',
  'list_splat_pattern',
  'dictionary_splat_pattern',
  'as_pattern_target',
  'expression_list',
  'tuple',
  'list',
  'parenthesized_expression',
  'splat_pattern',
]);
// The field in which a node of each type holds the name that it binds; null where every child is one.
const BINDERS: ReadonlyMap<string, string | null> = new Map([
  ['assignment', 'left'],
  ['augmented_assignment', 'left'],
  ['for_statement', 'left'],
  ['for_in_clause', 'left'],
  ['named_expression', 'name'],
  ['function_definition', 'name'],
  ['class_definition', 'name'],
  ['default_parameter', 'name'],
  ['typed_default_parameter', 'name'],
  ['aliased_import', 'alias'],
  ['parameters', null],
  ['lambda_parameters', null],
  ['delete_statement', null],
  ['case_pattern', null],
  ['dict_pattern', null],
]);
const PARAMETER_LISTS = new Set(['parameters', 'lambda_parameters']);

/** Every place where a name stands in a module, with the scope that each belongs to by Python's rules of scoping. */
export function usesOfName(tree: PyTree, name: string): readonly NameUse[] {
  const places = (tree.identifiers.get(name) ?? []).map((node) => ({ node, role: roleOf(node) }));
  const declared = new Map(
    places
      .filter(({ role }) => role === 'declared')
      .map(({ node }) => [innermostScope(node), node.parent?.type ?? '']),
  );
  const homeOfBinding = (node: PyNode): PyNode => {
    const scope = scopeOfBinding(node);
    if (declared.get(scope) === 'global_statement') return tree.root;
    return declared.get(scope) === 'nonlocal_statement' ? innermostScope(scope) : scope;
  };
  const binding = new Set(
    places.filter(({ role }) => role === 'bound').map(({ node }) => homeOfBinding(node)),
  );
  const homeOfRead = (node: PyNode): PyNode => {
    const [inner = tree.root, ...outer] = scopesAround(node);
    if (declared.get(inner) === 'global_statement') return tree.root;
    const visible = [inner, ...outer.filter((scope) => scope.type !== 'class_definition')];
    return visible.find((scope) => binding.has(scope)) ?? tree.root;
  };
  return places.map(({ node, role }) => ({
    node,
    role,
    home: role === 'bound' ? homeOfBinding(node) : homeOfRead(node),
  }));
}

/** The scopes in which a node is evaluated, the innermost first, the module last. */
export function scopesAround(node: PyNode): readonly PyNode[] {
  const scopes: PyNode[] = [];
  let child = node;
  for (const parent of ancestorsOf(node)) {
    const isBody = WITH_BODY.has(parent.type) && child.field === 'body';
    const isInside = COMPREHENSIONS.has(parent.type) && !isFirstIterable(parent, child, node);
    if (isBody || isInside || parent.type === 'module') scopes.push(parent);
    child = parent;
  }
  return scopes;
}

function innermostScope(node: PyNode): PyNode {
  return scopesAround(node)[0] ?? node;
}

/** What the first `for` of a comprehension goes over is evaluated outside it. */
function isFirstIterable(comprehension: PyNode, child: PyNode, node: PyNode): boolean {
  if (child.type !== 'for_in_clause') return false;
  if (comprehension.children.find((other) => other.type === 'for_in_clause') !== child) return false;
  return child.children.some(
    (part) => part.field === 'right' && part.start <= node.start && node.end <= part.end,
  );
}

function roleOf(node: PyNode): NameUse['role'] {
  const { parent } = node;
  if (parent === null) return 'read';
  if (parent.type === 'attribute') return node.field === 'attribute' ? 'attribute' : 'read';
  if (parent.type === 'global_statement' || parent.type === 'nonlocal_statement') return 'declared';
  if (parent.type === 'keyword_argument') return node.field === 'name' ? 'label' : 'read';
  if (parent.type === 'keyword_pattern' && parent.children[0] === node) return 'label';
  if (parent.type === 'dotted_name') return roleInDottedName(node, parent);
  return isBound(node) ? 'bound' : 'read';
}

/** A dotted name stands in imports and in the patterns of a match; a pattern of one name binds it. */
function roleInDottedName(node: PyNode, dotted: PyNode): NameUse['role'] {
  const owner = dotted.parent?.type;
  if (dotted.children[0] !== node) return 'attribute';
  if (owner === 'import_statement') return 'bound';
  if (owner === 'import_from_statement') return dotted.field === 'name' ? 'bound' : 'label';
  if (owner === 'aliased_import' || owner === 'relative_import') return 'label';
  return dotted.children.length === 1 && owner !== 'class_pattern' ? 'bound' : 'read';
}

function isBound(node: PyNode): boolean {
  let child = node;
  for (const parent of ancestorsOf(node)) {
    if (parent.type === 'as_pattern') return parent.children[0] !== child;
    if (parent.type === 'typed_parameter') return child.field !== 'type';
    if (parent.type === 'type_alias_statement') return child.field === 'left';
    const field = BINDERS.get(parent.type);
    if (field !== undefined) return field === null || child.field === field;
    if (!TARGET_WRAPPERS.has(parent.type) && !isTypeAliasName(parent, child)) return false;
    child = parent;
  }
  return false;
}

function isTypeAliasName(parent: PyNode, child: PyNode): boolean {
  if (parent.type === 'generic_type') return parent.children[0] === child;
  return parent.type === 'type' && parent.field === 'left';
}

/** Parameters belong to their function; a walrus in a comprehension binds outside it. */
function scopeOfBinding(node: PyNode): PyNode {
  const parent = node.parent;
  if (parent !== null && parent.type === 'named_expression') {
    const scopes = scopesAround(node);
    return scopes.find((scope) => !COMPREHENSIONS.has(scope.type)) ?? innermostScope(node);
  }
  const around = [...ancestorsOf(node)].find(
    ({ type, field }) => PARAMETER_LISTS.has(type) || COMPREHENSIONS.has(type) || field === 'body',
  );
  const isParameter = around !== undefined && PARAMETER_LISTS.has(around.type);
  return isParameter && around.parent !== null ? around.parent : innermostScope(node);
}
