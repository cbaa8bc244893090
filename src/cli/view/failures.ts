import { formatDiagnostic, type Diagnostic } from '../../domain/diagnostic.ts';
import type { EventOf } from '../../domain/event.ts';
import type { RunRecord, Timed } from '../../domain/run-record.ts';
import { printable } from '../../domain/terminal-text.ts';
import type { Look } from './style.ts';
import { cutToWidth, displayWidth, oneLine, wrapToWidth } from './text-width.ts';
import { counted } from './wording.ts';

const MOST_DIAGNOSTICS = 5;
const TAB = '    ';
const CONTEXT_INDENT = '    ';
const CARET_LINE = /^ +\| *\^$/;

type Failure = Timed<EventOf<'gate.failed'> | EventOf<'reply.rejected'>>;

/**
 * Why attempts failed: a line or two each, and for the last attempt of a run that failed also the places with the lines
 * around them. What was healed stays short.
 */
export function failureLines(record: RunRecord, look: Look): readonly string[] {
  const isOpen = record.end?.outcome === 'failed';
  return failuresOf(record).flatMap(({ value }) => {
    const last = lastAttemptOf(record, value.stepId);
    if (isOpen && value.attempt >= last) return fullFailure(value, look);
    return titleLines(value, isOpen || value.attempt >= last ? null : last, look);
  });
}

/** What failed in one attempt, with each place, its lines around and a caret under it. */
export function fullFailure(failure: Failure['value'], look: Look): readonly string[] {
  if (failure.type === 'reply.rejected') return titleLines(failure, null, look);
  const shown = failure.diagnostics.slice(0, MOST_DIAGNOSTICS);
  const left = failure.diagnostics.length - shown.length;
  return [
    ...titleLines(failure, null, look),
    ...shown.flatMap((diagnostic) => diagnosticLines(diagnostic, look)),
    ...(left > 0 ? [`  and ${counted(left, 'more place')} in the record`] : []),
  ];
}

function failuresOf(record: RunRecord): readonly Failure[] {
  const gates = record.gates.flatMap(({ at, value }) =>
    value.type === 'gate.failed' ? [{ at, value }] : [],
  );
  return [...gates, ...record.rejections].toSorted((one, other) => one.at.localeCompare(other.at));
}

function lastAttemptOf(record: RunRecord, stepId: string | null): number {
  return Math.max(
    1,
    ...record.attempts.filter((each) => each.stepId === stepId).map(({ attempt }) => attempt),
  );
}

function titleLines(
  failure: Failure['value'],
  healedBy: number | null,
  { columns, style }: Look,
): readonly string[] {
  const what =
    failure.type === 'gate.failed'
      ? `${failure.gate} gate failed: ${oneLine(failure.summary)}`
      : `reply rejected: ${oneLine(failure.reason)}${failure.identicalToPrevious ? ' (the same answer again)' : ''}`;
  const attempt = `Attempt ${failure.attempt}`;
  if (healedBy !== null) return hanging(`${attempt} (healed by attempt ${healedBy}): ${what}`, '', columns);
  const [first = '', ...rest] = hanging(`${attempt}: ${what}`, '', columns);
  return [style.bad(first.slice(0, attempt.length)) + first.slice(attempt.length), ...rest];
}

function diagnosticLines(diagnostic: Diagnostic, { columns, style }: Look): readonly string[] {
  const context =
    diagnostic.context === '' ? [] : printable(diagnostic.context).replaceAll('\t', TAB).split('\n');
  const room = columns - CONTEXT_INDENT.length - 1;
  return [
    ...hanging(oneLine(formatDiagnostic(diagnostic)), '  ', columns),
    ...windowed(context, room).map((line) => {
      const text = CONTEXT_INDENT + cutToWidth(line, room).trimEnd();
      return line.startsWith('>') ? text : style.dim(text);
    }),
  ];
}

function hanging(text: string, indent: string, columns: number): readonly string[] {
  const [first = '', ...rest] = wrapToWidth(text, columns - indent.length - 5);
  return [indent + first, ...rest.map((line) => `${indent}    ${line}`)];
}

/** Moves the source lines to the left until their caret is in sight. */
function windowed(lines: readonly string[], room: number): readonly string[] {
  const caretWidth = Math.max(0, ...lines.filter((line) => CARET_LINE.test(line)).map(displayWidth));
  if (caretWidth <= room) return lines;
  const hidden = caretWidth - Math.floor(room * 0.75);
  return lines.map((line) => {
    const gutter = line.indexOf('| ') + 2;
    return line.slice(0, gutter) + line.slice(gutter + hidden);
  });
}
