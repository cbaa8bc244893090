import {
  linkSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createProject, eventsOf, type CliResult, type Project } from '../support/cli.ts';

const LATIN = Buffer.from([0x61, 0x20, 0x3d, 0x20, 0x22, 0xe9, 0x22, 0x0a]);

function outside(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-outside-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'theirs.py'), 'a = 1\n');
  return join(folder, 'theirs.py');
}

async function refused(project: Project, target: string): Promise<CliResult> {
  const result = await project.ouroboros(['refactor', 'x', '-t', target, '--mock', '--auto-apply', '--json']);
  expect(eventsOf(result).at(-1)).toMatchObject({ type: 'run.finished', outcome: 'refused', exit_code: 3 });
  expect(result.exitCode).toBe(3);
  expect(project.artifacts()).toMatchObject([{ outcome: 'refused', success: false, file_modifications: [] }]);
  return result;
}

it.each([
  ['is binary', 'binary.py', Buffer.from([1, 0, 2])],
  ['is not UTF-8', 'latin.py', LATIN],
  ['is larger than the limit', 'large.py', Buffer.alloc(11_000_000, 'a')],
])('refuses a file that %s, on record, and leaves its bytes', async (_name, path, bytes) => {
  const project = await createProject({ [path]: bytes });
  await refused(project, path);
  expect(Buffer.from(project.bytes(path)).equals(bytes)).toBe(true);
});

it('refuses a file outside of the repository, named as such or behind a link, on record', async () => {
  const theirs = outside();
  for (const target of [theirs, 'link.py']) {
    const project = await createProject({ 'a.py': 'a = 1\n' });
    symlinkSync(theirs, join(project.root, 'link.py'));
    const result = await refused(project, target);
    expect(JSON.stringify(eventsOf(result).at(-1)?.['reason'])).toContain('outside the repository');
  }
  expect(readFileSync(theirs, 'utf8')).toBe('a = 1\n');
});

it('refuses a file that has a second name, before a model is asked', async () => {
  const project = await createProject({ 'a.py': 'a = 1\n' });
  linkSync(join(project.root, 'a.py'), join(project.root, 'b.py'));
  const result = await refused(project, 'a.py');
  expect(eventsOf(result).filter((event) => event['type'] === 'model.requested')).toEqual([]);
});

it('edits the file behind a link inside the repository and keeps the link', async () => {
  const project = await createProject({ 'src/real.py': 'a = 1\n' });
  symlinkSync('src/real.py', join(project.root, 'link.py'));
  const result = await project.ouroboros(['refactor', 'x', '-t', 'link.py', '--mock', '--auto-apply']);
  expect(result.exitCode).toBe(0);
  expect(project.read('src/real.py')).not.toBe('a = 1\n');
  expect(readlinkSync(join(project.root, 'link.py'))).toBe('src/real.py');
});

it('feeds back a reply that would write where nothing may be written', async () => {
  const project = await createProject({ 'total.py': 'total = 1\n' });
  symlinkSync(tmpdir(), join(project.root, 'out'));
  symlinkSync('nowhere.py', join(project.root, 'dangling.py'));
  const replies = ['artifacts/evil.py', 'out/evil.py', 'dangling.py'].map((file) => ({
    files: [{ file, content: 'a = 1\n' }],
  }));
  const good = { edits: [{ file: 'total.py', search: 'total = 1', replace: 'total = 2' }] };
  project.write('script.json', JSON.stringify([...replies, good]));
  const args = [
    '--mock-script',
    'script.json',
    '--max-attempts',
    '4',
    '--max-risk',
    '1',
    '--auto-apply',
    '--json',
  ];
  const result = await project.ouroboros(['refactor', 'x', '-t', 'total.py', ...args]);
  expect(eventsOf(result).at(-1)).toMatchObject({ outcome: 'applied' });
  expect(project.read('total.py')).toBe('total = 2\n');
  expect(project.artifacts()[0]?.models_used.at(-1)).toMatchObject({ retry_count: 3 });
});

it('refuses a credential file that nobody confirmed, on record and with a way out', async () => {
  const project = await createProject({ '.env': 'A=1\n' });
  const result = await refused(project, '.env');
  expect(eventsOf(result).at(-1)).toMatchObject({ hint: expect.stringContaining('--yes') });
});

it('refuses a function that the targets do not define, and names the nearest', async () => {
  const project = await createProject({ 'a.py': 'def load_user():\n    return 1\n' });
  const result = await project.ouroboros(['refactor', 'x', '-t', 'a.py', '-f', 'load_usr', '--mock']);
  expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('load_user') });
});

it.each([
  [
    'py',
    'import os\n\n\nclass A:\n    @property\n    def f(self):\n        return 1\n\n    def g(self):\n        return 2\n',
    'A.f',
  ],
  [
    'ts',
    'export const g = 1;\nexport class A {\n  async f(): Promise<number> {\n    return g;\n  }\n}\n',
    'f',
  ],
])('lets the mock model change nothing but the function that -f names (%s)', async (ending, text, name) => {
  const project = await createProject({ [`a.${ending}`]: text });
  const args = ['refactor', 'x', '-t', `a.${ending}`, '-f', name, '--mock', '--auto-apply'];
  expect(await project.ouroboros(args)).toMatchObject({ exitCode: 0 });
  expect(project.artifacts()[0]?.models_used.at(-1)).toMatchObject({ retry_count: 0 });
});
