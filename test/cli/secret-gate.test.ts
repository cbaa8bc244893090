import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { createProject, eventsOf, type CliResult, type Project } from '../support/cli.ts';
import { fakeSecrets } from '../support/fake-secrets.ts';
import { scratchFolders } from '../support/scratch.ts';

const scratch = scratchFolders();

const SECRET = fakeSecrets().find(({ name }) => name === 'github fine')?.secret ?? '';

/** The files below a folder, binary ones too, that hold a text. */
function filesWith(text: string, folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name));
  return paths.filter((path) => readFileSync(path).includes(text)).map((path) => relative(folder, path));
}

/** Runs a task whose replies put these arguments into a call, one after the other. */
async function playArguments(values: readonly string[]): Promise<{ project: Project; result: CliResult }> {
  const project = await createProject({ 'client.py': 'def connect():\n    return open_client()\n' });
  const script = join(scratch(), 'script.json');
  const replies = values.map((value) => ({
    edits: [{ file: 'client.py', search: 'open_client()', replace: `open_client(${value})` }],
  }));
  writeFileSync(script, JSON.stringify(replies));
  const task = ['refactor', 'Give the client its token', '-t', 'client.py'];
  const result = await project.ouroboros([...task, '--mock-script', script, '--json', '--auto-apply']);
  return { project, result };
}

test.each([
  ['refused for it', 'secrets', `"${SECRET}"`],
  ['refused for its syntax', 'syntax', `"${SECRET}"))`],
])('a secret of the model, %s, stands nowhere in the record', async (_, gate, value) => {
  const { project, result } = await playArguments([value, 'None']);
  const failed = eventsOf(result).filter(({ type }) => type === 'gate.failed');
  expect(failed).toMatchObject([{ gate, attempt: 1 }]);
  expect(project.read('client.py')).toContain('open_client(None)');
  expect(result.stdout + result.stderr).not.toContain(SECRET);
  expect(filesWith(SECRET, project.root)).toEqual([]);
});
