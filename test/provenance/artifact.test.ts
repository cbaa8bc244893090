import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { artifactJsonSchema, SCHEMA_URL } from '../../scripts/write-schema.ts';
import { digestOf } from '../../src/domain/digest.ts';
import { artifactSchema, type Artifact } from '../../src/provenance/artifact-schema.ts';
import { contradictionsOf } from '../../src/provenance/artifact-totals.ts';
import { artifactPathOf } from '../../src/provenance/run-paths.ts';
import type { RunEvent } from '../../src/domain/event.ts';
import { scratchFolders } from '../support/scratch.ts';
import { finished, modelEvents, NEW_DIGEST, OLD_DIGEST, placeIn, recordRun, started } from './sample-run.ts';

const newFolder = scratchFolders();

function artifactOfEvents(events: readonly RunEvent[], runId = 'gen_1'): Artifact {
  const place = placeIn(newFolder());
  recordRun(place, runId, { events });
  return artifactSchema.parse(JSON.parse(readFileSync(artifactPathOf(place.artifactsDir, runId), 'utf8')));
}

const modelRun = (): Artifact => artifactOfEvents([started(), ...modelEvents('gen_1'), finished('gen_1')]);

describe('the artifact', () => {
  it('has every field of its published form', () => {
    const artifact = modelRun();
    expect(Object.keys(artifact)).toEqual(
      expect.arrayContaining([
        'run_id',
        'issue_description',
        'timestamp_start',
        'timestamp_end',
        'duration_seconds',
        'success',
        'models_used',
        'safety_checks',
        'file_modifications',
        'metadata',
      ]),
    );
    expect(artifact).toMatchObject({
      schema_version: '1.0.0',
      run_id: 'gen_1',
      issue_description: 'Convert Greeter.greet to a function',
      timestamp_start: '2026-11-21T15:30:00.000Z',
      timestamp_end: '2026-11-21T15:30:24.000Z',
      duration_seconds: 24,
      success: true,
      outcome: 'applied',
      exit_code: 0,
      mock: false,
      event_log: { path: 'artifacts/runs/gen_1/events.ndjson', count: 25 },
      skipped_phases: [{ phase: 'reasoner', reason: 'one small file' }],
    });
  });

  it('sums the calls of a model in one entry of its phase', () => {
    expect(modelRun().models_used).toEqual([
      {
        phase: 'generator',
        model_name: 'claude-x',
        purpose: 'generating the patch',
        tokens_used: 3600,
        duration_ms: 2500,
        num_steps: 1,
        retry_count: 2,
        calls: 4,
        failed_calls: 1,
        cost_usd: 1.5,
      },
    ]);
  });

  it('lists a recipe as the generator with no tokens', () => {
    const recipe = {
      stepId: 's1',
      recipe: 'rename-symbol',
      version: '1.2.0',
      summary: 'renamed',
      notes: [],
    } as const;
    const artifact = artifactOfEvents([
      started(),
      { type: 'attempt.started', stepId: 's1', attempt: 1 },
      {
        type: 'recipe.ran',
        ...recipe,
        notes: [],
        proofs: [{ level: 'A', detail: 'same tree' }],
        durationMs: 12.6,
        result: 'changed',
      },
      finished('gen_1', { outcome: 'previewed' }),
    ]);
    expect(artifact.models_used).toEqual([
      {
        phase: 'generator',
        model_name: 'recipe:rename-symbol@1.2.0',
        purpose: 'deterministic refactoring without a model',
        tokens_used: 0,
        duration_ms: 13,
        num_steps: 1,
        retry_count: 0,
        calls: 1,
        failed_calls: 0,
        cost_usd: 0,
      },
    ]);
  });

  it('gives the compressor its ratio, and an unknown price as null', () => {
    const call = { callId: 'c1', phase: 'compressor', model: 'small', purpose: 'compressing' } as const;
    const [, context] = modelEvents('gen_1');
    if (context === undefined) throw new Error('no context');
    const artifact = artifactOfEvents([
      started(),
      context,
      {
        type: 'model.replied',
        ...call,
        stopReason: 'end_turn',
        usage: { tokensIn: 7, tokensOut: 3, cacheReadTokens: 0, cacheWriteTokens: 0 },
        costUsd: null,
        durationMs: 5,
        requestId: null,
        reply: digestOf('notes'),
      },
      finished('gen_1', { outcome: 'failed', exitCode: 1 }),
    ]);
    expect(artifact.models_used).toMatchObject([
      { phase: 'compressor', tokens_used: 10, compression_ratio: 0.4, cost_usd: null },
    ]);
    expect(artifact.metadata.total_cost_usd).toBeNull();
  });

  it('keeps every call with what was sent and what came back, also one that was never answered', () => {
    const artifact = artifactOfEvents([
      started(),
      ...modelEvents('gen_1').slice(0, 8),
      {
        type: 'model.requested',
        callId: 'c9',
        phase: 'generator',
        model: 'claude-x',
        purpose: 'generating the patch',
        stepId: 's1',
        attempt: 2,
        prompt: digestOf('sent'),
        promptBytes: 4,
        redactions: 0,
      },
      finished('gen_1', { outcome: 'interrupted', exitCode: 130 }),
    ]);
    expect(
      artifact.model_calls.map(({ call_id, result, prompt, reply, fault }) => [
        call_id,
        result,
        prompt,
        reply,
        fault,
      ]),
    ).toEqual([
      ['c1', 'failed', digestOf('prompt'), null, 'overloaded'],
      ['c2', 'replied', digestOf('prompt'), digestOf('reply 1'), null],
      ['c9', 'unanswered', digestOf('sent'), null, null],
    ]);
  });

  it('counts a reply without a usable edit as a failed check of edit matching', () => {
    const { safety_checks: checks, attempts, metadata } = modelRun();
    expect(
      checks.map(({ check_type, passed, details, attempt }) => [check_type, passed, details, attempt]),
    ).toEqual([
      ['edit_matching', false, 'the search text is not in src/a.py', 1],
      ['syntax_validation', false, '1 syntax error', 2],
      ['syntax_validation', true, '1 file, no new syntax errors', 3],
    ]);
    expect(checks[2]?.files).toEqual([
      { path: 'src/a.py', digest: NEW_DIGEST, verified_by: ['tree-sitter', 'ruff'] },
    ]);
    expect(checks[1]?.diagnostics).toMatchObject([{ path: 'src/a.py', line: 3, column: 7 }]);
    expect(attempts).toEqual([
      { step_id: 's1', attempt: 1, result: 'reply_rejected' },
      { step_id: 's1', attempt: 2, result: 'gate_failed' },
      { step_id: 's1', attempt: 3, result: 'passed' },
    ]);
    expect(metadata).toMatchObject({ num_attempts: 3, num_retries: 2, num_safety_checks_passed: 1 });
  });

  it('names who decided, the risk with its factors, and stored files from the root of the work tree', () => {
    const { patches, decisions, file_modifications: files } = modelRun();
    expect(decisions).toMatchObject([{ path: 'src/a.py', decision: 'apply', decided_by: 'policy' }]);
    expect(patches).toMatchObject([
      {
        path: 'src/a.py',
        engines: ['claude-x'],
        status: 'applied',
        tolerances: ['indentation'],
        risk: { score: 0.25, factors: [{ name: 'share-changed' }, { name: 'retries' }] },
        diff_path: 'artifacts/runs/gen_1/patches/src/a.py.diff',
      },
    ]);
    expect(files).toEqual([
      {
        file_path: 'src/a.py',
        original_hash: OLD_DIGEST,
        modified_hash: NEW_DIGEST,
        lines_added: 3,
        lines_removed: 1,
        backup_path: 'artifacts/runs/gen_1/backups/src/a.py.before',
        timestamp: '2026-11-21T15:30:22.000Z',
        operation: 'modify',
        mode_before: 0o644,
        mode_after: 0o644,
        folders_made: [],
      },
    ]);
  });

  it('lists no file of a run that took its changes back', () => {
    const artifact = artifactOfEvents([
      started(),
      ...modelEvents('gen_1'),
      finished('gen_1', { outcome: 'error', exitCode: 5 }),
    ]);
    expect(artifact.file_modifications).toEqual([]);
    expect(artifact.patches).toMatchObject([{ status: 'accepted' }]);
    expect(artifact.metadata).toMatchObject({ total_lines_added: 0, num_files_modified: 0 });
  });

  it.each([
    ['hold', true, 'held'],
    ['decline', true, 'declined'],
    ['preview', true, 'previewed'],
    ['apply', true, 'accepted'],
    [null, true, 'staged'],
    [null, false, 'invalid'],
  ] as const)('calls a patch with the decision %s and validity %s %s', (decision, valid, status) => {
    const [staged] = modelEvents('gen_1').filter((event) => event.type === 'patch.staged');
    if (staged === undefined) throw new Error('no patch');
    const by = { path: 'src/a.py', decidedBy: 'flag', approver: '--dry-run', reason: '' } as const;
    const artifact = artifactOfEvents([
      started(),
      { ...staged, valid },
      ...(decision === null ? [] : [{ type: 'decision.made', decision, ...by } as const]),
      finished('gen_1', { outcome: 'held', exitCode: 4 }),
    ]);
    expect(artifact.patches.map((patch) => patch.status)).toEqual([status]);
  });
});

describe('contradictions', () => {
  it('are not found in a record that this code made', () => {
    expect(contradictionsOf(modelRun())).toEqual([]);
  });

  it.each([
    [
      'a total',
      (artifact: Artifact) => ({ ...artifact, metadata: { ...artifact.metadata, total_tokens_used: 1 } }),
    ],
    [
      'a removed check',
      (artifact: Artifact) => ({ ...artifact, safety_checks: artifact.safety_checks.slice(1) }),
    ],
    ['a lowered risk', (artifact: Artifact) => withRisk(artifact, 0.1)],
    ['success', (artifact: Artifact) => ({ ...artifact, success: false })],
    ['a time', (artifact: Artifact) => ({ ...artifact, timestamp_end: '2020-01-01T00:00:00.000Z' })],
  ])('are found after %s was edited', (_, edit) => {
    expect(contradictionsOf(edit(modelRun()))).not.toEqual([]);
  });
});

describe('the published schema', () => {
  it('is the one that the code gives: npm run schema', () => {
    expect(readFileSync(SCHEMA_URL, 'utf8')).toBe(artifactJsonSchema());
  });

  it('requires every field but those that are left out where they say nothing, and allows no other', () => {
    const schema = JSON.parse(artifactJsonSchema());
    const leftOut = ['tests', 'git', 'static_analysis', 'metrics', 'reverted'];
    const always = Object.keys(artifactSchema.shape).filter((name) => !leftOut.includes(name));
    expect(schema.required).toEqual(always);
    expect(schema.additionalProperties).toBe(false);
  });
});

function withRisk(artifact: Artifact, score: number): Artifact {
  const patches = artifact.patches.map((patch) => ({
    ...patch,
    risk: patch.risk && { ...patch.risk, score },
  }));
  return { ...artifact, patches };
}
