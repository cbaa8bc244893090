import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProject, eventsOf, type CliResult, type Project } from '../support/cli.ts';
import { scratchFolders } from '../support/scratch.ts';

const scratch = scratchFolders();

const BEFORE = 'def total(items):\n    return sum(items)\n';

async function play(
  disabledGates: readonly string[],
  options: readonly string[] = [],
  replace = 'sum(list(items))',
): Promise<{ readonly project: Project; readonly result: CliResult }> {
  const config = `${JSON.stringify({ disabledGates })}\n`;
  const project = await createProject({ 'm.py': BEFORE, 'ouroboros.config.json': config });
  const script = join(scratch(), 'script.json');
  writeFileSync(script, JSON.stringify([{ edits: [{ file: 'm.py', search: 'sum(items)', replace }] }]));
  const task = ['refactor', 'Improve the code', '-t', 'm.py', '--mock-script', script, '--auto-apply'];
  return { project, result: await project.ouroboros([...task, '--max-risk', '1', ...options]) };
}

describe('gates that the config switches off', () => {
  it('are told in the output of the run, and no patch is called valid that nobody parsed', async () => {
    const { project, result } = await play(['secrets', 'syntax'], [], 'sum(items');
    expect(result.stdout).toContain(
      'The gates secrets, syntax judged nothing: disabledGates in ouroboros.config.json switches them off.',
    );
    expect(result.stdout).toMatch(/^m\.py {2}unparsed /m);
    const status = await project.ouroboros(['status', '--latest']);
    expect(status.stdout).toMatch(/m\.py +unparsed /);
    expect(status.stdout).toContain('gates off: secrets, syntax');
  });

  it('are told as an event and in the artifact, one as well', async () => {
    const { project, result } = await play(['lint'], ['--json']);
    const message = 'The gate lint judged nothing: disabledGates in ouroboros.config.json switches it off.';
    const events = eventsOf(result);
    expect(events.filter(({ type }) => type === 'notice.given')).toMatchObject([{ message }]);
    expect(project.artifacts()).toMatchObject([
      { request: { disabled_gates: ['lint'] }, notices: [message] },
    ]);
    const judged = events.filter(({ type }) => type === 'gate.passed');
    expect(judged.map(({ gate }) => gate)).toContain('syntax');
    expect(judged.map(({ gate }) => gate)).not.toContain('lint');
  });

  it('are none where the config names none: each gate that judged says how long it took', async () => {
    const { result } = await play([], ['--json']);
    const events = eventsOf(result);
    expect(events.filter(({ type }) => type === 'notice.given')).toEqual([]);
    const judged = events.filter(({ type }) => type === 'gate.passed');
    expect(judged.length).toBeGreaterThan(10);
    expect(judged.filter((event) => typeof event['duration_ms'] !== 'number')).toEqual([]);
  });

  it('cannot be switched off by the run itself', async () => {
    const project = await createProject({ 'm.py': BEFORE });
    const script = join(scratch(), 'script.json');
    const file = { file: 'ouroboros.config.json', content: '{"disabledGates": ["syntax"]}\n' };
    writeFileSync(script, JSON.stringify([{ files: [file] }]));
    const task = ['refactor', 'Improve the code', '-t', 'm.py', '--mock-script', script, '--auto-apply'];
    const result = await project.ouroboros([...task, '--max-risk', '1', '--max-attempts', '1']);
    expect(result).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('protected-paths gate failed'),
    });
    expect(() => project.read('ouroboros.config.json')).toThrow('ENOENT');
  });
});
