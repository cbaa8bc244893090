import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/domain/digest.ts';
import { artifactSchema } from '../../src/provenance/artifact-schema.ts';
import { contradictionsOf } from '../../src/provenance/artifact-totals.ts';
import { createProvenanceRecorder } from '../../src/provenance/library-recorder.ts';
import { scratchFolders } from '../support/scratch.ts';
import { tickingClock } from './sample-run.ts';

const newFolder = scratchFolders();

function newRecorder(runId?: string): ReturnType<typeof createProvenanceRecorder> {
  const clock = tickingClock();
  const now = (): Date => clock.now();
  return createProvenanceRecorder({
    issueDescription: 'Add caching',
    now,
    ...(runId === undefined ? {} : { runId }),
  });
}

const USE = {
  phase: 'generator',
  modelName: 'm',
  purpose: 'write',
  tokensUsed: 10,
  durationMs: 20.4,
} as const;

describe('the recorder of the library', () => {
  it('gives a valid artifact of what it was told', () => {
    const recorder = newRecorder('gen_1');
    recorder.recordModelUse({ ...USE, retryCount: 1, numSteps: 2, costUsd: 0.25 });
    recorder.recordModelUse({ ...USE, phase: 'compressor', compressionRatio: 0.5 });
    recorder.recordSafetyCheck({ checkType: 'syntax_validation', passed: true, details: 'ok' });
    recorder.recordFileModification({
      filePath: 'a.py',
      originalHash: null,
      modifiedHash: digestOf('new'),
      linesAdded: 3,
      linesRemoved: 0,
    });
    recorder.finish({ success: true });
    const artifact = recorder.toJSON();
    expect(artifactSchema.parse(artifact)).toEqual(artifact);
    expect(contradictionsOf(artifact)).toEqual([]);
    expect(artifact).toMatchObject({
      run_id: 'gen_1',
      kind: 'library',
      issue_description: 'Add caching',
      timestamp_start: '2026-11-21T15:30:00.000Z',
      timestamp_end: '2026-11-21T15:30:03.000Z',
      duration_seconds: 3,
      success: true,
      outcome: 'applied',
      models_used: [
        { phase: 'generator', num_steps: 2, retry_count: 1, cost_usd: 0.25, duration_ms: 20 },
        { phase: 'compressor', compression_ratio: 0.5, cost_usd: null },
      ],
      file_modifications: [{ file_path: 'a.py', operation: 'create', backup_path: null }],
      metadata: {
        total_tokens_used: 20,
        total_cost_usd: null,
        total_lines_added: 3,
        num_safety_checks_passed: 1,
      },
      event_log: null,
    });
  });

  it('saves the same to a file', () => {
    const recorder = newRecorder();
    recorder.finish({ success: false });
    const path = join(newFolder(), 'record.json');
    recorder.save(path);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(recorder.toJSON());
    expect(recorder.toJSON()).toMatchObject({ outcome: 'failed', exit_code: 1 });
  });

  it('names its run by time and chance when nobody does', () => {
    expect(newRecorder().runId).toMatch(/^gen_20261121_153000_[0-9a-f]{6}$/);
    expect(newRecorder().runId).not.toBe(newRecorder().runId);
  });

  it('counts as interrupted until it is finished, and records nothing after that', () => {
    const recorder = newRecorder();
    expect(recorder.toJSON()).toMatchObject({ success: false, outcome: 'interrupted' });
    recorder.finish({ success: true });
    expect(recorder.toJSON()).toMatchObject({ success: true, outcome: 'unchanged' });
    expect(() => recorder.recordModelUse(USE)).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(() => recorder.finish({ success: false })).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it.each([
    ['a hash without its algorithm', { originalHash: 'abc' }],
    ['a negative count', { linesAdded: -1 }],
    ['half a line', { linesRemoved: 0.5 }],
  ])('refuses %s', (_, wrong) => {
    const recorder = newRecorder();
    recorder.recordFileModification({
      filePath: 'a.py',
      originalHash: digestOf('old'),
      modifiedHash: digestOf('new'),
      linesAdded: 1,
      linesRemoved: 1,
      ...wrong,
    });
    expect(() => recorder.toJSON()).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
