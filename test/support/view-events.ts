import { contextAround } from '../../src/domain/diagnostic.ts';
import type { EventOf, RunEvent, StampedEvent } from '../../src/domain/event.ts';
import { foldEvents, type RunRecord } from '../../src/domain/run-record.ts';

export const RUN_ID = 'gen_20261121_034400_0a1b2c3d';

/** Events as a recorder stamps them, a second apart. */
export function stampedOf(events: readonly RunEvent[]): readonly StampedEvent[] {
  return events.map((event, seq) => ({
    seq,
    ts: new Date(Date.UTC(2026, 10, 21, 3, 44, seq)).toISOString(),
    runId: RUN_ID,
    event,
  }));
}

/** The record of a run that had these events. */
export function recordOf(events: readonly RunEvent[]): RunRecord {
  return foldEvents(stampedOf(events));
}

export function started(task: string, change: Partial<EventOf<'run.started'>> = {}): EventOf<'run.started'> {
  return {
    type: 'run.started',
    kind: 'refactor',
    parentRunId: null,
    task,
    targets: ['src/shop.py'],
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
    environment: { node: '24.0.0', platform: 'linux x64', ci: false },
    repository: null,
    ...change,
  };
}

export function planned(
  steps: readonly { readonly title: string; readonly paths: string[] }[],
): EventOf<'plan.made'> {
  return {
    type: 'plan.made',
    source: 'task',
    steps: steps.map((step, index) => ({ ...step, id: `s${index + 1}`, engine: { kind: 'model' }, wave: 0 })),
  };
}

export function recipeRan(change: Partial<EventOf<'recipe.ran'>> = {}): EventOf<'recipe.ran'> {
  return {
    type: 'recipe.ran',
    stepId: 's1',
    recipe: 'rename-symbol',
    version: '1.0.0',
    durationMs: 30,
    result: 'changed',
    summary: 'Renamed 3 occurrences.',
    notes: [],
    proofs: [],
    ...change,
  };
}

export function asked(
  model: string,
  phase: EventOf<'model.requested'>['phase'] = 'generator',
): EventOf<'model.requested'> {
  return {
    type: 'model.requested',
    callId: 'c1',
    phase,
    model,
    purpose: 'build the step',
    stepId: 's1',
    attempt: 1,
    prompt: 'sha256:00',
    promptBytes: 100,
    redactions: 0,
  };
}

export function replied(
  model: string,
  tokens: { readonly in: number; readonly out: number },
): EventOf<'model.replied'> {
  return {
    type: 'model.replied',
    callId: 'c1',
    phase: 'generator',
    model,
    purpose: 'build the step',
    stopReason: 'tool_use',
    usage: { tokensIn: tokens.in, tokensOut: tokens.out, cacheReadTokens: 0, cacheWriteTokens: 0 },
    costUsd: 0.0123,
    durationMs: 2100,
    requestId: null,
    reply: 'sha256:00',
  };
}

export function attempt(number: number): EventOf<'attempt.started'> {
  return { type: 'attempt.started', stepId: 's1', attempt: number };
}

const BROKEN =
  'def total(items):\n\tprices = [item.price for item in items]\n\tif prices\n\t\treturn sum(prices)\n';

/** A syntax gate that failed at line 3, column 11. */
export function gateFailed(number: number): EventOf<'gate.failed'> {
  const place = { line: 3, column: 11 };
  const diagnostic = {
    ...place,
    path: 'src/shop.py',
    kind: 'syntax',
    message: "Expected ':', found newline",
    source: 'ruff',
    context: contextAround(BROKEN, place),
  };
  return {
    type: 'gate.failed',
    gate: 'syntax',
    checkType: 'syntax_validation',
    stepId: 's1',
    attempt: number,
    summary: '1 new syntax error in src/shop.py',
    diagnostics: [diagnostic],
    judged: [],
    durationMs: 4,
  };
}

export function staged(path: string, change: Partial<EventOf<'patch.staged'>> = {}): EventOf<'patch.staged'> {
  return {
    type: 'patch.staged',
    path,
    operation: 'modify',
    engines: [],
    originalHash: 'sha256:00',
    modifiedHash: 'sha256:11',
    linesAdded: 4,
    linesRemoved: 2,
    tolerances: [],
    valid: true,
    diffPath: `runs/${RUN_ID}/patches/${path}.diff`,
    ...change,
  };
}

export function scored(path: string, score: number): EventOf<'risk.scored'> {
  return { type: 'risk.scored', path, risk: { score, modelVersion: '1', factors: [] } };
}

export function decided(
  path: string,
  decision: EventOf<'decision.made'>['decision'],
): EventOf<'decision.made'> {
  return {
    type: 'decision.made',
    path,
    decision,
    decidedBy: 'policy',
    approver: '--max-risk 0.3',
    reason: `it is ${decision}`,
  };
}

export function applied(path: string): EventOf<'change.applied'> {
  return {
    type: 'change.applied',
    path,
    operation: 'modify',
    originalHash: 'sha256:00',
    modifiedHash: 'sha256:11',
    linesAdded: 4,
    linesRemoved: 2,
    modeBefore: 0o644,
    modeAfter: 0o644,
    backupPath: null,
  };
}

export function finished(
  outcome: EventOf<'run.finished'>['outcome'],
  reason: string,
  hint: string | null = null,
): EventOf<'run.finished'> {
  const artifact = `artifacts/artifact_metadata_${RUN_ID}.json`;
  return { type: 'run.finished', outcome, exitCode: 0, reason, hint, artifact };
}
