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
  expect((await project.ouroboros(['relevant', 'zebra'])).exitCode).toBe(2);
});

it('says what a change of a symbol touches, how near, and whether tests reach it', async () => {
  const project = await createProject(FILES);
  const result = await project.ouroboros(['impact', 'src/money.py:to_cents', '--json']);
  expect(JSON.parse(result.stdout)).toEqual({
    path: 'src/money.py',
    symbols: ['to_cents'],
    tests: 'direct',
    touched: [
      { path: 'src/orders.py', depth: 1, weight: 1, symbols: ['to_cents'] },
      { path: 'tests/test_money.py', depth: 1, weight: 1, symbols: ['to_cents'] },
      { path: 'src/report.py', depth: 2, weight: 0.5, symbols: ['order_total'] },
    ],
  });
  const unknown = await project.ouroboros(['impact', 'src/money.py:to_cent']);
  expect(unknown).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('to_cents') });
});
