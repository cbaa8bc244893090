import type { EventOf } from '../domain/event.ts';
import type { RunRecord, Timed } from '../domain/run-record.ts';
import type { Artifact, SafetyCheck } from './artifact-schema.ts';

/** The check type of a reply that gave no usable edit. */
const EDIT_MATCHING = 'edit_matching';

/** Every gate's word and every rejected reply, by time. */
export function safetyChecksOf(record: RunRecord): SafetyCheck[] {
  const checks = [...record.rejections.map(rejectionCheck), ...record.gates.map(gateCheck)];
  return checks.toSorted((a, b) => compare(a.timestamp, b.timestamp) || (a.attempt ?? 0) - (b.attempt ?? 0));
}

/** How each attempt at each step ended. */
export function attemptsOf(record: RunRecord): Artifact['attempts'] {
  return record.attempts.map(({ stepId, attempt }) => {
    const isOfIt = (other: { stepId: string | null; attempt: number }): boolean =>
      other.stepId === stepId && other.attempt === attempt;
    const gates = record.gates.map((gate) => gate.value).filter(isOfIt);
    const isRejected = record.rejections.some((rejection) => isOfIt(rejection.value));
    return { step_id: stepId, attempt, result: isRejected ? 'reply_rejected' : resultOf(gates) };
  });
}

function resultOf(gates: readonly { type: string }[]): Artifact['attempts'][number]['result'] {
  if (gates.some((gate) => gate.type === 'gate.failed')) return 'gate_failed';
  return gates.length === 0 ? 'unfinished' : 'passed';
}

function gateCheck({ at, value }: RunRecord['gates'][number]): SafetyCheck {
  return {
    check_type: value.checkType,
    passed: value.type === 'gate.passed',
    details: value.summary,
    timestamp: at,
    gate: value.gate,
    step_id: value.stepId,
    attempt: value.attempt,
    duration_ms: Math.round(value.durationMs),
    files: value.judged.map(({ path, digest, verifiedBy }) => ({ path, digest, verified_by: verifiedBy })),
    diagnostics: value.diagnostics,
    ...(value.doubts === undefined ? {} : { doubts: value.doubts }),
  };
}

function rejectionCheck({ at, value }: Timed<EventOf<'reply.rejected'>>): SafetyCheck {
  return {
    check_type: EDIT_MATCHING,
    passed: false,
    details: value.identicalToPrevious ? `${value.reason} (the same answer as before)` : value.reason,
    timestamp: at,
    gate: null,
    step_id: value.stepId,
    attempt: value.attempt,
    duration_ms: null,
    files: [],
    diagnostics: [],
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
