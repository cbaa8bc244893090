import type { Look } from '../view/style.ts';
import { oneLine, padToWidth, wrapToWidth } from '../view/text-width.ts';
import { markdownText, terminalJson, type ReportFormat } from './format.ts';
import { statusSections, type RunStatus } from './status-sections.ts';
import type { Section } from './status-tables.ts';
import { markdownTable, tableLines } from './table.ts';

const LABEL_WIDTH = 11;
const MOST_COLUMNS = 110;

/** The status of a run as text without its last newline. */
export function formatStatus(status: RunStatus, format: ReportFormat, look: Look): string {
  switch (format) {
    case 'json':
      return terminalJson(jsonOf(status), 2);
    case 'ndjson':
      return terminalJson(jsonOf(status));
    case 'markdown':
      return statusSections(status, look.style).map(markdownSection).join('\n\n');
    case 'table':
      return statusSections(status, look.style)
        .map((section) => textSection(section, look).join('\n'))
        .join('\n\n');
  }
}

/** The artifact as it is, and what only the place knows. */
function jsonOf({
  artifact,
  artifactPath,
  isRunning,
  appliedBy,
  undoneBy,
  isUndone,
  problems,
}: RunStatus): object {
  return {
    ...artifact,
    provenance_file: artifactPath,
    running: isRunning,
    undone: isUndone,
    undone_by: undoneBy,
    applied_by: appliedBy,
    problems,
  };
}

function textSection({ title, facts = [], table, lines = [] }: Section, look: Look): readonly string[] {
  const rows = table === undefined ? null : tableLines(table, look);
  return [
    look.style.strong(oneLine(title)),
    ...facts.flatMap(([label, value]) => factLines(label, value, look)),
    ...[...(rows?.header ?? []), ...(rows?.rows ?? [])].map((line) => `  ${line}`),
    ...lines.flatMap((line) =>
      wrapped(line, look, 2).map((part, index) => `${index === 0 ? '  ' : '    '}${part}`),
    ),
  ];
}

function factLines(label: string, value: string, look: Look): readonly string[] {
  return wrapped(value, look, LABEL_WIDTH + 2).map(
    (line, index) => `  ${look.style.dim(padToWidth(index === 0 ? label : '', LABEL_WIDTH))}${line}`,
  );
}

/** A command is there to be pasted and is never broken. */
function wrapped(text: string, look: Look, indent: number): readonly string[] {
  const line = oneLine(text);
  if (look.kind === 'plain' || line.startsWith('ouroboros ')) return [line];
  return wrapToWidth(line, Math.min(look.columns, MOST_COLUMNS) - indent - 2);
}

function markdownSection({ title, facts = [], table, lines = [] }: Section): string {
  const content = [
    ...facts.map(([label, value]) => `- **${label}**: ${markdownText(value)}`),
    ...(table === undefined ? [] : markdownTable(table)),
    ...lines.map((line) => `- ${markdownText(line)}`),
  ];
  return `## ${markdownText(title)}\n\n${content.join('\n')}`;
}
