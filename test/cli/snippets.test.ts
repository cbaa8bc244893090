import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createProject } from '../support/cli.ts';
import { makeFolder } from '../support/work-tree.ts';

const DATES =
  'class Dates:\n    def parse_date(self, text):\n        """Reads a date."""\n        return text\n';
const MONEY = 'def to_cents(amount):\n    return round(amount * 100)\n';
const TASK = 'Parse a date';

/** A project of money, and one of dates that the config of the first names. */
async function twoRoots(more: readonly object[] = []) {
  const web = await createProject({ 'src/dates.py': DATES, 'package.json': '{"license": "MIT"}' });
  const roots = [{ name: 'web', path: web.root }, ...more];
  const main = await createProject({
    'src/money.py': MONEY,
    'ouroboros.config.json': JSON.stringify({ roots }),
  });
  return { main, web };
}

it('shows related code of the other roots with place, name and licence', async () => {
  const { main, web } = await twoRoots();
  const result = await main.ouroboros(['snippets', TASK]);
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  expect(result.stdout).toBe(
    [
      'web: src/dates.py:2-4  Dates.parse_date  MIT',
      '  def parse_date(self, text):',
      '      """Reads a date."""',
      '      return text',
      '',
    ].join('\n'),
  );
  expect(existsSync(join(web.root, '.ouroboros/code.db'))).toBe(true);
  expect(await web.git('status', '--short')).toBe('');
});

it('gives the same as JSON, its own code under a dot, byte for byte each time', async () => {
  const { main } = await twoRoots();
  const result = await main.ouroboros(['snippets', 'Round an amount to cents', '--json', '--limit', '1']);
  expect(JSON.parse(result.stdout)).toEqual({
    task: 'Round an amount to cents',
    snippets: [
      {
        root: '.',
        path: 'src/money.py',
        start_line: 1,
        end_line: 2,
        name: 'to_cents',
        kind: 'function',
        signature: expect.stringContaining('to_cents(amount)'),
        doc: null,
        licence: null,
        score: expect.any(Number),
        tokens: expect.any(Number),
        code: MONEY.trimEnd(),
      },
    ],
    left_out: [],
  });
  const again = await main.ouroboros(['snippets', 'Round an amount to cents', '--json', '--limit', '1']);
  expect(again.stdout).toBe(result.stdout);
});

it('looks into no folder that only a config points to', async () => {
  const outside = makeFolder({ 'plain/dates.py': DATES, 'home/.ssh/dates.py': DATES });
  const { main } = await twoRoots([
    { name: 'plain', path: join(outside, 'plain') },
    { name: 'keys', path: join(outside, 'home/.ssh') },
    { name: 'gone', path: '../gone' },
  ]);
  const result = await main.ouroboros(['snippets', TASK, '--json']);
  const { snippets, left_out: leftOut } = JSON.parse(result.stdout) as {
    snippets: readonly { root: string }[];
    left_out: readonly { root: string }[];
  };
  expect(snippets.map(({ root }) => root)).toEqual(['web']);
  expect(leftOut.map(({ root }) => root)).toEqual(['plain', 'keys', 'gone']);
  expect(existsSync(join(outside, 'plain/.ouroboros'))).toBe(false);
  expect((await main.ouroboros(['snippets', TASK])).stderr).toContain(
    'root plain was left out: it is neither',
  );
});

it('leaves out a root whose own config is broken, and says why', async () => {
  const { main, web } = await twoRoots();
  writeFileSync(join(web.root, 'ouroboros.config.json'), '{');
  const result = await main.ouroboros(['snippets', 'cents', '--json']);
  expect(JSON.parse(result.stdout)).toMatchObject({
    snippets: [{ root: '.' }],
    left_out: [{ root: 'web', reason: expect.stringContaining('not JSON') }],
  });
});

it('finds the code of a root inside the work tree once', async () => {
  const main = await createProject({
    'packages/web/dates.py': DATES,
    'ouroboros.config.json': '{"roots": [{"name": "web", "path": "packages/web"}]}',
  });
  const { stdout } = await main.ouroboros(['snippets', TASK]);
  expect(stdout.match(/parse_date {2}/g)).toHaveLength(1);
  expect(stdout).toContain('packages/web/dates.py:2-4');
});

it('says so where nothing has a word of the task, which is an answer', async () => {
  const { main } = await twoRoots();
  const stderr = expect.stringContaining('No function, method or class has a word') as string;
  expect(await main.ouroboros(['snippets', 'zebra'])).toEqual({ exitCode: 0, stdout: '', stderr });
  const asJson = await main.ouroboros(['snippets', 'zebra', '--json']);
  expect(asJson).toMatchObject({ exitCode: 0, stderr });
  expect(JSON.parse(asJson.stdout)).toMatchObject({ snippets: [] });
});

it('takes secrets out of what it shows, as text and as JSON', async () => {
  const key = `ghp_${'a1B2'.repeat(9)}`;
  const project = await createProject({
    'src/dates.py': `def parse_date(text, key="${key}"):\n    """Uses ${key}."""\n    return read(text, "${key}")\n`,
  });
  for (const args of [[], ['--json']]) {
    const { stdout } = await project.ouroboros(['snippets', TASK, ...args]);
    expect(stdout).toContain('[REDACTED:');
    expect(stdout).not.toContain(key);
  }
});
