import type { RunRecord } from '../../domain/run-record.ts';
import type { Look, Style } from './style.ts';
import { cutPathToWidth, displayWidth, oneLine, padToWidth, wrapToWidth } from './text-width.ts';
import { counted, formatRisk, patchStatusOf, validityOf } from './wording.ts';

const HEADINGS = ['File', 'Valid', 'Risk', 'Status', 'Lines'] as const;
const MOST_ROWS = 50;
/** Narrower than this, each patch takes two lines and not the row of a table. */
const LEAST_TABLE_COLUMNS = 60;
const LEAST_FILE_COLUMNS = 12;
const GAP = '  ';

/** The cells of one patch, in the order of the headings. */
type Row = readonly [file: string, valid: string, risk: string, status: string, lines: string];

/** The patches of a run: file, whether the gates let it pass, risk, what became of it, lines added and removed. */
export function patchTable(record: RunRecord, look: Look): readonly string[] {
  const rows = rowsOf(record);
  if (rows.length === 0) return [];
  const shown = rows.slice(0, MOST_ROWS);
  const isNarrow = look.columns < LEAST_TABLE_COLUMNS;
  const lines = isNarrow ? shown.flatMap((row) => stacked(row, look)) : aligned(shown, look);
  return rows.length > MOST_ROWS ? [...lines, `and ${counted(rows.length - MOST_ROWS, 'more file')}`] : lines;
}

/** Patches in the order in which they were staged, then files that an apply or an undo wrote without staging them. */
function rowsOf(record: RunRecord): readonly Row[] {
  const staged = new Set(record.patches.map((patch) => patch.staged.path));
  const patches = record.patches.map((patch): Row => {
    const { path, valid } = patch.staged;
    return [
      oneLine(path),
      validityOf(valid, record.start.options.disabledGates),
      formatRisk(patch.risk),
      patchStatusOf(patch, record),
      lineCounts(patch.staged),
    ];
  });
  const word = record.start.kind === 'undo' ? 'restored' : 'applied';
  const written = record.applied
    .filter(({ value }) => !staged.has(value.path))
    .map(({ value }): Row => [oneLine(value.path), '-', '-', word, lineCounts(value)]);
  return [...patches, ...written];
}

function lineCounts(counts: { readonly linesAdded: number; readonly linesRemoved: number }): string {
  return `+${counts.linesAdded} -${counts.linesRemoved}`;
}

function aligned(rows: readonly Row[], { columns, style }: Look): readonly string[] {
  const natural = HEADINGS.map((heading, column) =>
    Math.max(displayWidth(heading), ...rows.map((row) => displayWidth(row[column] ?? ''))),
  );
  const [fileWidth = 0, ...others] = natural;
  const taken = others.reduce((sum, width) => sum + GAP.length + width, 0);
  const widths = [Math.min(fileWidth, Math.max(LEAST_FILE_COLUMNS, columns - taken - 1)), ...others];
  const pad = (text: string, column: number): string => padToWidth(text, widths[column] ?? 0);
  const line = ([file, ...cells]: Row): string =>
    [
      pad(cutPathToWidth(file, widths[0] ?? 0), 0),
      ...cells.map((cell, index) => toned(pad(cell, index + 1), style)),
    ]
      .join(GAP)
      .trimEnd();
  return [style.dim(HEADINGS.map(pad).join(GAP).trimEnd()), ...rows.map(line)];
}

function stacked([file, valid, risk, status, lines]: Row, { columns, style }: Look): readonly string[] {
  const validity = { yes: 'valid', no: 'not valid' }[valid] ?? valid;
  const facts = [
    ...(valid === '-' ? [] : [validity]),
    ...(risk === '-' ? [] : [`risk ${risk}`]),
    status,
    lines,
  ];
  const painted = (line: string): string =>
    line
      .split(', ')
      .map((fact) => toned(fact, style))
      .join(', ');
  return [
    cutPathToWidth(file, columns - 1),
    ...wrapToWidth(facts.join(', '), columns - 3).map((line) => `  ${painted(line)}`),
  ];
}

/** The words say it; the colour only helps the eye to find them. */
function toned(cell: string, style: Style): string {
  const word = cell.trimEnd();
  if (/^(?:no|not valid|failed)$|high$/.test(word)) return style.bad(cell);
  return /^(?:yes|valid|applied|restored)$|low$/.test(word) ? style.good(cell) : cell;
}
