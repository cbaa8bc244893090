import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { noBoxReason } from '../../support/box.ts';
import { gatedProject } from '../../support/tests-gate.ts';

const JS = {
  'src/area.js': 'exports.area = (width, height) => width * height;\n',
  'src/other.js': 'exports.other = 1;\n',
};
const JS_TESTS = `
const assert = require('node:assert');
const { area } = require('../src/area.js');
describe('an area', () => {
  it('multiplies', () => assert.equal(area(2, 3), 6));
  it('is commutative', () => assert.equal(area(2, 3), area(3, 2)));
  it('fails already', () => assert.equal(1, 2));
});
`;
const OTHER_TEST = "require('../src/other.js'); it('is there', () => {});\n";

type Case = {
  readonly program: string;
  readonly files: Readonly<Record<string, string>>;
  readonly source: string;
  readonly regressions: readonly string[];
  /** What fails where the source cannot be read at all. */
  readonly unloadable: string;
};

const CASES: readonly Case[] = [
  {
    program: 'jest',
    files: {
      'package.json': '{ "scripts": { "test": "jest" } }',
      ...JS,
      'test/area.test.js': JS_TESTS,
      'test/other.test.js': OTHER_TEST,
    },
    source: 'src/area.js',
    regressions: ['test/area.test.js › an area › multiplies'],
    unloadable: 'test/area.test.js',
  },
  {
    program: 'mocha',
    files: {
      'package.json': '{ "scripts": { "test": "mocha" } }',
      ...JS,
      'test/area.js': JS_TESTS,
      'test/other.js': OTHER_TEST,
    },
    source: 'src/area.js',
    regressions: ['test/area.js › an area multiplies'],
    unloadable: 'the run as a whole',
  },
  {
    program: 'go',
    files: {
      'go.mod': 'module example.com/area\n\ngo 1.19\n',
      'area.go': 'package area\n\nfunc Area(width, height int) int { return width * height }\n',
      'area_test.go': `package area
import "testing"
func TestMultiplies(t *testing.T) { if Area(2, 3) != 6 { t.Fatal("no") } }
func TestIsCommutative(t *testing.T) { if Area(2, 3) != Area(3, 2) { t.Fatal("no") } }
func TestFailsAlready(t *testing.T) { t.Error("already") }
`,
      'other/other.go': 'package other\n',
      'other/other_test.go': 'package other\nimport "testing"\nfunc TestOther(t *testing.T) {}\n',
    },
    source: 'area.go',
    regressions: ['example.com/area › TestMultiplies'],
    unloadable: 'the run as a whole',
  },
  {
    program: 'cargo',
    files: {
      'Cargo.toml': '[package]\nname = "area"\nversion = "0.1.0"\nedition = "2021"\n',
      'src/lib.rs': `pub fn area(width: i32, height: i32) -> i32 { width * height }
#[cfg(test)]
mod tests {
    use super::*;
    #[test] fn multiplies() { assert_eq!(area(2, 3), 6); }
    #[test] fn is_commutative() { assert_eq!(area(2, 3), area(3, 2)); }
    #[test] fn fails_already() { assert_eq!(1, 2); }
}
`,
    },
    source: 'src/lib.rs',
    regressions: ['area (src/lib.rs) › tests::multiplies'],
    unloadable: 'the run as a whole',
  },
];

function isInstalled(program: string): boolean {
  if (program === 'go') return spawnSync('go', ['version']).status === 0;
  if (program === 'cargo') return spawnSync('cargo', ['--version']).status === 0;
  return existsSync(new URL(`../../../node_modules/${program}`, import.meta.url));
}

describe.skipIf(noBoxReason !== null)(
  `runners on real projects (in a box${noBoxReason ?? ''})`,
  { timeout: 300_000 },
  () => {
    for (const { program, files, source, regressions, unloadable } of CASES) {
      const installed = isInstalled(program);
      const original = files[source] ?? '';
      const open = (run: 'all' | 'related' = 'all'): ReturnType<typeof gatedProject> =>
        gatedProject(files, { installs: program === 'jest' || program === 'mocha', run });

      test.skipIf(!installed)(`a regression is found by ${program}, and nothing else`, async () => {
        const { check, events } = open();
        expect((await check({ [source]: original.replace(' * ', ' + ') })).passed).toBe(false);
        const swapped = original.replace('width * height', 'height * width');
        expect((await check({ [source]: swapped })).passed).toBe(true);
        expect(events).toMatchObject([
          { runner: program, newFailures: regressions, vanished: [], flaky: [] },
          { result: 'passed', before: { failed: 1 }, after: { failed: 1 } },
        ]);
      });

      test.skipIf(!installed)(`what ${program} cannot load is one failure`, async () => {
        const { check, events } = open();
        expect((await check({ [source]: `)${original}` })).passed).toBe(false);
        expect(events).toMatchObject([{ newFailures: [unloadable], vanished: [] }]);
      });
    }

    test.skipIf(!isInstalled('jest'))(
      'jest runs only what reaches the change where that is asked',
      async () => {
        const { check, events } = gatedProject(CASES[0]?.files ?? {}, { installs: true, run: 'related' });
        await check({ 'src/area.js': `${JS['src/area.js']}\n` });
        expect(events).toMatchObject([{ choice: 'related', after: { passed: 2, failed: 1 } }]);
      },
    );

    test.skipIf(!isInstalled('go'))('go runs only the packages that reach the change', async () => {
      const go = CASES.find(({ program }) => program === 'go')?.files ?? {};
      const { check, events } = gatedProject(go, { run: 'related' });
      await check({ 'area.go': `${go['area.go']}\n` });
      expect(events).toMatchObject([{ choice: 'related', after: { passed: 2, failed: 1 } }]);
    });

    test('node:test runs only the files that import the change, and all where none is known', async () => {
      const { check, events } = gatedProject(NODE, { run: 'related' });
      await check({ 'area.js': 'export const area = (width, height) => height * width;\n' });
      await check({ 'package.json': NODE['package.json'], 'lonely.js': '1;\n' });
      expect(events).toMatchObject([
        { choice: 'related', after: { passed: 1 } },
        { choice: 'all', after: { passed: 2 } },
      ]);
    });
  },
);

const NODE = {
  'package.json': '{ "type": "module", "scripts": { "test": "node --test \\"test/*.js\\"" } }',
  'area.js': 'export const area = (width, height) => width * height;\n',
  'between.js': "export { area } from './area.js';\n",
  'test/area.test.js':
    "import { test } from 'node:test'; import { area } from '../between.js'; test('runs', () => area(1, 1));\n",
  'test/other.test.js': "import { test } from 'node:test'; test('other', () => {});\n",
};
