import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createProject, eventsOf } from '../support/cli.ts';

const example = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../examples/invoices/${name}`, import.meta.url)), 'utf8');

const TASK = 'Turn the method format_amount of class InvoiceService into a function and update its calls';

it('does the job of the README, whose tests still pass, and says the second time that nothing is left', async () => {
  const source = example('invoice.py');
  const project = await createProject({
    'invoice.py': source,
    'test_invoice.py': example('test_invoice.py'),
  });
  const first = await project.ouroboros(['refactor', TASK, '-t', 'invoice.py', '--auto-apply', '--json']);
  expect(eventsOf(first).at(-1)).toMatchObject({ outcome: 'applied', exit_code: 0 });
  execFileSync('python3', ['-m', 'unittest', '-q'], { cwd: project.root, stdio: 'pipe' });
  const [artifact] = project.artifacts();
  expect(artifact?.models_used).toMatchObject([{ phase: 'generator', tokens_used: 0 }]);

  const second = await project.ouroboros(['refactor', TASK, '-t', 'invoice.py', '--auto-apply']);
  expect(second.exitCode).toBe(0);
  expect(second.stdout).toContain(`ouroboros undo ${artifact?.run_id}`);
  expect(second.stdout).toMatch(/^unchanged: /m);

  expect((await project.ouroboros(['undo', '--latest'])).exitCode).toBe(0);
  expect(project.read('invoice.py')).toBe(source);
});

it('works outside git', async () => {
  const project = await createProject({ 'a.py': 'import os\n\nprint(1)\n' }, { git: false });
  const result = await project.ouroboros(['refactor', 'Remove unused imports', '-t', 'a.py', '--auto-apply']);
  expect(result.exitCode).toBe(0);
  expect(project.read('a.py')).toBe('print(1)\n');
});

it('renames across the files of a project', async () => {
  const project = await createProject({
    'src/name.ts': 'export function formatName(name: string): string {\n  return name.trim();\n}\n',
    'src/greet.ts':
      "import { formatName } from './name.ts';\n\nexport const greet = (name: string): string => formatName(name);\n",
  });
  const result = await project.ouroboros([
    'refactor',
    'Rename formatName to formatFullName',
    '-t',
    'src/name.ts',
    '--auto-apply',
  ]);
  expect(result.exitCode).toBe(0);
  expect(project.read('src/greet.ts')).toContain("import { formatFullName } from './name.ts';");
  expect(project.read('src/greet.ts')).toContain('formatFullName(name)');
  const clean = await project.git('status', '--porcelain');
  expect(clean.split('\n').filter((line) => line !== '')).toEqual([' M src/greet.ts', ' M src/name.ts']);
});

it('tells a misspelt name what it may mean', async () => {
  const project = await createProject({ 'a.py': 'def load_user(key):\n    return key\n' });
  const refused = async (task: string): Promise<string> => {
    const { exitCode, stdout, stderr } = await project.ouroboros(['refactor', task, '-t', 'a.py']);
    expect(exitCode).toBe(3);
    return `${stdout}${stderr}`;
  };
  expect(await refused('Rename load_usr to fetch_user')).toMatch(/next: Did you mean load_user\?$/m);
  expect(await refused('Inline the variable load_usr')).toMatch(
    /next: Did you mean load_user\? Name the file/,
  );
  expect(await refused('Rename totally_other to fetch_user')).not.toContain('Did you mean');
});

it('leaves what a build made of a folder, and says so in a line for all', async () => {
  const built = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`dist/${name}.py`, 'import os\n'] as const);
  const project = await createProject({
    'a.py': 'import os\n',
    'b.py': '# @generated\nimport os\n',
    ...Object.fromEntries(built),
  });
  const { exitCode, stdout, stderr } = await project.ouroboros([
    'refactor',
    'Remove unused imports',
    '--all',
    '--auto-apply',
  ]);
  expect(exitCode).toBe(0);
  expect(`${stdout}${stderr}`).toMatch(
    /dist\/a\.py is vendored or built; it and 5 more files like it were left out\.$/m,
  );
  expect(`${stdout}${stderr}`).toMatch(/b\.py says that it is generated; it was left out\.$/m);
  expect([project.read('a.py'), project.read('dist/a.py')]).toEqual(['', 'import os\n']);
});

it('leaves with --all the files that a gate refuses, and does the others', async () => {
  const project = await createProject({
    'ouroboros.config.json': '{"protectedPaths":["migrations/**"]}',
    'a.py': 'import os\n',
    'migrations/b.py': 'import os\n',
    'migrations/c.py': 'import os\n',
  });
  const task = ['refactor', 'Remove unused imports', '--auto-apply'];
  const { exitCode, stdout } = await project.ouroboros([...task, '--all']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/Note {2}Left as it was: migrations\/b\.py: .*\(protected-paths\)$/m);
  expect(['a.py', 'migrations/b.py', 'migrations/c.py'].map(project.read)).toEqual([
    '',
    'import os\n',
    'import os\n',
  ]);
  expect(project.artifacts().at(-1)?.attempts).toMatchObject([
    { attempt: 1, result: 'gate_failed' },
    { attempt: 2, result: 'passed' },
  ]);
  expect(project.artifacts().at(-1)?.models_used).toMatchObject([{ num_steps: 1, retry_count: 1 }]);
  expect(await project.ouroboros([...task, '--all', '-t', 'migrations'])).toMatchObject({ exitCode: 1 });
  expect(await project.ouroboros([...task, '-t', '.'])).toMatchObject({ exitCode: 1 });
});
