import { expect, test } from 'vitest';
import { createCandidate } from '../../../src/domain/candidate.ts';
import type { Verdict } from '../../../src/domain/ports.ts';
import { createPublicInterfaceGate } from '../../../src/safety/gates/public-interface.ts';
import { createProject } from '../../support/cli.ts';

async function judge(path: string, before: string, after: string): Promise<Verdict> {
  const change = { path, before: Buffer.from(before), after: Buffer.from(after), tolerances: [] };
  const candidate = createCandidate({ read: async () => null, list: async () => [] }, [change]);
  return createPublicInterfaceGate(true).check(candidate, new AbortController().signal);
}

test('the gate names what can break who uses a file', async () => {
  const verdict = await judge('a.py', 'def f(a): pass\ndef g(): pass\n', 'def f(a, b): pass\n');
  expect(verdict).toMatchObject({
    passed: false,
    summary:
      'The public interface has to stay: a.py removed g: def g(); a.py changed f: def f(a) → def f(a, b).',
    diagnostics: [{ path: 'a.py', kind: 'public-interface' }, { path: 'a.py' }],
  });
});

test('the gate lets pass what only adds, and what happens in tests', async () => {
  expect((await judge('a.py', 'def f(a): pass\n', 'def f(a, b=1): pass\ndef g(): pass\n')).passed).toBe(true);
  expect((await judge('test_a.py', 'def test_f(): pass\n', 'def test_g(): pass\n')).passed).toBe(true);
});

test('the gate asks nothing unless the interface has to stay', () => {
  expect(createPublicInterfaceGate(false).appliesTo('a.py')).toBe(false);
  expect(createPublicInterfaceGate(true).appliesTo('a.py')).toBe(true);
});

const FILES = { 'name.ts': 'export function formatName(name: string): string {\n  return name.trim();\n}\n' };
const TASK = ['refactor', 'Rename formatName to formatFullName', '-t', 'name.ts', '--auto-apply'];

test('a recipe that renames is refused under --keep-api, and by the config', async () => {
  const project = await createProject(FILES);
  const result = await project.ouroboros([...TASK, '--keep-api']);
  expect(result.exitCode).toBe(1);
  expect(result.stdout).toContain('removed formatName');
  project.write('ouroboros.config.json', '{ "keepApi": true }');
  expect((await project.ouroboros(TASK)).exitCode).toBe(1);
  expect(project.read('name.ts')).toBe(FILES['name.ts']);
  expect(project.artifacts()[0]?.request?.keep_api).toBe(true);
});

test('without it the run, its record and `status` say what becomes of the interface', async () => {
  const project = await createProject(FILES);
  const result = await project.ouroboros(TASK);
  expect(result.exitCode).toBe(0);
  const [artifact] = project.artifacts();
  expect(artifact?.patches[0]?.public_interface).toMatchObject({
    removed: [{ name: 'formatName' }],
    added: [{ name: 'formatFullName' }],
    breaking: ['formatName'],
  });
  expect(result.stdout).toContain('Public interface');
  const status = await project.ouroboros(['status', '--latest']);
  expect(status.stdout).toContain('name.ts: removed formatName');
});
