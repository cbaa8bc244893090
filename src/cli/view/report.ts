import { dirname } from 'node:path/posix';
import { formatDiagnostic } from '../../domain/diagnostic.ts';
import { describeInterface } from '../../domain/interface-difference.ts';
import type { RunRecord } from '../../domain/run-record.ts';
import { closingLines, totalsLines } from './closing.ts';
import { diffHeading, renderDiff } from './diff.ts';
import { failureLines } from './failures.ts';
import { overviewLines } from './overview.ts';
import { patchTable } from './patch-table.ts';
import { textColumns, type Look } from './style.ts';
import { oneLine, wrapToWidth } from './text-width.ts';
import { testsSkippedWords, testsWords } from './tests-words.ts';
import { counted } from './wording.ts';

/** The diff lines of one file that a report shows; the stored patch has them all. */
const MOST_DIFF_LINES = 60;
const MOST_DIFFS = 20;
const MOST_NAMES = 20;
const MOST_NOTES = 20;

type DiffOf = (path: string) => string | null;

/** Everything that is left on the terminal when a run has ended: overview, diffs of a dry run, patches, failures, end. */
export function reportLines(record: RunRecord, look: Look, diffOf: DiffOf = () => null): readonly string[] {
  const sections = [
    overviewLines(record, look),
    ...diffSections(record, look, diffOf),
    patchTable(record, look),
    interfaceLines(record, look),
    failureLines(record, look),
    noteLines(record, look),
    [...totalsLines(record, look), ...closingLines(record, look)],
  ];
  return sections.filter((section) => section.length > 0).flatMap((section) => ['', ...section]);
}

/** The diffs of a dry run: they are what it was asked for. Elsewhere the table is enough. */
export function diffSections(record: RunRecord, look: Look, diffOf: DiffOf): readonly (readonly string[])[] {
  if (record.end?.outcome !== 'previewed') return [];
  const folder = dirname(record.end.artifact);
  return record.patches.slice(0, MOST_DIFFS).flatMap(({ staged }) => {
    const diff = diffOf(staged.path);
    if (diff === null) return [];
    const { lines, left } = renderDiff(diff, look.style, MOST_DIFF_LINES);
    const place = staged.diffPath === null ? '' : ` in ${folder}/${staged.diffPath}`;
    const rest = left === 0 ? [] : [look.style.dim(`${counted(left, 'more line')}${place}`)];
    return [[diffHeading(staged.path, diff, look.style), ...lines, ...rest]];
  });
}

/** What the patches do to what other files can use. */
export function interfaceLines({ patches }: RunRecord, look: Look): readonly string[] {
  const all = patches.flatMap(({ staged }) =>
    staged.interface === undefined
      ? []
      : describeInterface(staged.interface).map((line) => `${oneLine(staged.path)}: ${oneLine(line)}`),
  );
  if (all.length === 0) return [];
  const left = all.length - MOST_NAMES;
  const rest = left > 0 ? [look.style.dim(`${counted(left, 'more name')} in the record`)] : [];
  const shown = all.slice(0, MOST_NAMES).flatMap((line) => wrapToWidth(line, textColumns(look) - 2));
  return [look.style.strong('Public interface'), ...[...shown, ...rest].map((line) => `  ${line}`)];
}

/** What the user should know that stopped nothing: notices of the run and of its recipes, and what gates doubt. */
export function noteLines(record: RunRecord, look: Look): readonly string[] {
  const all = [
    ...lastRuns(record).flatMap(({ notes, proofs }) => [
      ...notes,
      ...proofs.map(({ level, detail }) => `proof ${level}: ${detail}`),
    ]),
    ...record.tests.map(testsWords),
    ...record.testsSkipped.map(testsSkippedWords),
    ...doubtsOf(record),
    ...record.notices,
  ];
  const notes = [...new Set(all.map(oneLine))];
  const left = notes.length - MOST_NOTES;
  const shown =
    left > 0 ? [...notes.slice(0, MOST_NOTES), `${counted(left, 'more note')} in the record`] : notes;
  return shown.flatMap((note) =>
    wrapToWidth(note, textColumns(look) - 6).map((line, index) =>
      index === 0 ? `${look.style.strong('Note')}  ${line}` : `      ${line}`,
    ),
  );
}

/** What a recipe did in earlier attempts of a step was refused. */
function lastRuns({ recipes }: RunRecord): RunRecord['recipes'] {
  return [...new Map(recipes.map((run) => [run.stepId, run])).values()];
}

/** What each gate said last counts: doubts of earlier attempts are healed. */
function doubtsOf({ gates }: RunRecord): readonly string[] {
  const last = new Map(gates.map(({ value }) => [value.gate, value]));
  return [...last.values()].flatMap(({ gate, doubts = [] }) =>
    doubts.map((doubt) => `${gate} is in doubt: ${formatDiagnostic(doubt)}`),
  );
}
