import type { TextEdit } from '../../../domain/text-edit.ts';
import { downWhile, isBlank, lineStart, nextLine, upWhile, type LineRange } from '../../python-lines.ts';
import type { PyNode, PyTree } from '../../python-tree.ts';
import { namesOf, type ImportedName } from './imports.ts';

/** The edits that take names out of the import statements of a file. Each statement has its lines for itself. */
export function removalEdits({ text }: PyTree, removed: readonly ImportedName[]): readonly TextEdit[] {
  const nodes = new Set(removed.map(({ node }) => node));
  const statements = [...new Set(removed.map(({ statement }) => statement))];
  const whole = statements.filter((statement) => namesOf(statement).every((node) => nodes.has(node)));
  const last = whole.filter((statement) => wouldEmptyBlock(statement, whole));
  const lines = whole
    .filter((statement) => !last.includes(statement))
    .map(({ start, end }) => ({ start: lineStart(text, start), end: nextLine(text, end) }));
  const parts = statements.filter((statement) => !whole.includes(statement));
  return [
    ...last.map(({ start, end }) => ({ start, end, newText: 'pass' })),
    ...blocksOf(lines).map((block) => ({ ...withBlankLines(text, block), newText: '' })),
    ...parts.flatMap((statement) => nameEdits(text, namesOf(statement), nodes)),
  ];
}

/** Whether this is the last statement of a block of which nothing stays: it becomes a `pass`. */
function wouldEmptyBlock(statement: PyNode, whole: readonly PyNode[]): boolean {
  if (statement.parent === null || statement.parent.type === 'module') return false;
  const siblings = statement.parent.children.filter(({ type }) => type !== 'comment');
  return siblings.at(-1) === statement && siblings.every((node) => whole.includes(node));
}

/** Joins lines that follow each other. */
function blocksOf(lines: readonly LineRange[]): readonly LineRange[] {
  return lines.reduce<readonly LineRange[]>((blocks, range) => {
    const before = blocks.at(-1);
    if (before?.end !== range.start) return [...blocks, range];
    return [...blocks.slice(0, -1), { start: before.start, end: range.end }];
  }, []);
}

/** Lines that stood between blank ones take the blank lines above along; at the top of a file, those below. */
function withBlankLines(text: string, { start, end }: LineRange): LineRange {
  const isBlankBelow = end === text.length || isBlank(text.slice(end, nextLine(text, end)));
  if (!isBlankBelow) return { start, end };
  if (start === 0) return { start, end: downWhile(text, end, isBlank) };
  return { start: upWhile(text, start, isBlank), end };
}

/** Takes runs of names out of a list, with the comma and the comment that belong to each. */
function nameEdits(
  text: string,
  names: readonly PyNode[],
  removed: ReadonlySet<PyNode>,
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (const [index, name] of names.entries()) {
    if (!removed.has(name)) continue;
    const next = names[index + 1];
    const previous = names[index - 1];
    const isRestRemoved = names.slice(index).every((other) => removed.has(other));
    if (!isRestRemoved && next !== undefined) edits.push({ start: name.start, end: next.start, newText: '' });
    else edits.push({ ...lastName(text, name, previous), newText: '' });
  }
  return edits;
}

/** A name at the end of the list: its own line where it has one, else it goes with the comma before it. */
function lastName(text: string, name: PyNode, previous: PyNode | undefined): LineRange {
  const line = lineStart(text, name.start);
  const below = nextLine(text, name.end);
  const isAlone =
    /^[ \t]*$/.test(text.slice(line, name.start)) &&
    /^[ \t]*,?[ \t]*(?:#.*)?\r?\n$/.test(text.slice(name.end, below));
  if (isAlone || previous === undefined) return { start: line, end: below };
  return { start: previous.end, end: name.end };
}
