import type { RunSummary } from '../../provenance/run-summary.ts';
import type { Look, Style } from '../view/style.ts';
import { cutToWidth, oneLine } from '../view/text-width.ts';
import { formatDuration } from '../view/wording.ts';
import { formatTime, terminalJson, type ReportFormat } from './format.ts';
import { markdownTable, tableLines, type Table } from './table.ts';

/** A run of the list; `running` while its process lives. */
export type ListedRun = Omit<RunSummary, 'outcome'> & { readonly outcome: RunSummary['outcome'] | 'running' };

const NO_RUNS = 'No runs on record.';

const TASK_WIDTH_PLAIN = 60;
/** Below so many columns the task gets a line of its own under its run. */
const WIDE_TERMINAL = 100;

/** The list as text without its last newline. */
export function formatRuns(runs: readonly ListedRun[], format: ReportFormat, look: Look): string {
  switch (format) {
    case 'json':
      return terminalJson(runs.map(jsonOf), 2);
    case 'ndjson':
      return runs.map((run) => terminalJson(jsonOf(run))).join('\n');
    case 'markdown':
      return runs.length === 0 ? NO_RUNS : markdownTable(tableOf(runs, look)).join('\n');
    case 'table':
      return runs.length === 0 ? NO_RUNS : textLines(runs, look).join('\n');
  }
}

function textLines(runs: readonly ListedRun[], look: Look): readonly string[] {
  if (look.kind === 'terminal' && look.columns < WIDE_TERMINAL) return narrowLines(runs, look);
  const { header, rows } = tableLines(tableOf(runs, look), look);
  return [...header, ...rows];
}

function narrowLines(runs: readonly ListedRun[], look: Look): readonly string[] {
  const { columns, rows } = tableOf(runs, look);
  const lines = tableLines(
    { columns: columns.slice(0, -1), rows: rows.map((row) => row.slice(0, -1)) },
    look,
  );
  const tasks = runs.map((run) => look.style.dim(`  ${cutToWidth(oneLine(taskOf(run)), look.columns - 3)}`));
  return [...lines.header, ...lines.rows.flatMap((line, index) => [line, tasks[index] ?? ''])];
}

function tableOf(runs: readonly ListedRun[], look: Look): Table {
  return {
    columns: [
      { header: 'RUN' },
      { header: 'STARTED' },
      { header: 'OUTCOME', paint: (cell) => paintOutcome(cell, look.style) },
      { header: 'DURATION', align: 'right' },
      { header: 'FILES', align: 'right' },
      { header: 'TASK', ...(look.kind === 'plain' ? { maxWidth: TASK_WIDTH_PLAIN } : {}) },
    ],
    rows: runs.map((run) => [
      run.runId,
      formatTime(run.startedAt),
      run.outcome,
      formatDuration(run.durationSeconds * 1000),
      String(run.filesModified.length),
      taskOf(run),
    ]),
  };
}

function taskOf(run: ListedRun): string {
  const isOfOther = run.kind === 'apply' || run.kind === 'test';
  const what = isOfOther ? `${run.kind} ${run.parentRunId ?? ''}: ` : '';
  return `${run.mock ? '[mock] ' : ''}${what}${run.task}`;
}

/** An outcome in the colour of its meaning; the cell may be padded. */
export function paintOutcome(cell: string, style: Style): string {
  switch (cell.trim()) {
    case 'applied':
    case 'previewed':
    case 'unchanged':
      return style.good(cell);
    case 'failed':
    case 'error':
    case 'bug':
      return style.bad(cell);
    default:
      return style.accent(cell);
  }
}

/** Names are those of the artifact where it has them. */
function jsonOf(run: ListedRun): object {
  return {
    run_id: run.runId,
    issue_description: run.task,
    timestamp_start: run.startedAt,
    duration_seconds: run.durationSeconds,
    outcome: run.outcome,
    success: run.success,
    files_modified: run.filesModified.length,
    file_paths: run.filesModified,
    kind: run.kind,
    parent_run_id: run.parentRunId,
    mock: run.mock,
  };
}
