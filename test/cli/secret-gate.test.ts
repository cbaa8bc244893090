import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { createProject, eventsOf } from '../support/cli.ts';
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

test('a secret of the model is refused, fed back hidden, and stands nowhere in the record', async () => {
  const project = await createProject({ 'client.py': 'def connect():\n    return open_client()\n' });
  const edit = (argument: string): object => ({
    edits: [{ file: 'client.py', search: 'open_client()', replace: `open_client(${argument})` }],
  });
  const script = join(scratch(), 'script.json');
  writeFileSync(script, JSON.stringify([edit(`"${SECRET}"`), edit('TOKEN')]));
  const result = await project.ouroboros([
    'refactor',
    'Give the client its token',
    '-t',
    'client.py',
    '--mock-script',
    script,
    '--json',
    '--auto-apply',
  ]);
  const failed = eventsOf(result).filter(({ type }) => type === 'gate.failed');
  expect(failed).toMatchObject([{ gate: 'secrets', attempt: 1 }]);
  expect(project.read('client.py')).toContain('open_client(TOKEN)');
  expect(result.stdout + result.stderr).not.toContain(SECRET);
  expect(filesWith(SECRET, project.root)).toEqual([]);
});
