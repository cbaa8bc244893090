import { formatDiagnostic } from '../../domain/diagnostic.ts';
import type { Artifact } from '../../provenance/artifact-schema.ts';
import type { Style } from '../view/style.ts';
import { counted, formatCount, formatDuration } from '../view/wording.ts';
import { formatTime, shortDigest } from './format.ts';
import { paintOutcome } from './list-report.ts';
import type { Table } from './table.ts';

/** What `status` knows of a run beside its artifact. */
export type RunStatus = {
  readonly artifact: Artifact;
  /** The artifact's file, relative to the root of the work tree. */
  readonly artifactPath: string;
  readonly isRunning: boolean;
  /** Runs that took its changes back, and whether they are taken back now. */
  readonly undoneBy: readonly string[];
  readonly isUndone: boolean;
  /** Where the record contradicts itself. */
  readonly problems: readonly string[];
};

/** A part of the report: facts by label, or a table, or lines. */
export type Section = {
  readonly title: string;
  readonly facts?: readonly (readonly [label: string, value: string])[];
  readonly table?: Table;
  readonly lines?: readonly string[];
};

/** The report in its order; parts without content are left out. */
export function statusSections(status: RunStatus, style: Style): readonly Section[] {
  const { artifact } = status;
  const sections = [
    overview(status),
    models(artifact),
    checks(artifact, style),
    { title: 'Failed checks', lines: failureLines(artifact) },
    patches(artifact, style),
    { title: 'Risk factors', lines: riskLines(artifact) },
    modifications(artifact),
    { title: 'Decisions', lines: decisionLines(artifact) },
    { title: 'Notices', lines: artifact.notices },
    { title: 'Problems with the record', lines: status.problems },
    { title: 'Provenance', facts: provenance(status) },
  ];
  return sections.filter(hasContent);
}

function hasContent({ facts, table, lines }: Section): boolean {
  return (facts ?? []).length + (table?.rows ?? []).length + (lines ?? []).length > 0;
}

function overview({ artifact, isRunning }: RunStatus): Section {
  const { request, parent_run_id: parent, kind } = artifact;
  const ending = isRunning ? 'running' : artifact.outcome;
  const reason = isRunning || artifact.reason === '' ? '' : `: ${artifact.reason}`;
  return {
    title: `Run ${artifact.run_id}`,
    facts: [
      ['Task', artifact.issue_description],
      ['Outcome', `${ending}${reason}`],
      ...(artifact.hint === null || isRunning ? [] : [['Next', artifact.hint] as const]),
      ['Kind', parent === null ? kind : `${kind} of ${parent}`],
      ['Started', formatTime(artifact.timestamp_start)],
      ['Duration', formatDuration(artifact.duration_seconds * 1000)],
      ...(request === null ? [] : [['Options', optionWords(request)] as const]),
      ...(artifact.mock
        ? [['Mock', 'the model was scripted; nothing here shows what a real one does'] as const]
        : []),
      ['Attempts', attemptWords(artifact.metadata)],
    ],
  };
}

function attemptWords({ num_attempts: attempts, num_retries: retries }: Artifact['metadata']): string {
  return retries === 0 ? String(attempts) : `${attempts}, ${retries} of them after a failure`;
}

function optionWords(request: NonNullable<Artifact['request']>): string {
  return [
    request.profile,
    `engine ${request.engine}`,
    request.safe_mode ? 'safe mode' : 'NOT in safe mode',
    `risk up to ${request.max_risk}`,
    ...(request.dry_run ? ['dry run'] : []),
    ...(request.auto_apply ? ['auto-apply'] : []),
    ...(request.disabled_gates.length === 0 ? [] : [`gates off: ${request.disabled_gates.join(', ')}`]),
  ].join(', ');
}

function models({ models_used: uses, skipped_phases: skipped }: Artifact): Section {
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
          useNotes(use),
        ]),
        ...skipped.map(({ phase, reason }) => [phase, '-', '0', '0', '-', '-', `skipped: ${reason}`]),
      ],
    },
  };
}

function costWords(costUsd: number | null): string {
  return costUsd === null ? 'unknown' : `$${costUsd.toFixed(costUsd < 0.1 ? 4 : 2)}`;
}

function useNotes(use: Artifact['models_used'][number]): string {
  return [
    use.purpose,
    ...(use.compression_ratio === undefined ? [] : [`ratio ${use.compression_ratio.toFixed(2)}`]),
    ...(use.num_steps === undefined ? [] : [counted(use.num_steps, 'step')]),
    ...(use.retry_count === undefined || use.retry_count === 0
      ? []
      : [use.retry_count === 1 ? '1 retry' : `${use.retry_count} retries`]),
    ...(use.failed_calls === 0 ? [] : [counted(use.failed_calls, 'failed call')]),
  ].join(', ');
}

function checks({ safety_checks: all, metadata }: Artifact, style: Style): Section {
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
function failureLines({ safety_checks: all }: Artifact): readonly string[] {
  return all
    .filter((check) => !check.passed)
    .flatMap((check) => [
      `${check.check_type}: ${check.details}`,
      ...check.diagnostics.map(formatDiagnostic),
    ]);
}

function patches({ patches: all }: Artifact, style: Style): Section {
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
        patch.valid ? 'yes' : 'NO',
        patch.risk === null ? '-' : patch.risk.score.toFixed(2),
        patch.status.replace('_', ' '),
        `+${patch.lines_added} -${patch.lines_removed}`,
        patch.engines.join(', '),
      ]),
    },
  };
}

function riskLines({ patches: all }: Artifact): readonly string[] {
  return all.flatMap(({ path, risk }) => {
    const factors = (risk?.factors ?? []).filter((factor) => factor.contribution > 0);
    if (factors.length === 0) return [];
    const words = factors
      .toSorted((a, b) => b.contribution - a.contribution)
      .map((factor) => `${factor.name} ${factor.contribution.toFixed(2)} (${factor.evidence})`);
    return [`${path}: ${words.join('; ')}`];
  });
}

function modifications({ file_modifications: all }: Artifact): Section {
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

function decisionLines({ decisions }: Artifact): readonly string[] {
  return decisions.map(
    ({ path, decision, decided_by: by, approver, reason }) =>
      `${path}: ${decision} by ${by} (${approver}): ${reason}`,
  );
}

function provenance({
  artifact,
  artifactPath,
  undoneBy,
  isUndone,
}: RunStatus): NonNullable<Section['facts']> {
  const { event_log: log, file_modifications: files, run_id: runId } = artifact;
  const mayUndo = files.length > 0 && !isUndone && log !== null;
  const mayApply = artifact.outcome === 'held' || artifact.outcome === 'previewed';
  return [
    ['Record', artifactPath],
    ...(log === null
      ? []
      : [
          [
            'Event log',
            `${log.path} (${counted(log.count, 'event')}, head ${shortDigest(log.head)})`,
          ] as const,
        ]),
    ...(undoneBy.length === 0
      ? []
      : [['Undone by', `${undoneBy.join(', ')}${isUndone ? '' : ' (itself undone)'}`] as const]),
    ...(mayUndo ? [['Undo', `ouroboros undo ${runId}`] as const] : []),
    ...(mayApply ? [['Apply', `ouroboros apply ${runId}`] as const] : []),
  ];
}
