import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../../src/domain/ports.ts';
import { createTypesGate } from '../../../src/safety/gates/types.ts';
import { judgePatch, placesIn, type Patch } from '../../support/judge.ts';
import { makeFolder, type Files } from '../../support/work-tree.ts';

async function judge(files: Files, patch: Patch): Promise<Verdict> {
  const root = makeFolder(files);
  return judgePatch(createTypesGate({ root }), root, { patch });
}

describe("Python: the project's own pyright", () => {
  // Stands in for the real one: it prints, in its form, an error for each `: int = "` of the files that it is asked for.
  const STAND_IN = `
    const { readFileSync } = require('node:fs');
    const { resolve } = require('node:path');
    const asked = process.argv.slice(2).filter((one) => !one.startsWith('-'));
    const config = JSON.parse(readFileSync('pyrightconfig.json', 'utf8'));
    if (config.extends !== './pyproject.toml') throw new Error('no configuration');
    const generalDiagnostics = asked.flatMap((path) => readFileSync(path, 'utf8').split('\\n').flatMap((text, line) => {
      const character = text.indexOf(': int = "');
      const range = { start: { line, character } };
      return character < 0 ? [] : [
        { file: resolve(path), severity: 'error', message: 'wrong type', range, rule: 'reportAssignmentType' },
        { file: resolve(path), severity: 'error', message: 'no import', range: { start: { line: 0, character: 0 } }, rule: 'reportMissingImports' },
        { file: resolve(path), severity: 'warning', message: 'odd', range, rule: 'reportOdd' },
      ];
    }));
    console.log(JSON.stringify({ generalDiagnostics }));
    process.exitCode = 1;
  `;
  const PYTHON: Files = {
    'pyproject.toml': '[tool.pyright]\nstrict = ["src"]\n',
    'src/a.py': 'x: int = "old"\n',
    'src/b.py': 'from a import x\ny: int = "untouched"\n',
  };
  const INSTALLED = { 'node_modules/pyright/index.js': STAND_IN };
  const CHANGE: Patch = { 'src/a.py': '# A comment.\nx: int = "old"\nz: int = "new"\n' };

  test('its new errors are refused, and neither old ones nor those of missing packages', async () => {
    const verdict = await judge({ ...PYTHON, ...INSTALLED }, CHANGE);
    expect(placesIn(verdict)).toEqual(['src/a.py:3 wrong type (reportAssignmentType)']);
    expect(verdict.summary).toBe('New type errors in src/a.py.');
    expect(verdict.diagnostics[0]).toMatchObject({ source: 'pyright', column: 2 });
    expect(verdict.counts).toEqual([{ path: 'src/a.py', before: 1, after: 2 }]);
  });

  test('an error that goes to another file with its line is not new there', async () => {
    const moved: Patch = { 'src/a.py': 'w = 1\n', 'src/c.py': 'x: int = "old"\n' };
    expect((await judge({ ...PYTHON, ...INSTALLED }, moved)).passed).toBe(true);
    const doubled: Patch = { ...moved, 'src/d.py': 'x: int = "old"\n' };
    expect((await judge({ ...PYTHON, ...INSTALLED }, doubled)).passed).toBe(false);
  });

  test('the change may not take its configuration away before it', async () => {
    const change = { ...CHANGE, 'pyproject.toml': '[project]\n' };
    expect(placesIn(await judge({ ...PYTHON, ...INSTALLED }, change))).toEqual([
      'src/a.py:3 wrong type (reportAssignmentType)',
    ]);
  });

  test('files that import the changed one are looked at', async () => {
    const { passed, summary } = await judge({ ...PYTHON, ...INSTALLED }, { 'src/a.py': 'x: int = 1\n' });
    expect({ passed, summary }).toEqual({ passed: true, summary: 'No new type errors in 2 files.' });
  });

  test('a project that does not configure it is not judged', async () => {
    const { summary } = await judge({ ...PYTHON, ...INSTALLED, 'pyproject.toml': '[project]\n' }, CHANGE);
    expect(summary).toBe('The project checks no types of these files.');
  });

  test('one that breaks down is told of', async () => {
    const { passed, summary } = await judge(
      { ...PYTHON, 'node_modules/pyright/index.js': 'throw new Error("broken");\n' },
      CHANGE,
    );
    expect({ passed, summary }).toEqual({
      passed: true,
      summary: 'Types were not judged: pyright did not run: Unexpected end of JSON input.',
    });
  });
});
