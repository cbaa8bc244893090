import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createProject, type Project } from '../support/cli.ts';

const BEFORE = 'export function add(a, b) {\n  return a + b;\n}\n';
const AFTER = BEFORE.replace('a + b;', 'b + a;');
const EDIT = { edits: [{ file: 'calc.js', search: 'return a + b;', replace: 'return b + a;' }] };
const TASK = [
  'refactor',
  'Turn it round',
  '-t',
  'calc.js',
  '--engine',
  'model',
  '--mock-script',
  'reply.json',
];

async function projectWithReply(): Promise<Project> {
  return createProject({ 'calc.js': BEFORE, 'reply.json': JSON.stringify([EDIT]) });
}

/** A run as it is left by a kill right after an event: the log ends there, and nothing was made of it. */
async function killedAfter(event: string, project: Project, options: readonly string[]): Promise<string> {
  const done = await project.ouroboros([...TASK, '--auto-apply', '--max-risk', '1', ...options]);
  expect(done.exitCode).toBe(0);
  const artifacts = join(project.root, 'artifacts');
  const [runId = ''] = readdirSync(join(artifacts, 'runs'));
  const log = join(artifacts, 'runs', runId, 'events.ndjson');
  const lines = readFileSync(log, 'utf8').split('\n');
  const last = lines.findLastIndex((line) => line.includes(`"type":"${event}"`));
  writeFileSync(log, `${lines.slice(0, last + 1).join('\n')}\n`);
  rmSync(join(artifacts, `artifact_metadata_${runId}.json`));
  return runId;
}

it('undoes a run that was killed when its change was written, at once', async () => {
  const project = await projectWithReply();
  const runId = await killedAfter('change.applied', project, []);
  const status = await project.ouroboros(['status', '--run-id', runId]);
  expect(status.stdout).toContain('The process ended before the run did, with calc.js written.');
  expect(status.stdout).toContain(`ouroboros undo ${runId}`);
  const [listed] = JSON.parse((await project.ouroboros(['list-runs', '--json'])).stdout);
  expect(listed).toMatchObject({ outcome: 'interrupted', files_modified: 1 });
  const undone = await project.ouroboros(['undo', runId]);
  expect(undone).toMatchObject({ exitCode: 0 });
  expect(project.read('calc.js')).toBe(BEFORE);
});

it.each([
  ['undo --latest', () => ['undo', '--latest']],
  ['undo RUN', (runId: string) => ['undo', runId]],
  ['test RUN', (runId: string) => ['test', runId]],
  ['another task', () => [...TASK, '--dry-run']],
] as const)('takes a change back whose last checks did not end, at the next %s', async (_, wordsFor) => {
  const project = await projectWithReply();
  const runId = await killedAfter('change.applied', project, ['--revert-if-worse']);
  expect(project.read('calc.js')).toBe(AFTER);
  const next = await project.ouroboros(wordsFor(runId));
  expect(project.read('calc.js')).toBe(BEFORE);
  expect(next.stdout + next.stderr).toContain(
    'was interrupted before its last checks ended; its change was taken back',
  );
  const artifact = project.artifacts().find((one) => one.run_id === runId);
  expect(artifact).toMatchObject({ outcome: 'interrupted', file_modifications: [] });
});

it('lets a change stand whose last checks had ended well', async () => {
  const project = await projectWithReply();
  const runId = await killedAfter('metrics.compared', project, ['--revert-if-worse']);
  const undone = await project.ouroboros(['undo', runId]);
  expect(undone).toMatchObject({ exitCode: 0 });
  expect(project.artifacts().find((one) => one.run_id === runId)).toMatchObject({ outcome: 'applied' });
});

it('leaves a file alone that was changed since, and says so', async () => {
  const project = await projectWithReply();
  await killedAfter('change.applied', project, ['--revert-if-worse']);
  project.write('calc.js', `${AFTER}// mine\n`);
  const next = await project.ouroboros([...TASK, '--dry-run']);
  expect(next.stdout).toContain(
    'was interrupted before its last checks ended. The change cannot be taken back: calc.js',
  );
  expect(project.read('calc.js')).toBe(`${AFTER}// mine\n`);
});

it('means the run that applied it where a run was held and applied later', async () => {
  const project = await projectWithReply();
  await project.ouroboros([...TASK, '--max-risk', '1']);
  const [runId = ''] = readdirSync(join(project.root, 'artifacts/runs'));
  await project.ouroboros(['apply', runId]);
  expect(project.read('calc.js')).toBe(AFTER);
  const tested = await project.ouroboros(['test', runId]);
  expect(tested.stdout).not.toContain('is no longer as the run found or left it');
  expect((await project.ouroboros(['list-runs'])).stdout).toMatch(/ test gen_\w+: Turn it round/);
  expect(await project.ouroboros(['undo', runId])).toMatchObject({ exitCode: 0 });
  expect(project.read('calc.js')).toBe(BEFORE);
});
