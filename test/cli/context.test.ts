import { expect, it } from 'vitest';
import { openCodeIndex } from '../../src/cli/code-index.ts';
import { openProject } from '../../src/cli/project.ts';
import { loadTokenizer } from '../../src/models/tokenizer.ts';
import { createProject } from '../support/cli.ts';
import { makeFolder } from '../support/work-tree.ts';

const FILES = {
  'src/money.py':
    '"""Amounts of money."""\n\n\ndef to_cents(amount):\n    """Rounds an amount to cents."""\n    return round(amount * 100)\n',
  'src/orders.py':
    'from src.money import to_cents\n\n\ndef order_total(prices):\n    return to_cents(sum(prices))\n',
  'tests/test_orders.py':
    'from src.orders import order_total\n\n\ndef test_total():\n    assert order_total([1]) == 100\n',
  '.env': 'TOKEN=abc\n',
};

it('shows a target whole, then what it uses, and the same bytes again', async () => {
  const project = await createProject(FILES);
  const args = ['context', 'Round the total of an order', '-t', 'src/orders.py'];
  const first = await project.ouroboros(args);
  expect(first).toMatchObject({ exitCode: 0, stderr: '' });
  expect(first.stdout).toBe(`src/orders.py
${FILES['src/orders.py']}

src/money.py
def to_cents(amount):
    """Rounds an amount to cents."""
    return round(amount * 100)
`);
  expect((await project.ouroboros(args)).stdout).toBe(first.stdout);
  expect((await project.git('status', '--short')).trim()).toBe('');
});

it('tells ranked files, tokens, ratio and where each part comes from as JSON, within the budget', async () => {
  const project = await createProject(FILES);
  const result = await project.ouroboros(['context', 'round to cents', '--budget', '25', '--json']);
  const context = JSON.parse(result.stdout) as { tokens: number; context: string };
  expect(context).toEqual({
    files: expect.arrayContaining(['src/money.py', 'src/orders.py']),
    context: 'src/money.py\ndef to_cents\n\nsrc/orders.py\ndef order_total\n',
    tokens: expect.any(Number),
    ratio: expect.any(Number),
    sources: [
      { path: 'src/money.py', parts: [{ start_line: 4, end_line: 6, form: 'name' }] },
      { path: 'src/orders.py', parts: [{ start_line: 4, end_line: 5, form: 'name' }] },
    ],
    counted_by: { tokenizer: 'o200k_base', model: 'o200k_base', factor: 1, is_guess: false },
  });
  expect(context.tokens).toBeLessThanOrEqual(25);
});

it('counts as a model does when one is named', async () => {
  const project = await createProject(FILES);
  const args = ['context', 'round to cents', '--budget', '25', '--json', '--model', 'claude-opus-5-5'];
  expect(JSON.parse((await project.ouroboros(args)).stdout)).toMatchObject({
    context: 'src/money.py\ndef to_cents\n',
    counted_by: { tokenizer: 'o200k_base', model: 'claude-opus-5-5', factor: 1.45 },
  });
});

it.each([
  [['context', 'x', '-t', '.env'], 2, 'never sent to a model'],
  [['context', 'x', '-t', 'src/gone.py'], 2, 'src/gone.py'],
  [['context', 'x', '-t', 'src/money.py', '-f', 'to_cent'], 2, 'to_cents'],
  [['context', 'total', '-t', 'src/orders.py', '--budget', '10'], 2, 'does not fit'],
])('refuses %j with exit code %i and says what to do', async (args, exitCode, words) => {
  const project = await createProject(FILES);
  expect(await project.ouroboros(args)).toMatchObject({ exitCode, stderr: expect.stringContaining(words) });
});

it('answers from what is indexed so far when the patience ends, and completes the index the next time', async () => {
  const project = await openProject(makeFolder(FILES));
  const reports: boolean[] = [];
  const waitAMoment = (): void => {
    const endMs = performance.now() + 20;
    while (performance.now() < endMs);
  };
  const signal = new AbortController().signal;
  const onUpdated = ({ isComplete }: { isComplete: boolean }): void => void reports.push(isComplete);
  const hurried = openCodeIndex(project, { signal, patienceMs: 1, onProgress: waitAMoment, onUpdated });
  await hurried.ask((queries) => queries.files());
  hurried.close();
  const patient = openCodeIndex(project, { signal, onUpdated });
  const importers = await patient.ask((queries) => queries.importersOf('src/money.py').length);
  patient.close();
  expect([importers, reports]).toEqual([1, [false, true]]);
});

it('shows a target whole that is too large by its bytes alone', async () => {
  const words = 'implementation responsibility communication '.repeat(8).trim();
  const others = Array.from({ length: 50 }, (_, at) => `def other_${at}():\n    """${words}"""\n`);
  const text = `def round_total(prices):\n    return round(sum(prices))\n\n\n${others.join('\n\n')}`;
  const project = await createProject({ 'orders.py': text });
  const args = ['context', 'Round', '-t', 'orders.py', '-f', 'round_total', '--budget', '3500', '--json'];
  const context = JSON.parse((await project.ouroboros(args)).stdout) as { context: string; tokens: number };
  expect(context.context).toBe(`orders.py\n${text}\n`);
  expect(context.tokens).toBeLessThanOrEqual(3500);
});

it('outlines a target that does not fit, by name and place', async () => {
  const body = Array.from({ length: 60 }, (_, at) => `    total += ${at} * rate`).join('\n');
  const source = `import money\n\n\ndef order_total(rate):\n${body}\n\n\ndef order_tax(rate):\n${body}\n`;
  const project = await createProject({ 'orders.py': source });
  const args = ['context', 'zebra', '-t', 'orders.py', '--budget'];
  const [large, small] = await Promise.all(
    ['60', '24'].map((budget) => project.ouroboros([...args, budget])),
  );
  expect(large?.stdout).toBe(`orders.py
import money


[lines 4-64 not shown: order_total]
[lines 65-127 not shown: order_tax]
`);
  expect(small?.stdout).toBe(
    'orders.py\nimport money\n\n\n[lines 4-127 not shown: order_total, order_tax]\n',
  );
});

it.each([[[]], [['--json']]])(
  'says which budget holds anything when the one given does not: %j',
  async (more) => {
    const project = await createProject(FILES);
    const result = await project.ouroboros(['context', 'round to cents', '--budget', '1', ...more]);
    expect(result).toMatchObject({ exitCode: 2, stdout: '' });
    const [, enough = ''] = /--budget (\d+)/.exec(result.stderr) ?? [];
    const again = await project.ouroboros(['context', 'round to cents', '--budget', enough, ...more]);
    expect(again.stdout).toContain('src/money.py');
  },
);

it.each([
  ['only files that it does not show fit', 'tests/test_zebra.py', 'ouroboros relevant'],
  ['nothing fits', 'a.py', 'Name what the code names'],
])('says so where %s the task, which is an answer', async (_, path, words) => {
  const project = await createProject({ [path]: `def ${path === 'a.py' ? 'lion' : 'zebra'}():\n    pass\n` });
  const stderr = expect.stringContaining(words) as string;
  expect(await project.ouroboros(['context', 'zebra'])).toEqual({ exitCode: 0, stdout: '', stderr });
  const asJson = await project.ouroboros(['context', 'zebra', '--json']);
  expect(asJson).toMatchObject({ exitCode: 0, stderr });
  expect(JSON.parse(asJson.stdout)).toMatchObject({ sources: [] });
});

it('says when it does not know how a model counts', async () => {
  const project = await createProject(FILES);
  const args = ['context', 'round to cents', '--budget', '60', '--json', '--model'];
  const unknown = await project.ouroboros([...args, 'llama-9']);
  expect(unknown).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('llama-9') });
  expect(JSON.parse(unknown.stdout)).toMatchObject({ counted_by: { model: 'llama-9', is_guess: true } });
  const known = await project.ouroboros([...args, 'claude-opus-5-5']);
  expect(known.stderr).toBe('');
});

it('keeps the budget with what stands in place of secrets as well', async () => {
  const functions = Array.from(
    { length: 40 },
    (_, at) => `def connect_${at}():\n    password = "hunter2Q${at}x"\n    return connect(password)\n`,
  );
  const project = await createProject({ 'src/server.py': functions.join('\n\n') });
  const { stdout } = await project.ouroboros(['context', 'connect', '--budget', '600', '--json']);
  const { context, tokens } = JSON.parse(stdout) as { context: string; tokens: number };
  expect(context).toContain('[REDACTED:');
  expect(tokens).toBe((await loadTokenizer())(context));
  expect(tokens).toBeLessThanOrEqual(600);
});
