import { ancestorsOf, childIn, nodesBelow, textOf, type PyNode, type PyTree } from './tree.ts';

const TYPING = /^(?:typing|typing_extensions)$/;
const OF_OTHER_TEXTS = /^(?:\w+\.)*(?:Literal|Annotated)\b/;
const OF_TYPES =
  /^(?:Optional|Union|Type|List|Dict|Set|FrozenSet|Tuple|Callable|Iterable|Iterator|Sequence|Mapping|MutableMapping|Awaitable|Coroutine|Generator|AsyncIterator|AsyncIterable|AsyncGenerator|ClassVar|Final|Deque|DefaultDict|Collection|Concatenate)$/;

/** Whether a text in quotes names types: an annotation, the bound of a type variable, what is cast to, a part of such a one. */
export function isQuotedAnnotation(tree: PyTree, node: PyNode): boolean {
  const around = [...ancestorsOf(node)];
  const at = around.findIndex((one, index) => namesTypes(tree, one, around.slice(0, index)));
  if (at === -1) return false;
  const inside = around.slice(0, at + 1);
  const annotation = around[at];
  if (inside.some((one) => one.type === 'interpolation' || (one.type === 'call' && one !== annotation)))
    return false;
  return !inside.some(
    (one) => ['generic_type', 'subscript'].includes(one.type) && OF_OTHER_TEXTS.test(textOf(tree, one)),
  );
}

/** Whether a node holds types where the text stands, which `inside` leads to. */
function namesTypes(tree: PyTree, node: PyNode, inside: readonly PyNode[]): boolean {
  const child = inside.at(-1);
  if (node.type === 'type') return node.field === 'type' || node.field === 'return_type';
  if (node.type === 'call') return typesIn(tree, node).some((one) => inside.includes(one));
  if (node.type === 'assignment') {
    const type = childIn(node, 'type');
    return child?.field === 'right' && type !== null && /\bTypeAlias$/.test(textOf(tree, type));
  }
  const value = node.type === 'subscript' ? childIn(node, 'value') : null;
  return value !== null && child !== value && OF_TYPES.test(nameFromTyping(tree, value) ?? '');
}

/** The types of `TypeVar("T", bound="A")`, `TypeVar("T", "A", "B")`, `cast("A", value)`. */
function typesIn(tree: PyTree, call: PyNode): readonly PyNode[] {
  const called = childIn(call, 'function');
  const name = called === null ? null : nameFromTyping(tree, called);
  const given = childIn(call, 'arguments')?.children.filter(({ type }) => /^\w/.test(type)) ?? [];
  if (name === 'cast') return given.slice(0, 1);
  return name === 'TypeVar' ? given.slice(1) : [];
}

/** What a name is called in `typing`, where an import brings it from there; null for others. */
function nameFromTyping(tree: PyTree, node: PyNode): string | null {
  const text = textOf(tree, node);
  const [object, member] = text.split('.');
  const imports = [...nodesBelow(tree.root)].filter(({ type }) => /^import_(?:from_)?statement$/.test(type));
  for (const statement of imports) {
    const module = childIn(statement, 'module_name');
    for (const clause of statement.children.filter(({ field }) => field === 'name')) {
      const name = textOf(tree, childIn(clause, 'name') ?? clause);
      const alias = childIn(clause, 'alias');
      const bound = alias === null ? name : textOf(tree, alias);
      if (module === null && member !== undefined && bound === object && TYPING.test(name)) return member;
      if (module !== null && TYPING.test(textOf(tree, module)) && bound === text) return name;
    }
  }
  return null;
}
