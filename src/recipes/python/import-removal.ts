import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import { downWhile, isBlank, lineStart, nextLine, upWhile, type LineRange } from './lines.ts';
import type { PyNode, PyTree } from './tree.ts';
import { namesOf, type ImportedName } from './imports.ts';

const BRACKETED_NAME = /^(from[ \t].*[ \t]import)[ \t]*\([ \t]*(\w+(?:[ \t]+as[ \t]+\w+)?)[ \t]*,?[ \t]*\)$/;

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
    ...apart(blocksOf(lines).map((block) => withBlankLines(text, block))).map((block) => ({
      ...block,
      newText: '',
    })),
    ...parts.flatMap((statement) => partEdits(text, statement, nodes)),
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

/** Blank lines between two blocks go with the first. */
function apart(blocks: readonly LineRange[]): readonly LineRange[] {
  return blocks.map(({ start, end }, at) => ({ start: Math.max(start, blocks[at - 1]?.end ?? 0), end }));
}

/** Takes names out of one statement, and the brackets where they then hold a single name on one line. */
function partEdits(text: string, statement: PyNode, removed: ReadonlySet<PyNode>): readonly TextEdit[] {
  const edits = nameEdits(text, statement, removed);
  const { start, end } = statement;
  const within = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  const [, head, name] = BRACKETED_NAME.exec(applyTextEdits(text.slice(start, end), within)) ?? [];
  return name === undefined ? edits : [{ start, end, newText: `${head} ${name}` }];
}

/** Takes runs of names out of a list of which one stays, with the comma and the comment that belong to each. */
function nameEdits(text: string, statement: PyNode, removed: ReadonlySet<PyNode>): readonly TextEdit[] {
  const names = namesOf(statement);
  const lastKept = names.findLastIndex((name) => !removed.has(name));
  const edits = names
    .slice(0, lastKept)
    .flatMap((name, index) =>
      removed.has(name) ? [{ start: name.start, end: names[index + 1]?.start ?? name.end, newText: '' }] : [],
    );
  const tail = tailRanges(text, statement, { kept: names[lastKept], gone: names.slice(lastKept + 1) });
  return [...edits, ...tail.map((range) => ({ ...range, newText: '' }))];
}

type Tail = { readonly kept: PyNode | undefined; readonly gone: readonly PyNode[] };

/** The names behind the last that stays: their own lines where they have them, else they go with the comma before. */
function tailRanges(text: string, statement: PyNode, { kept, gone }: Tail): readonly LineRange[] {
  const [first] = gone;
  const last = gone.at(-1);
  if (kept === undefined || first === undefined || last === undefined) return [];
  if (gone.every((name) => hasOwnLine(text, statement, name))) {
    return gone.map(({ start, end }) => ({ start: lineStart(text, start), end: nextLine(text, end) }));
  }
  const isCommented = text.slice(kept.end, first.start).includes('#');
  if (!isCommented) return [{ start: kept.end, end: last.end }];
  const comma = /^[ \t]*,/.exec(text.slice(last.end))?.[0] ?? '';
  return [{ start: first.start, end: last.end + comma.length }];
}

function hasOwnLine(text: string, statement: PyNode, { start, end }: PyNode): boolean {
  const below = nextLine(text, end);
  return (
    below <= statement.end &&
    /^[ \t]*$/.test(text.slice(lineStart(text, start), start)) &&
    /^[ \t]*,?[ \t]*(?:#.*)?\r?\n$/.test(text.slice(end, below))
  );
}
