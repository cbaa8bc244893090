import type { TextEdit } from '../../domain/text-edit.ts';
import { newlineOf, nextLine } from './lines.ts';
import type { PyNode, PyTree } from './tree.ts';

/**
 * The edit that adds an import of the standard library: among those of its kind by name, else beside the others, else
 * under the docstring. `above` are the imports that it may join. Null where there is no clear place.
 */
export function importEdit({ text, root }: PyTree, above: readonly PyNode[], line: string): TextEdit | null {
  const newline = newlineOf(text);
  const written = `${line}${newline}`;
  const after = (node: PyNode): TextEdit | null => {
    const at = nextLine(text, node.end);
    const isAlone = /^[ \t]*(?:#.*)?\r?\n$/.test(text.slice(node.end, at));
    return isAlone ? { start: at, end: at, newText: written } : null;
  };
  const before = ({ start }: PyNode, ending = ''): TextEdit => ({
    start,
    end: start,
    newText: written + ending,
  });
  const neighbour = neighbourOf({ text, root }, above, line);
  if (neighbour?.side === 'below') return after(neighbour.node);
  if (neighbour !== null) return before(neighbour.node, neighbour.isApart ? newline : '');
  const statements = root.children.filter(({ type }) => type !== 'comment');
  const head = statements.findLast(
    (node, at) =>
      node.type === 'future_import_statement' || (at === 0 && node.children[0]?.type === 'string'),
  );
  if (head !== undefined) {
    const edit = after(head);
    return edit === null ? null : { ...edit, newText: newline + edit.newText };
  }
  const [first] = statements;
  return first === undefined ? null : before(first, newline.repeat(2));
}

type Neighbour = { readonly node: PyNode; readonly side: 'above' | 'below'; readonly isApart: boolean };
type Source = Pick<PyTree, 'text' | 'root'>;

/** The import that the new one is put above or below. */
function neighbourOf({ text }: Source, above: readonly PyNode[], line: string): Neighbour | null {
  const isFrom = line.startsWith('from');
  const group = isFrom ? firstGroup(text, above) : above;
  const plain = group.filter(({ type }) => type === 'import_statement');
  const kind = isFrom ? group.filter(({ type }) => type === 'import_from_statement') : plain;
  const smaller = kind.filter((node) => text.slice(node.start, node.end) < line).at(-1);
  if (smaller !== undefined) return { node: smaller, side: 'below', isApart: false };
  const [first] = kind;
  if (first !== undefined) return { node: first, side: 'above', isApart: false };
  const last = isFrom ? plain.at(-1) : undefined;
  if (last !== undefined) return { node: last, side: 'below', isApart: false };
  const [other] = above;
  return other === undefined ? null : { node: other, side: 'above', isApart: true };
}

/** The imports up to the first blank line; none where they are of the package itself. */
function firstGroup(text: string, above: readonly PyNode[]): readonly PyNode[] {
  const end = above.findIndex((node, at) => {
    const next = above[at + 1];
    return next === undefined || /\n[ \t]*\r?\n/.test(text.slice(node.end, next.start));
  });
  const group = above.slice(0, end + 1);
  return group.some((node) => /^from\s*\./.test(text.slice(node.start, node.end))) ? [] : group;
}
