import { describe, expect, it } from 'vitest';
import { createProject } from '../support/cli.ts';

const TWO = {
  'a.ts': 'function parse(): number {\n  return 1;\n}\n\nparse();\n',
  'b.ts': 'function parse(): number {\n  return 2;\n}\n\nparse();\nexport {};\n',
};

describe('refactor --recipe', () => {
  it('runs a recipe by its id, with its slots as arguments', async () => {
    const project = await createProject({ 'a.ts': TWO['a.ts'] });
    const args = ['--recipe', 'rename-symbol', 'from=parse', 'to=read', '-t', 'a.ts', '--auto-apply'];
    expect((await project.ouroboros(['refactor', ...args])).exitCode).toBe(0);
    expect(project.read('a.ts')).toContain('function read()');
    expect(project.artifacts()[0]).toMatchObject({
      issue_description: 'rename-symbol from=parse to=read',
      recipe_runs: [{ proofs: expect.arrayContaining([expect.objectContaining({ level: 'A' })]) }],
    });
  });

  it.each([
    { args: ['--recipe', 'rename-symbol', 'from'], code: 2, words: '"from" is no slot of a recipe' },
    {
      args: ['--recipe', 'rename-symbol', 'from=parse', '--engine', 'model'],
      code: 2,
      words: '--engine model',
    },
    { args: ['Rename parse', 'to read'], code: 2, words: 'Put it in quotes' },
    { args: ['--recipe', 'rename', 'from=a'], code: 3, words: 'There is no recipe rename.' },
    { args: ['--recipe', 'rename-symbol', 'from=parse'], code: 3, words: 'needs the name for "to"' },
    {
      args: ['--recipe', 'rename-symbol', 'from=parse', 'to=a b'],
      code: 3,
      words: 'to=a b does not hold a name',
    },
    { args: ['--recipe', 'rename-symbol', 'size=3'], code: 3, words: 'rename-symbol takes no size=3' },
    { args: ['Rename parse to read', '--range', '1-2'], code: 3, words: 'rename-symbol takes no range=1-2' },
  ])('answers $args with $code', async ({ args, code, words }) => {
    const project = await createProject({ 'a.ts': TWO['a.ts'] });
    const result = await project.ouroboros(['refactor', ...args, '-t', 'a.ts']);
    expect(result.exitCode).toBe(code);
    expect(result.stdout + result.stderr).toContain(words);
    expect(project.read('a.ts')).toBe(TWO['a.ts']);
  });
});

describe('refactor --at', () => {
  it('settles which of two symbols a sentence means', async () => {
    const project = await createProject(TWO);
    const args = ['Rename parse to read', '-t', '.', '--at', 'b.ts:1', '--auto-apply'];
    expect((await project.ouroboros(['refactor', ...args])).exitCode).toBe(0);
    expect(project.read('a.ts')).toBe(TWO['a.ts']);
    expect(project.read('b.ts')).toContain('function read()');
  });
});

describe('refactor without a target', () => {
  it.each([
    ['--recipe', 'rename-symbol', 'from=parse', 'to=read', '--at', 'b.ts:1'],
    ['--recipe', 'rename-symbol', 'from=parse', 'to=read', 'at=b.ts:1'],
    ['Rename parse to read', '--at', 'b.ts:1'],
  ])('works on the file of the place: %j', async (...args) => {
    const project = await createProject(TWO);
    expect((await project.ouroboros(['refactor', ...args, '--auto-apply'])).exitCode).toBe(0);
    expect(project.read('a.ts')).toBe(TWO['a.ts']);
    expect(project.read('b.ts')).toContain('function read()');
  });

  it('works on the file that a slot gives', async () => {
    const project = await createProject({ 'a.ts': 'export default function parse(): void {}\n' });
    const args = ['--recipe', 'convert-exports', 'path=a.ts', '--auto-apply'];
    expect((await project.ouroboros(['refactor', ...args])).exitCode).toBe(0);
    expect(project.read('a.ts')).toBe('export function parse(): void {}\n');
  });
});

describe('refactor --all', () => {
  it('works on the whole tree without a target', async () => {
    const project = await createProject({
      'a.py': 'import os\n\nprint(1)\n',
      'src/b.ts': "import { c } from './c.js';\n\nexport const b = 1;\n",
      'src/c.ts': 'export const c = 1;\n',
    });
    const result = await project.ouroboros(['refactor', 'Remove unused imports', '--all', '--auto-apply']);
    expect(result.exitCode).toBe(0);
    expect(project.read('a.py')).toBe('print(1)\n');
    expect(project.read('src/b.ts')).toBe('export const b = 1;\n');
  });
});
