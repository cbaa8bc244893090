import { functionsOf, isNested, ownNodes, parametersOf, type PyFunction } from '../python/functions.ts';
import { usesOfName } from '../python/scopes.ts';
import { childIn, textOf, type PyNode, type PyTree } from '../python/tree.ts';

// What gives the same for the same arguments and does nothing besides, as far as names can tell.
const QUIET_FUNCTION =
  /^(?:abs|all|any|ascii|bin|bool|bytes|bytearray|callable|chr|complex|dict|divmod|enumerate|filter|float|format|frozenset|hasattr|hash|hex|int|isinstance|issubclass|len|list|map|max|min|oct|ord|pow|range|repr|reversed|round|set|slice|sorted|str|sum|tuple|type|zip|\w*(?:Error|Exception)|super)$/;
const QUIET_MODULE =
  /^(?:math|cmath|re|operator|string|itertools|functools|statistics|fractions|decimal|textwrap|unicodedata|hashlib|base64|binascii|struct|html|keyword|colorsys|bisect|ipaddress)\.|^os\.path\.(?:join|basename|dirname|split|splitext|normpath|commonprefix)$|^(?:urllib\.parse|posixpath|ntpath)\.\w+$|^(?:datetime\.)?(?:datetime|date)\.(?:strptime|fromisoformat|fromtimestamp)$|^timedelta$/;
const QUIET_METHOD =
  /\.(?:capitalize|casefold|center|count|decode|encode|endswith|expandtabs|find|format|format_map|index|isalnum|isalpha|isascii|isdecimal|isdigit|isidentifier|islower|isnumeric|isspace|istitle|isupper|join|ljust|lower|lstrip|partition|removeprefix|removesuffix|replace|rfind|rindex|rjust|rpartition|rsplit|rstrip|split|splitlines|startswith|strip|swapcase|title|translate|upper|zfill|group|groups|groupdict|start|end|span|match|fullmatch|search|sub|findall|finditer|bit_length|as_integer_ratio|is_integer|hexdigest|isoformat|strftime|total_seconds|append|extend|items|keys|values)$/;
const MAX_DEPTH = 8;

/** Why a function may give another result for the same arguments, followed through functions of its file; or null. */
export function outsideWorld(tree: PyTree, one: PyFunction): string | null {
  const known = new Map(
    functionsOf(tree)
      .filter((other) => other.owner === null && !isNested(other))
      .map((other) => [other.name, other]),
  );
  return reach(tree, one, { known, seen: new Set(), depth: 0 });
}

type Reached = {
  readonly known: ReadonlyMap<string, PyFunction>;
  readonly seen: Set<string>;
  readonly depth: number;
};

function reach(tree: PyTree, { node, name }: PyFunction, { known, seen, depth }: Reached): string | null {
  if (seen.has(name) || depth > MAX_DEPTH) return null;
  seen.add(name);
  const given = parametersOf(node).map((parameter) => /^\w+/.exec(textOf(tree, parameter))?.[0] ?? '');
  for (const inner of ownNodes(node)) {
    const reason = effectOf(tree, inner, given);
    if (reason !== null) return reason;
    const called = inner.type === 'call' ? childIn(inner, 'function') : null;
    if (called === null) continue;
    const text = textOf(tree, called).replace(/\s+/g, '');
    const own = known.get(text);
    if (own === undefined && !isQuiet(text)) return `it calls ${text}, which may not give the same each time`;
    const deeper = own === undefined ? null : reach(tree, own, { known, seen, depth: depth + 1 });
    if (deeper !== null) return `it calls ${text}, and ${deeper}`;
  }
  return null;
}

function isQuiet(text: string): boolean {
  return QUIET_FUNCTION.test(text) || QUIET_MODULE.test(text) || QUIET_METHOD.test(text);
}

/** What a node does besides giving a value, or what it reads that can change while the arguments stay the same. */
function effectOf(tree: PyTree, node: PyNode, given: readonly string[]): string | null {
  if (node.type === 'with_statement' || node.type === 'delete_statement')
    return 'it opens or deletes something';
  if (node.type === 'function_definition' || node.type === 'lambda') return 'it makes a function';
  const left = node.type.endsWith('assignment') ? childIn(node, 'left') : null;
  if (left?.type === 'attribute' || left?.type === 'subscript') return `it sets ${textOf(tree, left)}`;
  if (node.type !== 'attribute' || node.parent?.type === 'call') return null;
  const text = textOf(tree, node);
  const owner = childIn(node, 'object');
  const isOfArgument = owner?.type === 'identifier' && given.includes(textOf(tree, owner));
  return isOfArgument || isOfMadeObject(tree, owner) || /^(?:os\.environ|sys\.\w+)$/.test(text)
    ? `it reads ${text}, which can change`
    : null;
}

/** A member of an object that the module makes for itself may be set by anybody; those that it imports are not looked into. */
function isOfMadeObject(tree: PyTree, owner: PyNode | null): boolean {
  if (owner?.type !== 'identifier') return false;
  return usesOfName(tree, textOf(tree, owner)).some(({ role, home, node }) => {
    const value = node.parent?.type === 'assignment' ? childIn(node.parent, 'right') : null;
    return role === 'bound' && home === tree.root && value?.type === 'call';
  });
}
