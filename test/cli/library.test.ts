import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createPipeline, createProvenanceRecorder, validate, validateFile } from '../../src/index.ts';
import { artifactSchema } from '../../src/provenance/artifact-schema.ts';
import { createProject } from '../support/cli.ts';

const SOURCE = 'def total(items):\n    return sum(items)\n';

it('prepares patches, offers those under a limit, applies one with a backup', async () => {
  const project = await createProject({ 'total.py': SOURCE });
  const pipeline = await createPipeline({ cwd: project.root, mock: true, environment: {} });
  const prepared = await pipeline.prepare({ text: 'Use sum', targets: ['total.py'] });
  expect(prepared).toMatchObject({
    outcome: 'held',
    attempts: 1,
    patches: [{ path: 'total.py', isValid: true }],
  });
  expect(prepared.applicablePatches(0)).toEqual([]);
  const [patch] = prepared.applicablePatches(1);
  expect(project.read('total.py')).toBe(SOURCE);
  const applied = await prepared.applyPatch(patch!, { backup: true });
  expect(applied.outcome).toBe('applied');
  expect(project.read('total.py')).not.toBe(SOURCE);
  expect(readFileSync(applied.backupPath!, 'utf8')).toBe(SOURCE);
  const artifact = artifactSchema.parse(JSON.parse(readFileSync(applied.artifactPath, 'utf8')));
  expect(artifact).toMatchObject({ parent_run_id: prepared.runId, success: true });
});

it('tells how the builder failed, with its attempts', async () => {
  const project = await createProject({ 'total.py': SOURCE });
  const script = join(project.root, 'script.json');
  const edit = (replace: string): object => ({
    edits: [{ file: 'total.py', search: 'sum(items)', replace }],
  });
  writeFileSync(script, JSON.stringify([edit('sum(items'), edit('sum items)')]));
  const pipeline = await createPipeline({ cwd: project.root, mock: script, maxAttempts: 2, environment: {} });
  const prepared = await pipeline.prepare({ text: 'Use sum', targets: ['total.py'] });
  expect(prepared).toMatchObject({ outcome: 'failed', attempts: 2, patches: [] });
});

it('validates code and files', async () => {
  const project = await createProject({ 'a.ts': 'const a: number = 1;\n' });
  expect(await validate('def f(:\n    pass\n', 'python')).toMatchObject({
    isValid: false,
    errors: [{ line: 1 }],
  });
  expect(await validateFile(join(project.root, 'a.ts'))).toMatchObject({ isValid: true, errors: [] });
});

it('records provenance by itself', async () => {
  const project = await createProject({});
  const recorder = createProvenanceRecorder({ issueDescription: 'Add caching' });
  recorder.finish({ success: true });
  const path = join(project.root, 'record.json');
  recorder.save(path);
  expect(artifactSchema.parse(JSON.parse(readFileSync(path, 'utf8')))).toMatchObject({ success: true });
});
