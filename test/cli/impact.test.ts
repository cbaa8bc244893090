import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProject } from '../support/cli.ts';
import { makeFolder } from '../support/work-tree.ts';

const SHAPES = {
  'src/shape.ts':
    'export function area() {}\nexport default function draw() {}\nexport { area as surface };\n',
  'src/index.ts':
    "export { area as size, default as paint } from './shape.ts';\nexport * as shapes from './shape.ts';\n",
  'src/again.ts': "import { area as local } from './shape.ts';\nexport { local as extent };\n",
  'src/all.ts': "export * from './index.ts';\n",
  'src/size.ts': "import { size } from './index.ts';\n",
  'src/far.ts': "import { size as s } from './all.ts';\n",
  'src/paint.ts': "import { paint } from './index.ts';\n",
  'src/space.ts': "import { shapes } from './index.ts';\nshapes.area();\n",
  'src/extent.ts': "import { extent } from './again.ts';\n",
  'src/surface.ts': "import { surface } from './shape.ts';\n",
  'src/draw.ts': "import anything from './shape.ts';\n",
  'src/later.ts': "const draw = (await import('./shape.ts')).default;\n",
};

const PACKAGE = {
  'pk/__init__.py': 'from .core import run as go, stop\nfrom . import core as inner\n',
  'pk/core.py': 'def run():\n    pass\n\n\ndef stop():\n    pass\n',
  'pk/compat.py': 'from .core import stop\n',
  'main.py': 'from pk import go\n',
  'star.py': 'from pk import *\n\ngo()\n',
  'other.py': 'from pk import stop\n',
  'whole.py': 'from pk import inner\n\ninner.run()\n',
  'old.py': 'from pk.compat import stop\n',
};

type Found = { readonly symbols: readonly string[]; readonly touched: readonly string[] };

async function impactIn(files: Readonly<Record<string, string>>): Promise<(place: string) => Promise<Found>> {
  const project = await createProject(files);
  return async (place) => {
    const { stdout } = await project.ouroboros(['impact', place, '--depth', '1', '--json']);
    const { symbols, touched } = JSON.parse(stdout) as {
      readonly symbols: readonly string[];
      readonly touched: readonly { readonly path: string }[];
    };
    return { symbols, touched: touched.map(({ path }) => path) };
  };
}

describe('names that are given on under other names', () => {
  it('are followed through TypeScript', async () => {
    const impact = await impactIn(SHAPES);
    expect(await impact('src/shape.ts:area')).toEqual({
      symbols: ['area'],
      touched: ['again', 'all', 'extent', 'far', 'index', 'size', 'space', 'surface'].map(
        (name) => `src/${name}.ts`,
      ),
    });
    const ofDefault = {
      symbols: ['draw'],
      touched: ['all', 'draw', 'index', 'later', 'paint'].map((name) => `src/${name}.ts`),
    };
    expect(await impact('src/shape.ts:draw')).toEqual(ofDefault);
    expect(await impact('src/shape.ts:default')).toEqual(ofDefault);
    expect(await impact('src/shape.ts:surface')).toMatchObject({ symbols: ['area'] });
    expect(await impact('src/all.ts:size')).toEqual({ symbols: ['size'], touched: ['src/far.ts'] });
  });

  it('are followed through Python', async () => {
    const impact = await impactIn(PACKAGE);
    expect(await impact('pk/core.py:run')).toEqual({
      symbols: ['run'],
      touched: ['main.py', 'pk/__init__.py', 'star.py', 'whole.py'],
    });
    expect(await impact('pk/core.py:stop')).toEqual({
      symbols: ['stop'],
      touched: ['old.py', 'other.py', 'pk/__init__.py', 'pk/compat.py'],
    });
    expect(await impact('pk/__init__.py:go')).toEqual({ symbols: ['go'], touched: ['main.py', 'star.py'] });
  });
});

it('follows what an object of CommonJS gives on', async () => {
  const impact = await impactIn({
    'b.js': 'exports.run = () => 1;\nexports.stop = () => 2;\n',
    'all.js': "module.exports = {\n  ...require('./b'),\n  end: require('./b').stop,\n};\n",
    'runner.js': "const { run } = require('./all');\nrun();\n",
    'ender.js': "const { end } = require('./all');\nend();\n",
  });
  expect((await impact('b.js:run')).touched).toEqual(['all.js', 'runner.js']);
  expect((await impact('b.js:stop')).touched).toEqual(['all.js', 'ender.js']);
});

it('finds the users among the components of Vue, Svelte and Astro', async () => {
  const impact = await impactIn({
    'src/area.ts': 'export function area() {}\nexport function volume() {}\n',
    'src/A.vue': "<script setup>\nimport { area } from './area';\n</script>\n",
    'src/B.svelte': '<script lang="ts">\n  import { area } from \'./area.js\';\n</script>\n{area()}\n',
    'src/C.astro': "---\nimport { area } from './area';\n---\n<p>{area()}</p>\n",
    'src/D.svelte': "<script>\n  import { volume } from './area';\n</script>\n",
    'src/E.astro': "---\nimport C from './C.astro';\n---\n<C />\n",
  });
  expect((await impact('src/area.ts:area')).touched).toEqual(['src/A.vue', 'src/B.svelte', 'src/C.astro']);
  expect((await impact('src/C.astro')).touched).toEqual(['src/E.astro']);
});

describe('a file that the index did not read', () => {
  it.each([
    ['large.js', 'is larger than 1 MB'],
    ['latin.py', 'is not UTF-8: see its byte 5'],
    ['out.py', 'is a link, and links are not followed'],
    ['notes.txt', 'its name is that of no known language'],
    ['gen/made.py', 'it is ignored, or not among the files of the repository'],
  ])('is named as such, with the reason: %s %s', async (path, reason) => {
    const project = await createProject({
      '.gitignore': 'gen/\n',
      'large.js': `// ${'x'.repeat(1024 * 1024)}\n`,
      'latin.py': Buffer.from([0x23, 0x20, 0x61, 0x62, 0x63, 0xe9, 0x0a]),
      'notes.txt': 'x\n',
      'gen/made.py': 'x = 1\n',
      'user.js': "import { a } from './large.js';\n",
    });
    const outside = join(makeFolder({ 'far.py': 'x = 1\n' }), 'far.py');
    symlinkSync(outside, join(project.root, 'out.py'));
    const { stdout, exitCode } = await project.ouroboros(['impact', path]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining(`${reason}; only`) });
    const { stdout: json } = await project.ouroboros(['impact', path, '--json']);
    expect(JSON.parse(json)).toMatchObject({
      is_indexed: false,
      not_indexed_because: expect.stringContaining(reason),
      touched: path === 'large.js' ? [{ path: 'user.js' }] : [],
    });
  });

  it('is asked about in vain by a symbol that nobody takes', async () => {
    const project = await createProject({ 'gen.py': 'def run(): pass\n', '.gitignore': 'gen.py\n' });
    const { stderr, exitCode } = await project.ouroboros(['impact', 'gen.py:run']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining('The index did not read gen.py: it is ignored'),
    });
  });

  it('is told apart from one that was read', async () => {
    const project = await createProject({ 'a.py': 'x = 1\n' });
    const { stdout } = await project.ouroboros(['impact', 'a.py', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ is_indexed: true, not_indexed_because: null });
  });
});

describe('the place that is asked about', () => {
  it('may be a file of any name', async () => {
    const project = await createProject({
      'a:b.ts': 'export const a = 1;\n',
      'new\nline.ts': "export { a as b } from './a:b.ts';\n",
      'star*.ts': "import { b } from './new\\nline.ts';\n",
    });
    const lines = [
      '2 files may feel a change of a of a:b.ts; no test is known to reach it',
      '1.00  new\\nline.ts  (a)',
      '1.00  star*.ts  (b)',
    ];
    expect((await project.ouroboros(['impact', 'a:b.ts:a'])).stdout.trimEnd().split('\n')).toEqual(lines);
    expect((await project.ouroboros(['impact', 'a:b.ts'])).stdout).toContain('1.00  new\\nline.ts  (a)');
    expect((await project.ouroboros(['impact', 'new\nline.ts:b'])).stdout).toContain('1 file may feel');
    expect((await project.ouroboros(['impact', 'star*.ts'])).stdout).toContain('nothing else uses star*.ts');
  });

  it.each([
    ['', 'error: No file is named.\n  Write FILE or FILE:SYMBOL.\n'],
    ['money.py:', 'error: No symbol follows money.py:.\n  Write FILE or FILE:SYMBOL.\n'],
    ['src', 'error: src is not one file.\n  Write FILE or FILE:SYMBOL.\n'],
    ['mony.py:round', 'error: There is no file mony.py.\n  Did you mean money.py?\n'],
    ['money.py:giv', 'error: money.py neither defines giv nor gives it on.\n  Did you mean give?\n'],
  ])('is refused with what to write instead: "%s"', async (place, stderr) => {
    const project = await createProject({
      'money.py': 'def give():\n    pass\n',
      'src/a.py': '',
      'src/b.py': '',
    });
    expect(await project.ouroboros(['impact', place])).toMatchObject({ exitCode: 2, stdout: '', stderr });
  });
});

it('names a file on one line, whatever its name holds', async () => {
  const odd = 'odd\nname.py';
  const project = await createProject({ [odd]: 'def round_money():\n    return 1\n' });
  const first = async (...args: readonly string[]): Promise<string> =>
    (await project.ouroboros(args)).stdout.split('\n')[0] ?? '';
  expect(await first('relevant', 'round money')).toBe(String.raw`odd\nname.py`);
  expect(await first('snippets', 'round money')).toContain(String.raw`odd\nname.py:1-2  round_money`);
  expect(await first('context', 'round money')).toBe(String.raw`"odd\nname.py"`);
  expect(await first('impact', odd)).toContain(String.raw`odd\nname.py`);
  project.write(odd, 'def (:\n');
  expect((await project.ouroboros(['index'])).stdout).toContain(String.raw`  odd\nname.py`);
});

it('an empty sentence is answered with one of the command itself', async () => {
  const project = await createProject({ 'a.py': '' });
  for (const command of ['relevant', 'snippets', 'context']) {
    const { stderr } = await project.ouroboros([command, '']);
    expect(stderr).toContain(`Say what to do: ouroboros ${command} "`);
  }
});
