import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createProject } from '../support/cli.ts';

const FILES = {
  'src/money.py':
    '"""Amounts of money."""\n\n\ndef to_cents(amount):\n    """Rounds an amount to cents."""\n    return round(amount * 100)\n',
  'src/orders.py':
    'from src.money import to_cents\n\n\ndef order_total(prices):\n    return to_cents(sum(prices))\n',
  'src/report.py':
    'from src.orders import order_total\n\n\ndef print_report(prices):\n    print(order_total(prices))\n',
  'src/broken.py': 'def ok():\n    return 1\n\n\ndef broken(:\n',
  'tests/test_money.py':
    'from src.money import to_cents\n\n\ndef test_cents():\n    assert to_cents(1) == 100\n',
};

it('indexes a project, and the second time only what changed', async () => {
  const project = await createProject(FILES);
  const first = JSON.parse((await project.ouroboros(['index', '--json'])).stdout) as unknown;
  expect(first).toMatchObject({
    indexed: 5,
    unchanged: 0,
    skipped: 0,
    failed: 1,
    failed_files: ['src/broken.py'],
    milliseconds: expect.any(Number),
  });
  project.write('src/money.py', 'def to_euros(amount):\n    return amount\n');
  const second = JSON.parse((await project.ouroboros(['index', '--json'])).stdout) as unknown;
  expect(second).toMatchObject({ indexed: 1, unchanged: 4 });
  expect((await project.git('status', '--short')).trim()).toBe('M src/money.py');
});

it('lists the files that a task is about, the best first, from any folder', async () => {
  const project = await createProject(FILES);
  const result = await project.ouroboros(['relevant', 'Round amounts to cents', '--limit', '2', '--json']);
  const { files } = JSON.parse(result.stdout) as { files: readonly { path: string }[] };
  expect(files.map(({ path }) => path)).toEqual(['src/money.py', expect.any(String)]);
  const again = await project.ouroboros(['relevant', 'Round amounts to cents', '--limit', '2', '--json']);
  expect(again.stdout).toBe(result.stdout);
});

it('says so where no file has a word of the task, which is an answer', async () => {
  const project = await createProject(FILES);
  const stderr = expect.stringContaining('No file has a word of the task.\n  Name what') as string;
  expect(await project.ouroboros(['relevant', 'zebra'])).toEqual({ exitCode: 0, stdout: '', stderr });
  const asJson = await project.ouroboros(['relevant', 'zebra', '--json']);
  expect(asJson).toEqual({ exitCode: 0, stdout: '{"task":"zebra","files":[]}\n', stderr });
});

it('says what a change of a symbol touches, how near, and whether tests reach it', async () => {
  const project = await createProject(FILES);
  const result = await project.ouroboros(['impact', 'src/money.py:to_cents', '--json']);
  expect(JSON.parse(result.stdout)).toEqual({
    path: 'src/money.py',
    symbols: ['to_cents'],
    tests: 'direct',
    measured: null,
    cycle: [],
    touched: [
      { path: 'src/orders.py', depth: 1, weight: 1, symbols: ['to_cents'] },
      { path: 'tests/test_money.py', depth: 1, weight: 1, symbols: ['to_cents'] },
      { path: 'src/report.py', depth: 2, weight: 0.5, symbols: ['order_total'] },
    ],
    is_indexed: true,
    not_indexed_because: null,
  });
  const unknown = await project.ouroboros(['impact', 'src/money.py:to_cent']);
  expect(unknown).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('to_cents') });
});

it('goes by a coverage report of the project where there is one that is not older than the file', async () => {
  const project = await createProject(FILES);
  project.write('coverage/lcov.info', 'SF:src/money.py\nDA:1,1\nDA:2,0\nend_of_record\n');
  const { stdout } = await project.ouroboros(['impact', 'src/money.py']);
  expect(stdout).toContain('; tests run 1 of its 2 lines, says coverage/lcov.info\n');
});

it('tells the whole in under 4,000 tokens, byte for byte the same from a new index and in any folder', async () => {
  const project = await createProject(FILES);
  const first = await project.ouroboros(['index', '--summary']);
  expect(first).toMatchObject({ exitCode: 0, stderr: '' });
  expect(first.stdout).toMatch(/^files: 5 \(sources 4, tests 1\)/);
  expect(first.stdout).toContain('src/money.py (1)\n  def to_cents(amount)');
  expect(first.stdout).toContain('## Files with syntax errors: 1\nsrc/broken.py');
  rmSync(join(project.root, '.ouroboros'), { recursive: true });
  const again = await project.ouroboros(['index', '--summary', '--json'], { cwd: join(project.root, 'src') });
  expect(JSON.parse(again.stdout)).toEqual({
    summary: first.stdout.trimEnd(),
    tokens: expect.any(Number),
    budget: 3999,
  });
  project.write('src/orders.py', 'def other():\n    return 1\n');
  expect((await project.ouroboros(['index', '--summary'])).stdout).not.toBe(first.stdout);
  project.write('src/orders.py', FILES['src/orders.py']);
  expect((await project.ouroboros(['index', '--summary'])).stdout).toBe(first.stdout);
  const copy = await createProject(FILES);
  expect((await copy.ouroboros(['index', '--summary'])).stdout).toBe(first.stdout);
});

it('counts import cycles and names the files of the one that a file stands in', async () => {
  const project = await createProject({
    'a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
    'b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
    'c.ts': "import { a } from './a.ts';\nexport const c = a;\n",
  });
  expect((await project.ouroboros(['index', '--stats'])).stdout).toContain(
    '1 import cycle, those of tests and samples too;',
  );
  const stats = await project.ouroboros(['index', '--stats', '--json']);
  expect(JSON.parse(stats.stdout)).toMatchObject({ statistics: { cycles: 1 } });
  expect((await project.ouroboros(['impact', 'a.ts'])).stdout).toContain('\nin a cycle with b.ts\n');
  expect((await project.ouroboros(['impact', 'c.ts'])).stdout).not.toContain('cycle');
});

it.each([true, false])('names what it cannot read for its name or its kind, with git: %s', async (git) => {
  const project = await createProject(FILES, { git });
  const folder = Buffer.from(join(project.root, 'src/'));
  writeFileSync(Buffer.concat([folder, Buffer.from('caf\u00e9.py', 'latin1')]), 'x = 1\n');
  rmSync(join(project.root, 'src/broken.py'));
  execFileSync('mkfifo', [join(project.root, 'src/broken.py')]);
  const { stdout } = await project.ouroboros(['index', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    indexed: 4,
    skipped_files: [
      { path: 'src/broken.py', reason: 'is no regular file' },
      { path: 'src/caf\uFFFD.py', reason: 'has a name that is not UTF-8' },
    ],
  });
});
