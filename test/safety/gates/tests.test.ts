import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { noBoxReason } from '../../support/box.ts';
import { testsPython } from '../../support/python.ts';
import { gatedProject } from '../../support/tests-gate.ts';
import { makeFolder } from '../../support/work-tree.ts';

const hasPytest = testsPython && spawnSync('python3', ['-m', 'pytest', '--version']).status === 0;

const VITEST = {
  'package.json': '{ "type": "module", "scripts": { "test": "vitest run" } }',
  'vitest.config.ts': "export default { test: { include: ['test/*.test.js'] } };\n",
  'src/area.js': 'export const area = (width, height) => width * height;\n',
  'test/area.test.js': `
    import { expect, test } from 'vitest';
    import { area } from '../src/area.js';
    test('multiplies', () => expect(area(2, 3)).toBe(6));
    test('is commutative', () => expect(area(2, 3)).toBe(area(3, 2)));
    test('fails already', () => expect(1).toBe(2));
  `,
};

const NODE = {
  'package.json': '{ "type": "module", "scripts": { "test": "node --test" } }',
  'src/area.js': 'export const area = (width, height) => width * height;\n',
  'src/area.test.js': `
    import assert from 'node:assert';
    import { describe, test } from 'node:test';
    import { area } from './area.js';
    describe('an <area>', () => {
      test('multiplies', () => assert.equal(area(2, 3), 6));
      test('is commutative', () => assert.equal(area(2, 3), area(3, 2)));
    });
    test('fails already', () => assert.equal(1, 2));
  `,
};

const PYTHON = {
  'pyproject.toml': '[tool.pytest.ini_options]\n',
  'area.py': 'def area(width, height):\n    return width * height\n',
  'tests/test_area.py': `
import sys, pathlib
sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from area import area

def test_multiplies():
    assert area(2, 3) == 6

def test_is_commutative():
    assert area(2, 3) == area(3, 2)

def test_fails_already():
    assert False
`,
};

const UNITTEST = {
  'setup.py': '',
  'area.py': PYTHON['area.py'],
  'test_area.py': `
import unittest
from area import area

class AreaTest(unittest.TestCase):
    def test_multiplies(self):
        self.assertEqual(area(2, 3), 6)

    def test_is_commutative(self):
        self.assertEqual(area(2, 3), area(3, 2))

    def test_fails_already(self):
        self.assertEqual(1, 2)
`,
};

const SUM = 'export const area = (width, height) => width + height;\n';
const SWAPPED = 'export const area = (width, height) => height * width;\n';

describe.skipIf(noBoxReason !== null)(
  `the tests of a project (in a box${noBoxReason ?? ''})`,
  { timeout: 180_000 },
  () => {
    test('a regression is found by vitest, and nothing else', async () => {
      const { check, events } = gatedProject(VITEST, { installs: true });
      const verdict = await check({ 'src/area.js': SUM });
      expect(verdict.passed).toBe(false);
      expect(verdict.diagnostics).toMatchObject([
        { path: 'test/area.test.js', line: 4, kind: 'tests', source: 'vitest' },
      ]);
      expect(events).toMatchObject([
        {
          type: 'tests.ran',
          runner: 'vitest',
          box: 'bubblewrap',
          result: 'failed',
          before: { passed: 2, failed: 1, skipped: 0 },
          after: { passed: 1, failed: 2, skipped: 0 },
          newFailures: ['test/area.test.js › multiplies'],
          vanished: [],
          flaky: [],
        },
      ]);
    });

    test('only the tests that reach the change are run where that is asked', async () => {
      const other = { 'test/other.test.js': "import { test } from 'vitest'; test('other', () => {});" };
      const { check, events } = gatedProject({ ...VITEST, ...other }, { installs: true, run: 'related' });
      expect((await check({ 'src/area.js': SWAPPED })).passed).toBe(true);
      expect(events).toMatchObject([{ choice: 'related', after: { passed: 2, failed: 1 } }]);
    });

    test('a regression is found by node:test, and nothing else; the tree as it is is run once for all attempts', async () => {
      const { check, events } = gatedProject(NODE);
      expect((await check({ 'src/area.js': SUM })).passed).toBe(false);
      expect((await check({ 'src/area.js': SWAPPED })).passed).toBe(true);
      expect(events).toMatchObject([
        { newFailures: ['src/area.test.js › an <area> › multiplies'], vanished: [], flaky: [] },
        { result: 'passed', before: { passed: 2, failed: 1 }, after: { passed: 2, failed: 1 } },
      ]);
      expect(new Set(events.map((event) => event.type === 'tests.ran' && event.beforeMs)).size).toBe(1);
    });

    test.skipIf(!hasPytest)('a regression is found by pytest, and nothing else', async () => {
      const { check, events } = gatedProject(PYTHON);
      const verdict = await check({ 'area.py': PYTHON['area.py'].replace('*', '+') });
      expect(verdict.diagnostics).toMatchObject([{ path: 'tests/test_area.py', line: 7 }]);
      expect(events).toMatchObject([
        {
          runner: 'pytest',
          newFailures: ['tests/test_area.py › tests.test_area › test_multiplies'],
          flaky: [],
        },
      ]);
    });

    test.skipIf(!testsPython)('a regression is found by unittest, and nothing else', async () => {
      const { check, events } = gatedProject(UNITTEST);
      expect((await check({ 'area.py': PYTHON['area.py'].replace('*', '+') })).passed).toBe(false);
      expect(events).toMatchObject([
        { runner: 'unittest', newFailures: ['test_area.AreaTest.test_multiplies'], vanished: [], flaky: [] },
      ]);
    });

    test('a file of tests that cannot be loaded any more is one failure', async () => {
      const { check, events } = gatedProject(NODE);
      const verdict = await check({ 'src/area.js': "throw new Error('broken');\n" });
      expect(verdict.passed).toBe(false);
      expect(events).toMatchObject([{ newFailures: ['src/area.test.js'], vanished: [] }]);
    });

    test('a test that does not run any more is a regression', async () => {
      const { check, events } = gatedProject(NODE);
      const skipped = NODE['src/area.test.js'].replace("test('multiplies'", "test.skip('multiplies'");
      expect((await check({ 'src/area.test.js': skipped.replace("test('is", "test.todo('is") })).passed).toBe(
        false,
      );
      expect(events).toMatchObject([
        {
          vanished: [
            'src/area.test.js › an <area> › multiplies',
            'src/area.test.js › an <area> › is commutative',
          ],
        },
      ]);
    });

    test('a test that does not end is stopped at the limit, and proves nothing', async () => {
      const { check, events } = gatedProject(NODE, { timeoutMs: 5000 });
      const verdict = await check({ 'src/area.js': 'export const area = () => { for (;;); };\n' });
      expect(verdict).toMatchObject({ passed: false, summary: expect.stringContaining('limit of time') });
      expect(events).toMatchObject([
        { result: 'inconclusive', after: null, violations: ['the limit of time'] },
      ]);
    });

    test('a command of the config is judged by its exit code', async () => {
      const { check, events } = gatedProject({ 'a.txt': 'good\n' }, { command: 'grep -q good a.txt' });
      expect((await check({ 'a.txt': 'bad\n' })).passed).toBe(false);
      expect((await check({ 'a.txt': 'as good\n' })).passed).toBe(true);
      expect(events).toMatchObject([
        { runner: 'command', newFailures: ['grep -q good a.txt'] },
        { result: 'passed' },
      ]);
    });

    test.runIf(testsPython)("a command may start the Python of the project's environment", async () => {
      const command = '.venv/bin/python -B -c "from area import area; assert area(2, 3) == 6"';
      const { check, root, events } = gatedProject({ ...PYTHON, 'a.txt': '' }, { command });
      spawnSync('python3', ['-m', 'venv', '--without-pip', join(root, '.venv')]);
      expect((await check({ 'a.txt': 'good\n' })).passed).toBe(true);
      expect(events).toMatchObject([{ result: 'passed', runner: 'command' }]);
    });

    test('nothing of the copies is left, neither in the tree nor beside it, and an abort throws', async () => {
      const folder = makeFolder();
      vi.stubEnv('TMPDIR', folder);
      onTestFinished(() => void vi.unstubAllEnvs());
      const { check, root } = gatedProject(NODE);
      const before = readdirSync(root, { recursive: true });
      await check({ 'src/area.js': SWAPPED });
      await expect(check({ 'src/area.js': SUM }, AbortSignal.timeout(200))).rejects.toThrow(/abort|timeout/i);
      expect(readdirSync(root, { recursive: true })).toEqual(before);
      expect(readdirSync(folder)).toEqual([root.slice(folder.length + 1)]);
    });

    test('a command that fails without the change, too, proves nothing', async () => {
      const { check, events } = gatedProject({ 'a.txt': 'good\n' }, { command: 'no-such-program' });
      expect(await check({ 'a.txt': 'bad\n' })).toMatchObject({ isSkipped: true });
      expect(events).toMatchObject([
        {
          type: 'tests.skipped',
          holds: true,
          reason: expect.stringContaining('none of them passes'),
          hint: '--tests none leaves them out.',
        },
      ]);
    });

    test('a run in which no test runs proves nothing, on whatever side', async () => {
      const empty = { ...NODE, 'src/area.test.js': "import { test } from 'node:test';\ntest.todo('a');\n" };
      const { check, events } = gatedProject(empty);
      expect(await check({ 'src/area.js': SUM })).toMatchObject({ isSkipped: true });
      expect(events).toMatchObject([
        { type: 'tests.skipped', holds: true, reason: 'without the change, too, no test ran' },
      ]);
    });

    test('where none of the tests that reach a change is run, all are', async () => {
      const far = VITEST['test/area.test.js'].replace("'../src/area.js'", "'../src/other.js'");
      const files = { ...VITEST, 'test/area.test.js': far, 'src/other.js': VITEST['src/area.js'] };
      const { check, events } = gatedProject(files, { installs: true, run: 'related' });
      expect((await check({ 'src/area.js': SWAPPED })).passed).toBe(true);
      expect(events).toMatchObject([{ choice: 'all', before: { passed: 2, failed: 1 } }]);
    });

    test('packages that are not installed are no reason to hold a change, nor is a runner', async () => {
      const manifest =
        '{ "type": "module", "scripts": { "test": "node --test" }, "dependencies": { "a": "1" } }';
      const lacking = { ...NODE, 'package.json': manifest, 'src/area.test.js': "import 'a';\n" };
      const { check, events } = gatedProject(lacking);
      await check({ 'src/area.js': SUM });
      expect(events).toMatchObject([{ type: 'tests.skipped', holds: false, hint: null }]);
    });

    test('tests that give no report without the change, too, are not run, with the reason on record', async () => {
      const { check, events } = gatedProject({ ...VITEST }, {});
      expect(await check({ 'src/area.js': SUM })).toMatchObject({ passed: true, isSkipped: true });
      expect(events).toEqual([
        {
          type: 'tests.skipped',
          holds: false,
          reason: 'without the change, too, vitest is not installed in node_modules',
          hint: null,
        },
      ]);
    });
  },
);

describe('a machine without a box', () => {
  test('runs no tests, and says once why', async () => {
    vi.stubEnv('PATH', '/nowhere');
    onTestFinished(() => void vi.unstubAllEnvs());
    const { check, events } = gatedProject(NODE);
    expect(await check({ 'src/area.js': SUM })).toMatchObject({ passed: true, isSkipped: true });
    await check({ 'src/area.js': SWAPPED });
    expect(events).toMatchObject([
      { type: 'tests.skipped', hint: expect.stringContaining('apt install bubblewrap') },
    ]);
  });

  test('runs them where the user allows it, and puts that on record', async () => {
    vi.stubEnv('PATH', '/nowhere');
    onTestFinished(() => void vi.unstubAllEnvs());
    const { check, events } = gatedProject(NODE, { allowUnsandboxed: true });
    expect((await check({ 'src/area.js': SUM })).passed).toBe(false);
    expect(events).toMatchObject([{ type: 'tests.ran', box: null, result: 'failed' }]);
  });
});

describe('a project that does not say how its tests are run', () => {
  const bare = { 'area.py': UNITTEST['area.py'], 'test_area.py': UNITTEST['test_area.py'] };

  test('has them left alone unless someone asks', async () => {
    const { check, events } = gatedProject(bare, { run: 'if-declared' });
    expect(await check({ 'area.py': '' })).toMatchObject({ passed: true, isSkipped: true });
    expect(events).toEqual([]);
  });

  test('is told that none were found where someone asks and there are none', async () => {
    const { check, events } = gatedProject({ 'area.py': bare['area.py'] });
    await check({ 'area.py': 'area = None\n' });
    expect(events).toMatchObject([
      { type: 'tests.skipped', reason: 'no tests were found around the changed files' },
    ]);
  });
});
