import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createProject, eventsOf, type CliResult, type Project } from '../support/cli.ts';

const PYTHON =
  'def total(items):\n    result = 0\n    for item in items:\n        result += item\n    return result\n';

/** Runs `refactor` with a script as the model and gives the events. */
async function play(project: Project, script: unknown, args: readonly string[] = []): Promise<CliResult> {
  const path = join(project.root, '..', `${project.root.split('/').at(-1)}-script.json`);
  writeFileSync(path, JSON.stringify(script));
  return project.ouroboros([
    'refactor',
    'Use sum',
    '-t',
    'total.py',
    '--mock-script',
    path,
    '--json',
    ...args,
  ]);
}

const GOOD = { edits: [{ file: 'total.py', search: 'result = 0\n', replace: 'result = 0  # start\n' }] };
const BROKEN = { edits: [{ file: 'total.py', search: 'return result', replace: 'return (result' }] };

it('applies a scripted edit and records it', async () => {
  const project = await createProject({ 'total.py': PYTHON });
  const result = await play(project, [GOOD], ['--auto-apply']);
  const events = eventsOf(result);
  expect(events[0]).toMatchObject({ seq: 0, type: 'run.started', mock: true });
  expect(events.at(-1)).toMatchObject({ type: 'run.finished', outcome: 'applied', exit_code: 0 });
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  expect(project.read('total.py')).toBe(PYTHON.replace('result = 0\n', 'result = 0  # start\n'));
  expect(project.artifacts()[0]).toMatchObject({
    run_id: events.at(-1)?.['run_id'],
    success: true,
    mock: true,
    file_modifications: [{ file_path: 'total.py', lines_added: 1, lines_removed: 1 }],
  });
});

it('never writes an edit that does not parse: three attempts, exit 1, the file as it was', async () => {
  const project = await createProject({ 'total.py': PYTHON });
  const other = { edits: [{ file: 'total.py', search: 'result += item', replace: 'result += (item' }] };
  const third = { edits: [{ file: 'total.py', search: 'for item in items:', replace: 'for item in items' }] };
  const result = await play(project, [BROKEN, other, third], ['--auto-apply']);
  expect(result.exitCode).toBe(1);
  expect(project.read('total.py')).toBe(PYTHON);
  const [artifact] = project.artifacts();
  expect(artifact).toMatchObject({ success: false, outcome: 'failed', file_modifications: [] });
  const generator = artifact?.['models_used'].find((use: { phase: string }) => use.phase === 'generator');
  expect(generator).toMatchObject({ retry_count: 2 });
  const syntax = artifact?.['safety_checks'].filter(
    (check: { check_type: string }) => check.check_type === 'syntax_validation',
  );
  expect(syntax?.map((check: { passed: boolean }) => check.passed)).toEqual([false, false, false]);
});

it('heals: the error is fed back and the next attempt is applied', async () => {
  const project = await createProject({ 'total.py': PYTHON });
  const result = await play(project, [BROKEN, GOOD], ['--auto-apply', '--max-risk', '0.5']);
  expect(result.exitCode).toBe(0);
  expect(eventsOf(result).filter((event) => event['type'] === 'gate.failed')).toHaveLength(1);
  expect(project.artifacts()[0]?.['models_used'].at(-1)).toMatchObject({
    phase: 'generator',
    retry_count: 1,
    num_steps: 1,
  });
});

it('ends the attempts early when the answer stays the same', async () => {
  const project = await createProject({ 'total.py': PYTHON });
  const result = await play(project, [BROKEN, BROKEN, GOOD], ['--auto-apply']);
  expect(result.exitCode).toBe(1);
  expect(eventsOf(result).filter((event) => event['type'] === 'attempt.started')).toHaveLength(2);
  expect(project.read('total.py')).toBe(PYTHON);
});

it.each([
  [
    'a search text that is not in the file',
    { edits: [{ file: 'total.py', search: 'nowhere', replace: 'x' }] },
  ],
  ['a search text that stands twice', { edits: [{ file: 'total.py', search: 'result', replace: 'x' }] }],
  ['an empty search text', { edits: [{ file: 'total.py', search: '', replace: 'x' }] }],
  ['a file outside the plan', { edits: [{ file: 'other.py', search: 'a = 1', replace: 'a = 2' }] }],
  ['a file outside the repository', { files: [{ file: '../escaped.py', content: 'a = 1\n' }] }],
  ['a whole new file over an existing one', { files: [{ file: 'other.py', content: 'a = 2\n' }] }],
  ['a reply without a tool call', { text: 'I would use sum().' }],
  ['a malformed tool call', { tool_input: { edits: 'all of it' } }],
  ['a tool call that was cut short', { fault: 'truncated' }],
  ['a stop reason that says the reply is not whole', { ...GOOD, stop_reason: 'max_tokens' }],
  [
    'a placeholder for the rest of the code',
    {
      edits: [
        {
          file: 'total.py',
          search: '    result = 0\n    for item in items:\n        result += item\n',
          replace: '    result = 0\n    # ... rest of the code unchanged ...\n',
        },
      ],
    },
  ],
])('refuses %s and changes nothing', async (_name, reply) => {
  const project = await createProject({ 'total.py': PYTHON, 'other.py': 'a = 1\n' });
  const result = await play(project, [reply], ['--auto-apply', '--max-risk', '1', '--max-attempts', '1']);
  expect(eventsOf(result).at(-1)).toMatchObject({ outcome: 'failed', exit_code: 1 });
  expect(result.exitCode).toBe(1);
  expect(project.read('total.py')).toBe(PYTHON);
  expect(project.read('other.py')).toBe('a = 1\n');
});

it('writes nothing when the second of two files fails', async () => {
  const project = await createProject({ 'total.py': PYTHON, 'other.py': 'a = 1\n' });
  const reply = { edits: [...GOOD.edits, { file: 'other.py', search: 'a = 1', replace: 'a = (1' }] };
  const result = await play(project, [reply], ['-t', 'other.py', '--auto-apply', '--max-attempts', '1']);
  expect(result.exitCode).toBe(1);
  expect(project.read('total.py')).toBe(PYTHON);
});

it.each(['429', '500', '529', 'reset', 'stall'])('tries again after %s and applies', async (fault) => {
  const project = await createProject({ 'total.py': PYTHON });
  const result = await play(project, [{ fault }, GOOD], ['--auto-apply']);
  expect(result.exitCode).toBe(0);
  expect(eventsOf(result).filter((event) => event['type'] === 'model.failed')).toHaveLength(1);
});

it('calls a script that runs out a failure of the model', async () => {
  const project = await createProject({ 'total.py': PYTHON });
  const result = await play(project, []);
  expect(eventsOf(result).at(-1)).toMatchObject({ outcome: 'failed', exit_code: 1 });
});

it('holds a patch that nobody approved, and applies it later by its run id', async () => {
  const project = await createProject({ 'total.py': PYTHON });
  const held = await play(project, [GOOD]);
  expect(held.exitCode).toBe(4);
  expect(project.read('total.py')).toBe(PYTHON);
  const runId = String(eventsOf(held).at(-1)?.['run_id']);
  const applied = await project.ouroboros(['apply', runId, '--json']);
  expect(eventsOf(applied).at(-1)).toMatchObject({ outcome: 'applied', exit_code: 0 });
  expect(project.read('total.py')).toContain('# start');
  const artifact = project.artifacts().at(-1);
  expect(artifact).toMatchObject({
    kind: 'apply',
    parent_run_id: runId,
    decisions: [{ decided_by: 'person' }],
  });
});

it('does not apply a stored patch to a file that changed since', async () => {
  const project = await createProject({ 'total.py': PYTHON });
  const held = await play(project, [GOOD]);
  project.write('total.py', `# mine\n${PYTHON}`);
  const applied = await project.ouroboros(['apply', String(eventsOf(held).at(-1)?.['run_id'])]);
  expect(applied.exitCode).toBe(5);
  expect(project.read('total.py')).toBe(`# mine\n${PYTHON}`);
});

it('previews without writing, whatever the risk', async () => {
  const project = await createProject({ 'total.py': PYTHON });
  const result = await play(project, [GOOD], ['--dry-run', '--max-risk', '0']);
  expect(eventsOf(result).at(-1)).toMatchObject({ outcome: 'previewed', exit_code: 0 });
  expect(project.read('total.py')).toBe(PYTHON);
  expect(project.artifacts()[0]).toMatchObject({ success: true, file_modifications: [] });
});

it('holds what is above the risk limit', async () => {
  const project = await createProject({ 'total.py': PYTHON });
  const result = await play(project, [GOOD], ['--auto-apply', '--max-risk', '0']);
  expect(result.exitCode).toBe(4);
  expect(project.read('total.py')).toBe(PYTHON);
});

it('undoes a run byte for byte, and the undo as well', async () => {
  const bytes = Buffer.from(`\uFEFF${PYTHON.replaceAll('\n', '\r\n').slice(0, -2)}`);
  const project = await createProject({ 'total.py': bytes });
  const applied = await play(project, [GOOD], ['--auto-apply', '--max-risk', '0.6']);
  expect(applied.exitCode).toBe(0);
  expect(Buffer.from(project.bytes('total.py')).equals(bytes)).toBe(false);
  const undone = await project.ouroboros(['undo', '--latest', '--json']);
  expect(eventsOf(undone).at(-1)).toMatchObject({ outcome: 'applied', exit_code: 0 });
  expect(Buffer.from(project.bytes('total.py')).equals(bytes)).toBe(true);
  const redone = await project.ouroboros(['undo', String(eventsOf(undone).at(-1)?.['run_id'])]);
  expect(redone.exitCode).toBe(0);
  expect(project.read('total.py')).toContain('# start\r\n');
});

it('does not undo over later edits', async () => {
  const project = await createProject({ 'total.py': PYTHON });
  await play(project, [GOOD], ['--auto-apply']);
  project.write('total.py', 'x = 1\n');
  const undone = await project.ouroboros(['undo', '--latest']);
  expect(undone.exitCode).toBe(5);
  expect(undone.stdout + undone.stderr).toContain('total.py');
  expect(project.read('total.py')).toBe('x = 1\n');
});

it('stops before the token budget is exceeded', async () => {
  const project = await createProject({ 'total.py': PYTHON });
  const result = await play(project, [GOOD], ['--max-tokens', '10']);
  expect(eventsOf(result).at(-1)).toMatchObject({ outcome: 'stopped', exit_code: 6 });
});
