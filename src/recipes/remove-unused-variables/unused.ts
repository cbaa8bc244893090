import { lineStart, nextLine, upWhile } from '../python/lines.ts';
import type { Place } from '../python/project-modules.ts';
import { ancestorsOf, childIn, nodesBelow, textOf, type PyNode, type PyTree } from '../python/tree.ts';
import { makesObject } from './made-objects.ts';

/** What becomes of an unused variable: its statement goes, or its value stays without it; or it is left. */
export type Unused =
  | { readonly kind: 'dropped'; readonly name: string; readonly statement: PyNode }
  /** `node` is the assignment, or `value as name`. */
  | { readonly kind: 'bared'; readonly name: string; readonly node: PyNode; readonly value: PyNode }
  | { readonly kind: 'left'; readonly name: string; readonly node: PyNode; readonly reason: string };

const CONSTANTS = new Set(['integer', 'float', 'true', 'false', 'none', 'identifier', 'lambda', 'ellipsis']);
const CONTAINERS = new Set([
  'tuple',
  'list',
  'dictionary',
  'pair',
  'parenthesized_expression',
  'expression_list',
]);
const KEEPS_ALIVE =
  /(?:^|\.)(?:_*[A-Z]\w*|create_task|ensure_future|gather|open|fdopen|popen|urlopen|makefile|patch|start|mkdtemp|mkstemp|acquire|subscribe|connect|spawn|submit|run_in_executor|finalize|ref|proxy|mmap|memoryview|scandir|socket|socketpair|fromfd|wrap_socket|(?:create|open)_(?:unix_)?connection|create_(?:unix_)?server|create_datagram_endpoint|start_(?:unix_)?server)$/;
const KEEPS_OBJECT = 'it may keep an object alive';
const WHOLE_FRAME = /^(?:locals|vars|eval|exec|dir)$/;

/** Judges the name that ruff finds unused at a place, with a look at the classes of the project. */
export async function judge(tree: PyTree, identifier: PyNode, place: Place): Promise<Unused> {
  const judged = judgeAlone(tree, identifier);
  const value = judged.kind === 'bared' && judged.node.type === 'assignment' ? awaited(judged.value) : null;
  const called = value?.type === 'call' ? childIn(value, 'function') : null;
  const dotted = called === null ? '' : textOf(tree, called);
  if (!/^[\w.]+$/.test(dotted) || !(await makesObject(tree, dotted, place))) return judged;
  return { kind: 'left', name: judged.name, node: identifier, reason: KEEPS_OBJECT };
}

function judgeAlone(tree: PyTree, identifier: PyNode): Unused {
  const name = textOf(tree, identifier);
  const { parent } = identifier;
  const left = (reason: string): Unused => ({ kind: 'left', name, node: identifier, reason });
  const shared = sharedReason(tree, identifier, name);
  if (shared !== null) return left(shared);
  if (parent?.type === 'as_pattern_target' && parent.parent !== null) {
    const [value] = parent.parent.children;
    return value === undefined
      ? left('it cannot be read')
      : { kind: 'bared', name, node: parent.parent, value };
  }
  const value = parent === null ? null : childIn(parent, 'right');
  const statement = parent?.parent ?? null;
  if (parent?.type !== 'assignment' || identifier.field !== 'left' || value === null || statement === null)
    return left('it is unpacked, or one of several that are assigned to');
  if (statement.type !== 'expression_statement' || value.type === 'assignment')
    return left('it is one of several that are assigned to');
  const reason = isConstant(value) ? dropReason(tree, statement) : bareReason(tree, parent, value);
  if (reason !== null) return left(reason);
  return isConstant(value)
    ? { kind: 'dropped', name, statement }
    : { kind: 'bared', name, node: parent, value };
}

/** A value that does nothing when it is made. */
function isConstant(value: PyNode): boolean {
  if (CONSTANTS.has(value.type)) return true;
  if (value.type === 'string' || value.type === 'concatenated_string')
    return [...nodesBelow(value)].every(({ type }) => type !== 'interpolation');
  const parts = value.children.filter(({ type }) => /^\w/.test(type));
  if (value.type === 'unary_operator')
    return parts.every(({ type }) => type === 'integer' || type === 'float');
  // A set asks its items for their hash.
  if (value.type === 'set') return parts.every(({ type }) => type === 'integer' || type === 'string');
  return CONTAINERS.has(value.type) && parts.every((part) => isConstant(part));
}

function sharedReason(tree: PyTree, identifier: PyNode, name: string): string | null {
  const scope = [...ancestorsOf(identifier)].find(({ type }) => type === 'function_definition');
  if (scope === undefined) return 'it is not in a function';
  const below = [...nodesBelow(scope)];
  const frame = below.find(
    (node) => node.type === 'call' && WHOLE_FRAME.test(textOf(tree, childIn(node, 'function') ?? node)),
  );
  if (frame !== undefined) return 'the function looks at its variables by name';
  const mention = new RegExp(String.raw`[@{$]\s*${name}\b|^[a-z]*["']+${name}["']+$`, 'i');
  const isNamed = below.some((node) => node.type === 'string' && mention.test(textOf(tree, node)));
  return isNamed ? 'a string of the function may name it' : null;
}

function dropReason({ text }: PyTree, { start, end }: PyNode): string | null {
  const line = lineStart(text, start);
  const after = text.slice(end, nextLine(text, end));
  if (text.slice(line, start).trim() !== '' || /^[ \t]*;/.test(after))
    return 'it shares its line with other code';
  if (after.includes('#')) return 'its comment may say why it is there';
  const isCommented = upWhile(text, line, (above) => /^\s*#/.test(above)) < line;
  return isCommented ? 'the comment above may be about it' : null;
}

function bareReason(tree: PyTree, assignment: PyNode, value: PyNode): string | null {
  const { text } = tree;
  const after = text.slice(assignment.end, nextLine(text, assignment.end));
  if (/#\s*type:/.test(after)) return 'its comment gives its type';
  if (/[\n#]/.test(text.slice(assignment.start, value.start))) return 'its value begins on another line';
  const inner = awaited(value);
  const called = inner.type === 'call' ? childIn(inner, 'function') : null;
  if (called !== null && KEEPS_ALIVE.test(textOf(tree, called))) return KEEPS_OBJECT;
  const isText = value.type === 'string' || value.type === 'concatenated_string';
  return isText ? 'its value would become a text of its own' : null;
}

function awaited(value: PyNode): PyNode {
  return value.type === 'await' ? (value.children[1] ?? value) : value;
}
