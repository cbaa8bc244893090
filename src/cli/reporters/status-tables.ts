import { formatDiagnostic } from '../../domain/diagnostic.ts';
import { describeComplexity } from '../../domain/complexity.ts';
import { describeInterface } from '../../domain/interface-difference.ts';
import type { Artifact } from '../../provenance/artifact-schema.ts';
import { sumOf } from '../../provenance/model-use.ts';
import type { Style } from '../view/style.ts';
import { counted, formatCount, formatDuration, validityOf } from '../view/wording.ts';
import { shortDigest } from './format.ts';
import { paintOutcome } from './list-report.ts';
import type { Table } from './table.ts';

/** A part of the report: facts by label, or a table, or lines. */
export type Section = {
  readonly title: string;
  readonly facts?: readonly (readonly [label: string, value: string])[];
  readonly table?: Table;
  readonly lines?: readonly string[];
};

/** Which model or recipe did each phase, and which phases were not needed. */
export function modelSection({
  models_used: uses,
  model_calls: calls,
  skipped_phases: skipped,
}: Artifact): Section {
  return {
    title: 'Models',
    table: {
      columns: [
        { header: 'PHASE' },
        { header: 'MODEL' },
        { header: 'CALLS', align: 'right' },
        { header: 'TOKENS', align: 'right' },
        { header: 'TIME', align: 'right' },
        { header: 'COST', align: 'right' },
        { header: 'NOTES' },
      ],
      rows: [
        ...uses.map((use) => [
          use.phase,
          use.model_name,
          String(use.calls),
          formatCount(use.tokens_used),
          formatDuration(use.duration_ms),
          costWords(use.cost_usd),
          useNotes(use, calls),
        ]),
        ...skipped.map(({ phase, reason }) => [phase, '-', '0', '0', '-', '-', `skipped: ${reason}`]),
      ],
    },
  };
}

function costWords(costUsd: number | null): string {
  return costUsd === null ? 'unknown' : `$${costUsd.toFixed(costUsd < 0.1 ? 4 : 2)}`;
}

function useNotes(use: Artifact['models_used'][number], calls: Artifact['model_calls']): string {
  return [
    use.purpose,
    ...(use.compression_ratio === undefined ? [] : [`ratio ${use.compression_ratio.toFixed(2)}`]),
    ...(use.num_steps === undefined ? [] : [counted(use.num_steps, 'step')]),
    ...(use.retry_count === undefined || use.retry_count === 0
      ? []
      : [use.retry_count === 1 ? '1 retry' : `${use.retry_count} retries`]),
    ...(use.failed_calls === 0 ? [] : [counted(use.failed_calls, 'failed call')]),
    ...cacheNotes(calls.filter((call) => call.phase === use.phase && call.model_name === use.model_name)),
  ].join(', ');
}

function cacheNotes(calls: Artifact['model_calls']): readonly string[] {
  const read = sumOf(calls, (call) => call.cache_read_tokens);
  const written = sumOf(calls, (call) => call.cache_write_tokens);
  return read + written === 0 ? [] : [`cache: ${formatCount(read)} read, ${formatCount(written)} written`];
}

/** Every word of every gate. */
export function checkSection({ safety_checks: all, metadata }: Artifact, style: Style): Section {
  return {
    title: `Safety checks: ${metadata.num_safety_checks_passed} passed, ${metadata.num_safety_checks_failed} failed`,
    table: {
      columns: [
        { header: 'CHECK' },
        {
          header: 'RESULT',
          paint: (cell) => (cell.trim() === 'passed' ? style.good(cell) : style.bad(cell)),
        },
        { header: 'ATTEMPT', align: 'right' },
        { header: 'DETAILS' },
      ],
      rows: all.map((check) => [
        check.check_type,
        check.passed ? 'passed' : 'FAILED',
        String(check.attempt ?? '-'),
        check.details,
      ]),
    },
  };
}

/** What the table may have cut: each failure with its places. */
export function failureLines({ safety_checks: all }: Artifact): readonly string[] {
  return all
    .filter((check) => !check.passed)
    .flatMap((check) => [
      `${check.check_type}: ${check.details}`,
      ...check.diagnostics.map(formatDiagnostic),
    ]);
}

/** What gates let pass and a person shall see. */
export function doubtLines({ safety_checks: all }: Artifact): readonly string[] {
  return all.flatMap(({ check_type, doubts = [] }) =>
    doubts.map((doubt) => `${check_type}: ${formatDiagnostic(doubt)}`),
  );
}

/** What the run wanted to change, and what became of it. */
export function patchSection({ patches: all, request }: Artifact, style: Style): Section {
  return {
    title: 'Patches',
    table: {
      columns: [
        { header: 'FILE' },
        { header: 'VALID' },
        { header: 'RISK', align: 'right' },
        { header: 'STATUS', paint: (cell) => paintOutcome(cell, style) },
        { header: 'LINES', align: 'right' },
        { header: 'ENGINE' },
      ],
      rows: all.map((patch) => [
        patch.path,
        patch.valid ? validityOf(true, request?.disabled_gates ?? []) : 'NO',
        patch.risk === null ? '-' : patch.risk.score.toFixed(2),
        patch.status,
        `+${patch.lines_added} -${patch.lines_removed}`,
        patch.engines.join(', '),
      ]),
    },
  };
}

/** What made the risk of each patch, the largest part first. */
export function riskLines({ patches: all }: Artifact): readonly string[] {
  return all.flatMap(({ path, risk }) => {
    const factors = (risk?.factors ?? []).filter((factor) => factor.contribution > 0);
    if (factors.length === 0) return [];
    const words = factors
      .toSorted((a, b) => b.contribution - a.contribution)
      .map((factor) => `${factor.name} ${factor.contribution.toFixed(2)} (${factor.evidence})`);
    return [`${path}: ${words.join('; ')}`];
  });
}

/** What each patch does to what other files can use. */
export function interfaceLines({ patches: all }: Artifact): readonly string[] {
  return all.flatMap(({ path, public_interface: difference }) =>
    difference === undefined ? [] : describeInterface(difference).map((line) => `${path}: ${line}`),
  );
}

/** What was written, with the digests before and after. */
export function modificationSection({ file_modifications: all }: Artifact): Section {
  return {
    title: 'Files modified',
    table: {
      columns: [
        { header: 'FILE' },
        { header: 'OPERATION' },
        { header: 'LINES', align: 'right' },
        { header: 'BEFORE' },
        { header: 'AFTER' },
      ],
      rows: all.map((file) => [
        file.file_path,
        file.operation,
        `+${file.lines_added} -${file.lines_removed}`,
        shortDigest(file.original_hash),
        shortDigest(file.modified_hash),
      ]),
    },
    lines: all.flatMap((file) =>
      file.backup_path === null ? [] : [`${file.file_path} as it was: ${file.backup_path}`],
    ),
  };
}

/** The functions that got more or less complex. */
export function complexityLines({ patches: all }: Artifact): readonly string[] {
  return all.flatMap(({ path, complexity }) =>
    complexity === undefined ? [] : describeComplexity(complexity).map((line) => `${path}: ${line}`),
  );
}
