import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { noBoxReason } from '../../support/box.ts';
import { testsPython } from '../../support/python.ts';
import { gatedProject } from '../../support/tests-gate.ts';

const hasGo = spawnSync('go', ['version']).status === 0;
const hasCoverage = testsPython && spawnSync('python3', ['-c', 'import coverage, pytest']).status === 0;

const NODE = {
  'package.json': '{ "type": "module", "scripts": { "test": "node --test" } }',
  'src/area.js': 'export const area = (width, height) => width * height;\n',
  'src/area.test.js': `
    import assert from 'node:assert';
    import { test } from 'node:test';
    import { area } from './area.js';
    test('multiplies', () => assert.equal(area(2, 3), 6));
  `,
};
const GUARDED = `export const area = (width, height) => {
  if (width < 0) {
    return 0;
  }
  return height * width;
};
`;

const PYTHON = {
  'pyproject.toml': '[tool.pytest.ini_options]\npythonpath = "."\n',
  'area.py': 'def area(width, height):\n    return width * height\n',
  'test_area.py': 'from area import area\n\ndef test_multiplies():\n    assert area(2, 3) == 6\n',
};
const GUARDED_PYTHON =
  'def area(width, height):\n    if width < 0:\n        return 0\n    return height * width\n';

/** As mocha, jest and the runners of other languages see the same area. */
const COMMON_JS = {
  'src/area.js': 'exports.area = (width, height) => width * height;\n',
  'test/area.test.js': `
    const assert = require('node:assert');
    const { area } = require('../src/area.js');
    it('multiplies', () => assert.equal(area(2, 3), 6));
  `,
};
const GUARDED_COMMON_JS = GUARDED.replace('export const area', 'exports.area');
const UNITTEST = {
  'setup.py': '',
  'area.py': PYTHON['area.py'],
  'test_area.py': `
import unittest
from area import area

class Area(unittest.TestCase):
    def test_multiplies(self):
        self.assertEqual(area(2, 3), 6)
`,
};
const GO = {
  'go.mod': 'module example.org/shape\n\ngo 1.18\n',
  'area/area.go': 'package area\n\nfunc Area(width, height int) int {\n\treturn width * height\n}\n',
  'area_test.go': `package shape

import (
	"testing"

	"example.org/shape/area"
)

func TestArea(t *testing.T) {
	if area.Area(2, 3) != 6 {
		t.Error("wrong")
	}
}
`,
  'shape.go': 'package shape\n',
};
const GUARDED_GO = `package area

func Area(width, height int) int {
	if width < 0 {
		return 0
	}
	return height * width
}
`;

describe.skipIf(noBoxReason !== null)(
  `what a run of tests shows besides its results (in a box${noBoxReason ?? ''})`,
  { timeout: 180_000 },
  () => {
    test('the changed lines that no test runs are named, by node:test', async () => {
      const { check, events } = gatedProject(NODE);
      await check({ 'src/area.js': GUARDED });
      expect(events).toMatchObject([
        { coverage: [{ path: 'src/area.js', lines: 6, covered: 4, missed: [3, 4] }] },
      ]);
    });

    test.skipIf(!hasCoverage)('the changed lines that no test runs are named, by coverage.py', async () => {
      const { check, events } = gatedProject(PYTHON);
      await check({ 'area.py': GUARDED_PYTHON });
      expect(events).toMatchObject([{ coverage: [{ path: 'area.py', lines: 3, covered: 2, missed: [3] }] }]);
    });

    test.each(['mocha', 'jest'])('the changed lines that no test runs are named, by %s', async (runner) => {
      const files = {
        ...COMMON_JS,
        'package.json': `{ "scripts": { "test": "${runner}${runner === 'mocha' ? ' test' : ''}" } }`,
      };
      const { check, events } = gatedProject(files, { installs: true });
      await check({ 'src/area.js': GUARDED_COMMON_JS });
      const [missed] = events.flatMap((event) => (event.type === 'tests.ran' ? event.coverage : [])) ?? [];
      expect(missed).toMatchObject({ path: 'src/area.js', missed: [3] });
    });

    test.skipIf(!hasCoverage)('the changed lines that no test runs are named, by unittest', async () => {
      const { check, events } = gatedProject(UNITTEST);
      await check({ 'area.py': GUARDED_PYTHON });
      expect(events).toMatchObject([
        { runner: 'unittest', coverage: [{ path: 'area.py', lines: 3, covered: 2, missed: [3] }] },
      ]);
    });

    test.skipIf(!hasGo)('the changed lines that no test of any package runs are named, by go', async () => {
      const { check, events } = gatedProject(GO);
      await check({ 'area/area.go': GUARDED_GO });
      expect(events).toMatchObject([
        { runner: 'go', coverage: [{ path: 'area/area.go', lines: 3, covered: 2, missed: [5] }] },
      ]);
    });

    test('a limit of the project on what is covered is no failure of its tests', async () => {
      const script = 'node --test --test-coverage-lines=100';
      const files = { ...NODE, 'package.json': `{ "type": "module", "scripts": { "test": "${script}" } }` };
      const { check, events } = gatedProject(files);
      expect((await check({ 'src/area.js': GUARDED })).passed).toBe(true);
      expect(events).toMatchObject([{ result: 'passed', flaky: [] }]);
    });

    test('what the box keeps the tests from is told', async () => {
      const { check, events } = gatedProject({ 'a.mjs': '1;\n' }, { command: 'node a.mjs' });
      const source = `
        import { writeFileSync } from 'node:fs';
        await fetch('http://192.0.2.1/').catch((error) => console.log(String(error.cause)));
        try { writeFileSync('/usr/pwn', ''); } catch (error) { console.error(String(error)); }`;
      await check({ 'a.mjs': source });
      expect(events).toMatchObject([
        {
          violations: [
            expect.stringMatching(/^network: .*ENETUNREACH/),
            expect.stringMatching(/^write outside of the copy: .*EROFS.*\/usr\/pwn/),
          ],
        },
      ]);
    });
  },
);
