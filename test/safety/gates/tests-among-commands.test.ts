import { describe, expect, test } from 'vitest';
import { noBoxReason } from '../../support/box.ts';
import { gatedProject } from '../../support/tests-gate.ts';

const script = (line: string): string => JSON.stringify({ type: 'module', scripts: { test: line } });
const FILES = {
  'package.json': script('node build.js && node --test && node report.js'),
  'build.js':
    "import { writeFileSync } from 'node:fs'; writeFileSync('built.js', 'export const size = 3;');\n",
  'report.js': '',
  'area.js': 'export const area = (width, height) => width * height;\n',
  'area.test.js': `
    import assert from 'node:assert';
    import { test } from 'node:test';
    import { area } from './area.js';
    import { size } from './built.js';
    test('multiplies', () => assert.equal(area(2, size), 6));
    test('is commutative', () => assert.equal(area(2, size), area(size, 2)));
  `,
};
const SUM = 'export const area = (width, height) => width + height;\n';

describe.skipIf(noBoxReason !== null)(
  `a runner among the commands of a script (in a box${noBoxReason ?? ''})`,
  () => {
    test('is read test by test, what stands before it done', async () => {
      const { check, events } = gatedProject(FILES);
      expect((await check({ 'area.js': SUM })).passed).toBe(false);
      expect(events).toMatchObject([
        { runner: 'node', newFailures: ['area.test.js › multiplies'], before: { passed: 2, failed: 0 } },
      ]);
    });

    test.each([
      ['before', { 'build.js': "throw new Error('no build');\n" }, 'no build'],
      ['after', { 'report.js': "throw new Error('no report');\n" }, 'no report'],
    ])('fails as a whole where a command %s it fails', async (_, change, said) => {
      const { check, events } = gatedProject(FILES);
      const verdict = await check(change);
      expect(verdict.diagnostics).toMatchObject([{ message: expect.stringContaining(said) }]);
      expect(events).toMatchObject([{ newFailures: ['the run as a whole'], vanished: [] }]);
    });

    test('is judged although one of its tests failed before', async () => {
      const failing = `${FILES['area.test.js']}test('fails already', () => assert.equal(1, 2));\n`;
      const { check, events } = gatedProject({ ...FILES, 'area.test.js': failing });
      expect((await check({ 'area.js': SUM })).passed).toBe(false);
      expect((await check({ 'report.js': '1;\n' })).passed).toBe(true);
      expect(events).toMatchObject([{ newFailures: ['area.test.js › multiplies'] }, { result: 'passed' }]);
    });

    test('shows nothing where what stands before it fails without the change, and says why', async () => {
      const { check, events } = gatedProject({ ...FILES, 'build.js': "throw new Error('no tools');\n" });
      expect(await check({ 'area.js': SUM })).toMatchObject({ isSkipped: true });
      expect(events).toMatchObject([{ holds: true, reason: expect.stringContaining('Error: no tools') }]);
    });
  },
);
