import type { TextEdit } from '../../../domain/text-edit.ts';
import { placeInList } from '../../python/import-order.ts';
import { indentationAt, lineStart, newlineOf, nextLine } from '../../python/lines.ts';
import { childIn, textOf, type PyNode, type PyTree } from '../../python/tree.ts';

/** The edits that take a name out of `__all__`; none where a plain list of texts does not hold it. */
export function withoutExport(tree: PyTree, name: string): readonly TextEdit[] {
  return exportLists(tree).flatMap((list) => {
    const items = itemsOf(list);
    const at = items.findIndex((item) => valueOf(tree, item) === name);
    const item = items[at];
    return item === undefined
      ? []
      : [removal(tree.text, { item, before: items[at - 1], after: items[at + 1] })];
  });
}

/** The edit that puts a name into the first plain list of `__all__`; none where there is no such list, or it holds the name. */
export function withExport(tree: PyTree, name: string): readonly TextEdit[] {
  const [list] = exportLists(tree);
  if (list === undefined || withoutExport(tree, name).length > 0) return [];
  const items = itemsOf(list);
  const [first] = items;
  const quote = first === undefined ? '"' : tree.text.slice(first.start, first.start + 1);
  const written = `${quote}${name}${quote}`;
  if (first === undefined)
    return [
      {
        start: list.start + 1,
        end: list.start + 1,
        newText: list.type === 'tuple' ? `${written},` : written,
      },
    ];
  const at = placeInList(
    items.map((item) => valueOf(tree, item)),
    name,
  );
  const [before, after] = [items[at - 1], items[at]];
  const indentation = indentationAt(tree.text, (after ?? before ?? first).start);
  const room = indentation === null ? ' ' : `${newlineOf(tree.text)}${indentation}`;
  if (after !== undefined) return [{ start: after.start, end: after.start, newText: `${written},${room}` }];
  const last = before ?? first;
  return [{ start: last.end, end: last.end, newText: `,${room}${written}` }];
}

/** `__all__ = […]`, with brackets of either kind, and `__all__ += […]`. */
function exportLists(tree: PyTree): readonly PyNode[] {
  return tree.root.children.flatMap((statement) => {
    const assignment = statement.children[0];
    const target = assignment === undefined ? null : childIn(assignment, 'left');
    const value = assignment === undefined ? null : childIn(assignment, 'right');
    if (target === null || value === null || textOf(tree, target) !== '__all__') return [];
    const isPlain =
      (value.type === 'list' || value.type === 'tuple') &&
      itemsOf(value).every(({ type }) => type === 'string');
    return isPlain ? [value] : [];
  });
}

function itemsOf({ children }: PyNode): readonly PyNode[] {
  return children.filter(({ type }) => !['[', ']', '(', ')', ',', 'comment'].includes(type));
}

function valueOf(tree: PyTree, item: PyNode): string {
  return textOf(tree, item).slice(1, -1);
}

type Placed = {
  readonly item: PyNode;
  readonly before: PyNode | undefined;
  readonly after: PyNode | undefined;
};

function removal(text: string, { item, before, after }: Placed): TextEdit {
  const start = lineStart(text, item.start);
  const below = nextLine(text, item.end);
  const hasOwnLine =
    indentationAt(text, item.start) !== null && /^[ \t]*,?[ \t]*\r?\n$/.test(text.slice(item.end, below));
  if (hasOwnLine) return { start, end: below, newText: '' };
  if (after !== undefined) return { start: item.start, end: after.start, newText: '' };
  return { start: before?.end ?? item.start, end: item.end, newText: '' };
}
