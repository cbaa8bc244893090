import type { RunRecord } from '../../domain/run-record.ts';
import { textColumns, type Look } from './style.ts';
import { cutToWidth, displayWidth, oneLine, padToWidth, wrapToWidth } from './text-width.ts';
import { counted } from './wording.ts';

/** Narrower than this, a frame takes more room than it gives. */
const LEAST_FRAMED_COLUMNS = 44;
const LABEL_COLUMNS = 8;
const MOST_STEPS = 8;
const MOST_LINES_OF_A_VALUE = 4;

type Row = { readonly label: string; readonly value: string };

/** What the run was: its id, the task, who worked on it and the steps of its plan; in a frame where there is room. */
export function overviewLines(record: RunRecord, look: Look): readonly string[] {
  const columns = textColumns(look);
  if (columns < LEAST_FRAMED_COLUMNS) {
    const lines = rowsOf(record).flatMap((row) => rowLines(row, columns));
    return [record.runId, ...lines.map((line) => painted(line, look))];
  }
  const lines = rowsOf(record).flatMap((row) => rowLines(row, columns - 4));
  return framed(record.runId, lines, { look, columns });
}

/** Who worked on the run: recipes with their versions, models with the roles they played. */
function enginesOf(record: RunRecord): readonly string[] {
  const recipes = record.recipes.map(({ recipe, version }) => `recipe ${recipe} ${version}`);
  const roles = new Map<string, Set<string>>();
  for (const { model, phase } of record.modelRequests) {
    roles.set(model, (roles.get(model) ?? new Set()).add(phase));
  }
  const models = [...roles].map(([model, phases]) => `${model} (${[...phases].join(', ')})`);
  return [...new Set([...recipes, ...models])].map(oneLine);
}

function rowsOf(record: RunRecord): readonly Row[] {
  const { start } = record;
  const engines = enginesOf(record);
  const mock = start.mock ? ', scripted replies' : '';
  return [
    { label: 'Task', value: oneLine(start.task) },
    ...(start.parentRunId === null ? [] : [{ label: PARENT_LABEL[start.kind], value: start.parentRunId }]),
    ...(engines.length === 0 ? [] : [{ label: 'Engine', value: engines.join(', ') + mock }]),
    ...planRows(record.plan?.steps ?? []),
  ];
}

const PARENT_LABEL = { refactor: 'Parent', apply: 'Applies', undo: 'Undoes', test: 'Tests' } as const;

function planRows(steps: readonly { readonly title: string }[]): readonly Row[] {
  const titles = steps.slice(0, MOST_STEPS).map(({ title }, index) => `${index + 1}. ${oneLine(title)}`);
  const more = steps.length > MOST_STEPS ? [`and ${counted(steps.length - MOST_STEPS, 'more step')}`] : [];
  return [...titles, ...more].map((value, index) => ({ label: index === 0 ? 'Plan' : '', value }));
}

function rowLines({ label, value }: Row, columns: number): readonly string[] {
  const room = columns - LABEL_COLUMNS;
  const wrapped = wrapToWidth(value, room);
  const kept = wrapped.slice(0, MOST_LINES_OF_A_VALUE);
  const isCut = wrapped.length > kept.length;
  return kept.map((line, index) => {
    const text = isCut && index === kept.length - 1 ? cutToWidth(`${line} …`, room) : line;
    return (index === 0 ? label : '').padEnd(LABEL_COLUMNS) + text;
  });
}

/** The label of a line is dim, its value is not. */
function painted(line: string, { style }: Look): string {
  return style.dim(line.slice(0, LABEL_COLUMNS)) + line.slice(LABEL_COLUMNS);
}

function framed(
  title: string,
  lines: readonly string[],
  { look, columns }: { readonly look: Look; readonly columns: number },
): readonly string[] {
  const { dim, strong } = look.style;
  const rule = '─'.repeat(Math.max(0, columns - displayWidth(title) - 5));
  const body = lines.map((line) => `${dim('│')} ${painted(padToWidth(line, columns - 4), look)} ${dim('│')}`);
  return [`${dim('╭─')} ${strong(title)} ${dim(`${rule}╮`)}`, ...body, dim(`╰${'─'.repeat(columns - 2)}╯`)];
}
