import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../../src/domain/digest.ts';
import type { EventOf, RunEvent } from '../../src/domain/event.ts';
import type { Clock } from '../../src/domain/ports.ts';
import { createRecorder, type Recorder } from '../../src/provenance/recorder.ts';
import type { RecordPlace } from '../../src/provenance/run-paths.ts';

export const OLD_DIGEST = digestOf('before\n');
export const NEW_DIGEST = digestOf('after\n');

/** A clock that stands one second later at every look. */
export function tickingClock(start = '2026-11-21T15:30:00.000Z'): Clock {
  let nowMs = Date.parse(start) - 1000;
  return { now: () => new Date((nowMs += 1000)), elapsedMs: () => nowMs };
}

/** The folders of a work tree; its artifacts folder is not made yet. */
export function placeIn(folder: string): RecordPlace {
  const root = join(folder, 'tree');
  mkdirSync(root, { recursive: true });
  return { root, artifactsDir: join(root, 'artifacts') };
}

/** The first event of a run. */
export function started(changes: Partial<EventOf<'run.started'>> = {}): EventOf<'run.started'> {
  return {
    type: 'run.started',
    kind: 'refactor',
    parentRunId: null,
    task: 'Convert Greeter.greet to a function',
    targets: ['src/a.py'],
    functions: [],
    options: {
      profile: 'balanced',
      engine: 'auto',
      safeMode: true,
      maxRisk: 0.3,
      maxAttempts: 3,
      dryRun: false,
      autoApply: true,
      disabledGates: [],
    },
    mock: false,
    tool: { name: 'ouroboros', version: '0.1.0' },
    environment: { node: '24.21.0', platform: 'linux x64', ci: false },
    repository: { head: 'a'.repeat(40), branch: 'main', isDirty: false },
    ...changes,
  };
}

/** The last event of a run. */
export function finished(
  runId: string,
  changes: Partial<EventOf<'run.finished'>> = {},
): EventOf<'run.finished'> {
  return {
    type: 'run.finished',
    outcome: 'applied',
    exitCode: 0,
    reason: 'Applied to src/a.py.',
    hint: null,
    artifact: `artifacts/artifact_metadata_${runId}.json`,
    ...changes,
  };
}

/** A file written by a run. */
export function applied(path = 'src/a.py', runId = 'gen_1'): EventOf<'change.applied'> {
  return {
    type: 'change.applied',
    path,
    operation: 'modify',
    originalHash: OLD_DIGEST,
    modifiedHash: NEW_DIGEST,
    linesAdded: 3,
    linesRemoved: 1,
    modeBefore: 0o644,
    modeAfter: 0o644,
    backupPath: `runs/${runId}/backups/${path}.before`,
    foldersMade: [],
  };
}

/** What a run by the model does between its first and its last event: one refused reply, one failed gate, then success. */
export function modelEvents(runId: string): readonly RunEvent[] {
  const call = {
    callId: 'c1',
    phase: 'generator',
    model: 'claude-x',
    purpose: 'generating the patch',
  } as const;
  const place = { stepId: 's1', attempt: 1 } as const;
  const usage = { tokensIn: 1000, tokensOut: 200, cacheReadTokens: 10, cacheWriteTokens: 5 };
  const request = {
    type: 'model.requested',
    prompt: digestOf('prompt'),
    promptBytes: 6,
    redactions: 1,
  } as const;
  const reply = {
    type: 'model.replied',
    stopReason: 'tool_use',
    usage,
    costUsd: 0.5,
    requestId: 'req_1',
  } as const;
  const gate = { gate: 'syntax', checkType: 'syntax_validation', durationMs: 4.4 } as const;
  const risk = {
    score: 0.25,
    modelVersion: '1',
    factors: [
      { name: 'share-changed', value: 0.5, weight: 0.3, contribution: 0.15, evidence: '5 of 10 lines' },
      { name: 'retries', value: 1, weight: 0.1, contribution: 0.1, evidence: '2 retries' },
    ],
  };
  return [
    { type: 'phase.skipped', phase: 'reasoner', reason: 'one small file' },
    {
      type: 'context.compressed',
      tokensBefore: 1000,
      tokensAfter: 400,
      ratio: 0.4,
      sources: [{ path: 'src/a.py', form: 'whole' }],
      withheld: [{ path: '.env', reason: 'may hold secrets' }],
    },
    {
      type: 'plan.made',
      source: 'task',
      steps: [{ id: 's1', title: 'all of it', engine: { kind: 'model' }, paths: ['src/a.py'], wave: 1 }],
    },
    { type: 'attempt.started', ...place },
    { ...request, ...call, ...place },
    {
      type: 'model.failed',
      ...call,
      fault: 'overloaded',
      message: 'busy',
      httpStatus: 529,
      durationMs: 100.4,
      next: 'retry',
      waitMs: 2000,
    },
    { ...request, ...call, ...place, callId: 'c2' },
    { ...reply, ...call, callId: 'c2', durationMs: 900.2, reply: digestOf('reply 1') },
    {
      type: 'reply.rejected',
      ...place,
      reason: 'the search text is not in src/a.py',
      identicalToPrevious: false,
    },
    { type: 'attempt.started', stepId: 's1', attempt: 2 },
    { ...request, ...call, ...place, callId: 'c3', attempt: 2 },
    { ...reply, ...call, callId: 'c3', durationMs: 800, reply: digestOf('reply 2') },
    {
      type: 'gate.failed',
      ...gate,
      stepId: 's1',
      attempt: 2,
      summary: '1 syntax error',
      diagnostics: [
        {
          path: 'src/a.py',
          line: 3,
          column: 7,
          kind: 'syntax',
          message: "expected ':'",
          source: 'ruff',
          context: '> 3 | def f()\n    |       ^',
        },
      ],
      judged: [{ path: 'src/a.py', digest: digestOf('broken'), verifiedBy: ['tree-sitter', 'ruff'] }],
    },
    { type: 'attempt.started', stepId: 's1', attempt: 3 },
    { ...request, ...call, ...place, callId: 'c4', attempt: 3 },
    { ...reply, ...call, callId: 'c4', durationMs: 700, reply: digestOf('reply 3') },
    {
      type: 'gate.passed',
      ...gate,
      stepId: 's1',
      attempt: 3,
      summary: '1 file, no new syntax errors',
      diagnostics: [],
      judged: [{ path: 'src/a.py', digest: NEW_DIGEST, verifiedBy: ['tree-sitter', 'ruff'] }],
    },
    {
      type: 'patch.staged',
      path: 'src/a.py',
      operation: 'modify',
      engines: [{ kind: 'model', model: 'claude-x' }],
      originalHash: OLD_DIGEST,
      modifiedHash: NEW_DIGEST,
      linesAdded: 3,
      linesRemoved: 1,
      tolerances: ['indentation'],
      valid: true,
      diffPath: `runs/${runId}/patches/src/a.py.diff`,
    },
    { type: 'risk.scored', path: 'src/a.py', risk },
    {
      type: 'decision.made',
      path: 'src/a.py',
      decision: 'apply',
      decidedBy: 'policy',
      approver: '--auto-apply --max-risk 0.3',
      reason: 'risk is at most 0.3 and every gate passed',
    },
    {
      type: 'backup.made',
      path: 'src/a.py',
      backupPath: `runs/${runId}/backups/src/a.py.before`,
      digest: OLD_DIGEST,
      mode: 0o644,
    },
    applied('src/a.py', runId),
    { type: 'notice.given', message: 'src/b.py was withheld' },
  ];
}

/** Records these events as one run. */
export function recordRun(
  place: RecordPlace,
  runId: string,
  options: { readonly events?: readonly RunEvent[]; readonly clock?: Clock; readonly start?: string } = {},
): Recorder {
  const clock = options.clock ?? tickingClock(options.start);
  const recorder = createRecorder({ ...place, runId, clock });
  const events = options.events ?? [started(), ...modelEvents(runId), finished(runId)];
  for (const event of events) recorder.emit(event);
  recorder.close();
  return recorder;
}
