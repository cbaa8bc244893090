import { expect, test } from 'vitest';
import {
  createProtectedPathsGate,
  type ProtectedPathsOptions,
} from '../../../src/safety/gates/protected-paths.ts';
import { judgeBy, type Sides } from '../../support/judge.ts';

const SETTINGS = '{"disabledGates": ["syntax"]}\n';

async function summaryOf(
  files: Readonly<Record<string, Sides>>,
  {
    patterns = [],
    task = { text: 'Improve the code', namedTargets: [] },
  }: Partial<ProtectedPathsOptions> = {},
): Promise<string> {
  return (await judgeBy(createProtectedPathsGate({ patterns, task }), files)).summary;
}

const refused = (path: string): string => `Settings of this tool, which the task does not name: ${path}.`;

test.each(['ouroboros.config.json', 'Ouroboros.Config.json', '.ouroborosignore', 'ouroboros.recipes/a.yml'])(
  '%s, new, changed or deleted, is refused where the task does not name it',
  async (path) => {
    for (const sides of [
      [null, SETTINGS],
      ['{}\n', SETTINGS],
      [SETTINGS, null],
    ] as const)
      expect(await summaryOf({ 'm.py': ['x = 1\n', 'x = 2\n'], [path]: sides })).toBe(refused(path));
  },
);

test.each([
  ['as a target', { text: 'Improve it', namedTargets: ['ouroboros.config.json'] }],
  ['in its words', { text: 'Protect migrations/ in ouroboros.config.json', namedTargets: [] }],
])('settings that the task names %s may be changed', async (_, task) => {
  const files: Readonly<Record<string, Sides>> = { 'ouroboros.config.json': ['{}\n', SETTINGS] };
  expect(await summaryOf(files, { task })).toBe('No protected file is changed.');
});

test('what the config protects stays protected, whatever the task names', async () => {
  const options = {
    patterns: ['ouroboros.*', 'migrations/**'],
    task: { text: 'Change ouroboros.config.json', namedTargets: [] },
  };
  const files: Readonly<Record<string, Sides>> = {
    'ouroboros.config.json': ['{}\n', SETTINGS],
    'migrations/1.py': ['x = 1\n', 'x = 2\n'],
  };
  expect(await summaryOf(files, options)).toBe(
    'Protected by the config: ouroboros.config.json, migrations/1.py.',
  );
});

test('files that are only called alike are no settings of this tool', async () => {
  const paths = ['docs/ouroboros.config.json', 'ouroboros.config.json.md', '.gitignore', 'config.json'];
  const files = Object.fromEntries(paths.map((path): [string, Sides] => [path, ['{}\n', SETTINGS]]));
  expect(await summaryOf(files)).toBe('No protected file is changed.');
  const gate = createProtectedPathsGate({ patterns: [], task: { text: '', namedTargets: [] } });
  expect(paths.filter((path) => gate.appliesTo(path))).toEqual([]);
});
