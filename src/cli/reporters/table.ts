import type { Look } from '../view/style.ts';
import { cutToWidth, displayWidth, oneLine } from '../view/text-width.ts';
import { markdownText } from './format.ts';

const GAP = '  ';
/** Reports may indent a table by so much; the last column of a terminal also stays free. */
const MARGIN = 3;
const LEAST_LAST_COLUMN = 24;

type Column = {
  readonly header: string;
  readonly align?: 'left' | 'right';
  /** Longer cells are cut to so many columns. */
  readonly maxWidth?: number;
  /** Colours a cell that is already padded; the word in it must say all. */
  readonly paint?: (cell: string) => string;
};

/** A table as data: every row has a cell for every column. Cells may hold untrusted text. */
export type Table = { readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] };

/** The header, on a terminal with a rule below it, and the rows in aligned columns. */
export function tableLines(
  { columns, rows }: Table,
  look: Look,
): { readonly header: readonly string[]; readonly rows: readonly string[] } {
  const whole = rows.map((row) => columns.map((_, index) => oneLine(row[index] ?? '')));
  const widths = widthsOf(columns, whole, look);
  const cells = whole.map((row) => row.map((cell, index) => cutToWidth(cell, widths[index] ?? 0)));
  const padded = (row: readonly string[]): readonly string[] =>
    columns.map((column, index) => padCell(row[index] ?? '', widths[index] ?? 0, column.align));
  const header = padded(columns.map((column) => column.header)).join(GAP);
  const rule = widths.map((width) => '─'.repeat(width)).join(GAP);
  return {
    header: [
      look.style.strong(header.trimEnd()),
      ...(look.kind === 'terminal' ? [look.style.dim(rule)] : []),
    ],
    rows: cells.map((row) => {
      const painted = padded(row).map((cell, index) => columns[index]?.paint?.(cell) ?? cell);
      return painted.join(GAP).trimEnd();
    }),
  };
}

/** The lines of a table in Markdown, nothing cut. */
export function markdownTable({ columns, rows }: Table): readonly string[] {
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  return [
    line(columns.map((column) => column.header)),
    line(columns.map((column) => (column.align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(columns.map((_, index) => markdownText(row[index] ?? '')))),
  ];
}

/** Every column is as wide as its widest cell; on a terminal the last one takes the room that is left. */
function widthsOf(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  look: Look,
): readonly number[] {
  const widths = columns.map((column, index) => {
    const widest = Math.max(
      displayWidth(column.header),
      ...rows.map((row) => displayWidth(row[index] ?? '')),
    );
    return Math.min(widest, column.maxWidth ?? widest);
  });
  if (look.kind === 'plain') return widths;
  const others = widths.slice(0, -1);
  const taken = others.reduce((sum, width) => sum + width + GAP.length, MARGIN);
  return [...others, Math.min(widths.at(-1) ?? 0, Math.max(LEAST_LAST_COLUMN, look.columns - taken))];
}

function padCell(text: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'right' ? space + text : text + space;
}
