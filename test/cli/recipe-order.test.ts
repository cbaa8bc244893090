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

const PYTHON = `class Store:
    def default(self):
        size = 2
        return size

    @staticmethod
    def total(amount):
        return amount


def get(size: int) -> int:
    return size * 2
`;

const APPLIED = ['--auto-apply', '--max-risk', '0.6'];

describe('refactor --at alone', () => {
  it.each([
    { task: ['Inline this variable'], at: 'f.py:3', now: /return 2$/m },
    { task: ['Inline it'], at: 'f.py:3', now: /return 2$/m },
    { task: ['--recipe', 'inline-variable'], at: 'f.py:3', now: /return 2$/m },
    { task: ['Rename it to count'], at: 'f.py:3', now: /count = 2/ },
    { task: ['Rename this method to fallback'], at: 'f.py:2', now: /def fallback\(self\)/ },
    { task: ['Rename the function to load'], at: 'f.py:11', now: /^def load\(size: int\)/m },
    { task: ['Rename this to load'], at: 'f.py:11', now: /^def load\(size: int\)/m },
    { task: ['Turn this method into a function'], at: 'f.py:7', now: /^def total\(amount\)/m },
    { task: ['--recipe', 'method-to-function'], at: 'f.py:6', now: /^def total\(amount\)/m },
    { task: ['Add a cache to it'], at: 'f.py:11', now: /cache/ },
  ])('names the symbol of $task at $at', async ({ task, at, now }) => {
    const project = await createProject({ 'f.py': PYTHON });
    const { exitCode } = await project.ouroboros(['refactor', ...task, '--at', at, ...APPLIED]);
    expect({ exitCode, text: project.read('f.py') }).toEqual({
      exitCode: 0,
      text: expect.stringMatching(now),
    });
  });

  it('says so where nothing is declared at the place', async () => {
    const project = await createProject({ 'f.py': PYTHON });
    const { stdout } = await project.ouroboros(['refactor', 'Inline this variable', '--at', 'f.py:5']);
    expect(stdout).toContain('f.py:5 declares nothing.');
  });

  it.each([
    { task: ['Rename this class to Total'], at: 'f.py:3' },
    { task: ['Inline this variable'], at: 'f.py:5' },
    { task: ['Rename this method to fallback and document it'], at: 'f.py:2' },
  ])('changes nothing where the place does not say which: $task at $at', async ({ task, at }) => {
    const project = await createProject({ 'f.py': PYTHON });
    const { exitCode } = await project.ouroboros(['refactor', ...task, '--at', at, ...APPLIED]);
    expect({ exitCode, text: project.read('f.py') }).toEqual({ exitCode: 3, text: PYTHON });
  });
});

describe('a word of English that the target declares', () => {
  it.each([
    { task: 'Rename the method default to fallback', now: /def fallback\(self\)/ },
    { task: 'Rename default to fallback', now: /def fallback\(self\)/ },
    { task: 'Rename the default method to fallback', now: /def fallback\(self\)/ },
    { task: 'Rename default of class Store to fallback', now: /def fallback\(self\)/ },
    { task: 'Rename the variable on line 3 to count', now: /count = 2/ },
    { task: 'Rename get to A', now: /^def A\(size: int\)/m },
  ])('is a name: $task', async ({ task, now }) => {
    const project = await createProject({ 'f.py': PYTHON });
    const args = ['refactor', task, '-t', 'f.py', '--auto-apply'];
    const { exitCode } = await project.ouroboros(args);
    expect({ exitCode, text: project.read('f.py') }).toEqual({
      exitCode: 0,
      text: expect.stringMatching(now),
    });
  });

  it.each(['Rename the default to fallback', 'Rename name to title', 'Rename this to fallback'])(
    'is none otherwise: %s',
    async (task) => {
      const project = await createProject({ 'f.py': PYTHON });
      const { exitCode } = await project.ouroboros(['refactor', task, '-t', 'f.py', '--auto-apply']);
      expect({ exitCode, text: project.read('f.py') }).toEqual({ exitCode: 3, text: PYTHON });
    },
  );
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

  it.each(['Rename read to load', 'Rename read to load in c.ts'])(
    'works on the file that alone declares the symbol, or that the task names: %s',
    async (task) => {
      const project = await createProject({ ...TWO, 'c.ts': 'export function read(): void {}\n' });
      expect((await project.ouroboros(['refactor', task, '--auto-apply'])).exitCode).toBe(0);
      expect(project.read('c.ts')).toBe('export function load(): void {}\n');
    },
  );

  it.each(['Rename src/a.ts to src/b.ts', 'Move src/a.ts to src/b.ts and update all imports'])(
    'works on the file that moves: %s',
    async (task) => {
      const project = await createProject({
        'src/a.ts': 'export const one = 1;\n',
        'c.ts': "import { one } from './src/a.ts';\n\nconsole.log(one);\n",
      });
      expect((await project.ouroboros(['refactor', task, ...APPLIED])).exitCode).toBe(0);
      expect(project.read('src/b.ts')).toBe('export const one = 1;\n');
      expect(project.read('c.ts')).toContain("'./src/b.ts'");
    },
  );

  it('counts the overloads of a function as one symbol', async () => {
    const overloads =
      'export function parse(a: string): number;\nexport function parse(a: number): number;\n';
    const project = await createProject({
      ...TWO,
      'a.ts': `${overloads}export function parse(): number {\n  return 1;\n}\n`,
    });
    const { stderr } = await project.ouroboros(['refactor', 'Rename parse to read']);
    expect(stderr).toContain('2 symbols are called parse');
  });

  it.each([
    {
      task: 'Rename parse to read',
      says: [
        '2 symbols are called parse: say which is meant.',
        'refactor "Rename parse to read" --at a.ts:1',
        'refactor "Rename parse to read" --at b.ts:1',
      ],
    },
    {
      task: 'Rename size to count',
      says: ['no definition of size', 'refactor "Rename size to count" -t c.py'],
    },
    { task: 'Rename count_all to count', says: ['no definition of count_all', 'No file names it.'] },
    { task: 'Make it faster', says: ['No file to work on.', 'Name files, folders or globs with -t.'] },
  ])('says what to type where that is open: $task', async ({ task, says }) => {
    const project = await createProject({ ...TWO, 'c.py': 'def f():\n    size = 1\n    return size\n' });
    const { exitCode, stdout, stderr } = await project.ouroboros(['refactor', task]);
    expect(exitCode).toBe(2);
    for (const line of says) expect(stdout + stderr).toContain(line);
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
