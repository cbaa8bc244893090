import { applyCommand } from '../../domain/apply-command.ts';
import { describeAnalysis } from '../../domain/static-analysis.ts';
import { analysisIn } from '../../provenance/artifact-analysis.ts';
import type { Artifact } from '../../provenance/artifact-schema.ts';
import type { Style } from '../view/style.ts';
import { counted, formatDuration } from '../view/wording.ts';
import { gitLines } from './status-git.ts';
import { metricLines, testLines } from './status-tests.ts';
import { formatTime, shortDigest } from './format.ts';
import {
  checkSection,
  complexityLines,
  doubtLines,
  failureLines,
  interfaceLines,
  modelSection,
  modificationSection,
  patchSection,
  riskLines,
  type Section,
} from './status-tables.ts';

/** What `status` knows of a run beside its artifact. */
export type RunStatus = {
  readonly artifact: Artifact;
  /** The artifact's file, relative to the root of the work tree. */
  readonly artifactPath: string;
  readonly isRunning: boolean;
  /** Runs that applied its stored patches. */
  readonly appliedBy: readonly string[];
  /** Runs that took its changes back, and whether they are taken back now. */
  readonly undoneBy: readonly string[];
  readonly isUndone: boolean;
  /** Where the record contradicts itself. */
  readonly problems: readonly string[];
};

/** The report in its order; parts without content are left out. */
export function statusSections(status: RunStatus, style: Style): readonly Section[] {
  const { artifact } = status;
  const sections = [
    overview(status),
    modelSection(artifact),
    checkSection(artifact, style),
    { title: 'Tests', lines: testLines(artifact) },
    { title: 'Checks after applying', lines: metricLines(artifact) },
    { title: 'Failed checks', lines: failureLines(artifact) },
    { title: 'In doubt', lines: doubtLines(artifact) },
    patchSection(artifact, style),
    { title: 'Risk factors', lines: riskLines(artifact) },
    { title: 'Public interface', lines: interfaceLines(artifact) },
    { title: 'Complexity', lines: complexityLines(artifact) },
    modificationSection(artifact),
    { title: 'Git', lines: gitLines(artifact) },
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
  const { request, parent_run_id: parent, kind, reason } = artifact;
  const outcome = reason === '' ? artifact.outcome : `${artifact.outcome}: ${reason}`;
  // What a hint says of the run itself may be done by now; the end of the report says what is left to do.
  const hint = isRunning || artifact.hint?.includes(artifact.run_id) === true ? null : artifact.hint;
  return {
    title: `Run ${artifact.run_id}`,
    facts: known([
      ['Task', artifact.issue_description],
      ['Outcome', isRunning ? 'running' : outcome],
      ['Next', hint],
      ['Kind', parent === null ? kind : `${kind} of ${parent}`],
      ['Started', formatTime(artifact.timestamp_start)],
      ['Duration', formatDuration(artifact.duration_seconds * 1000)],
      ['Options', request === null ? null : optionWords(request)],
      ['Mock', artifact.mock ? 'the model was scripted; nothing here shows what a real one does' : null],
      ['Attempts', attemptWords(artifact.metadata)],
      ['Analysis', describeAnalysis(analysisIn(artifact))],
      ['Recovered', recoveryWords(artifact)],
    ]),
  };
}

function known(
  facts: readonly (readonly [label: string, value: string | null])[],
): NonNullable<Section['facts']> {
  return facts.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const]));
}

function attemptWords({ num_attempts: attempts, num_retries: retries }: Artifact['metadata']): string {
  return retries === 0 ? String(attempts) : `${attempts}, ${retries} of them after a failure`;
}

function recoveryWords({ recovered }: Artifact): string | null {
  if (recovered === null) return null;
  return `${recovered.detail} A later start ended its record and cut ${counted(recovered.torn_bytes, 'torn byte')} off.`;
}

function optionWords(request: NonNullable<Artifact['request']>): string {
  return [
    request.profile,
    `engine ${request.engine}`,
    request.safe_mode ? 'safe mode' : 'NOT in safe mode',
    `risk up to ${request.max_risk}`,
    ...(request.dry_run ? ['dry run'] : []),
    ...(request.auto_apply ? ['auto-apply'] : []),
    ...(request.keep_api === true ? ['keep API'] : []),
    ...landingWords(request),
    ...(request.disabled_gates.length === 0 ? [] : [`gates off: ${request.disabled_gates.join(', ')}`]),
  ].join(', ');
}

function landingOf({ request }: Artifact): Parameters<typeof applyCommand>[1] {
  if (request?.landing === undefined) return undefined;
  const { merge_into: mergeInto, ...rest } = request.landing;
  return { ...rest, mergeInto };
}

function landingWords({ landing }: NonNullable<Artifact['request']>): readonly string[] {
  if (landing === undefined) return [];
  const { kind, branch, merge, merge_into: into, push, trailers } = landing;
  const named = branch === null ? kind : `${kind} ${branch}`;
  const extras = [
    ...(merge ? [into === null ? 'merge' : `merge into ${into}`] : []),
    ...(push ? ['push'] : []),
    ...(trailers ? ['trailers'] : []),
  ];
  return [named, ...extras];
}

function decisionLines({ decisions }: Artifact): readonly string[] {
  return decisions.map(
    ({ path, decision, decided_by: by, approver, reason }) =>
      `${path}: ${decision} by ${by} (${approver}): ${reason}`,
  );
}

function provenance(status: RunStatus): NonNullable<Section['facts']> {
  const { artifact, artifactPath, appliedBy, undoneBy, isUndone } = status;
  const { event_log: log, file_modifications: files, run_id: runId, outcome } = artifact;
  const logWords = log && `${log.path} (${counted(log.count, 'event')}, head ${shortDigest(log.head)})`;
  const moved = artifact.git?.refs.length ?? 0;
  const mayUndo = files.length + moved > 0 && !isUndone && log !== null;
  const waits = (outcome === 'held' || outcome === 'previewed') && moved === 0;
  const mayApply = waits && appliedBy.length === 0;
  return known([
    ['Record', artifactPath],
    ['Event log', logWords],
    ['Applied by', appliedBy.length === 0 ? null : appliedBy.join(', ')],
    [
      'Undone by',
      undoneBy.length === 0 ? null : `${undoneBy.join(', ')}${isUndone ? '' : ' (itself undone)'}`,
    ],
    ['Undo', mayUndo ? `ouroboros undo ${runId}` : null],
    ['Apply', mayApply ? applyCommand(runId, landingOf(artifact)) : null],
  ]);
}
