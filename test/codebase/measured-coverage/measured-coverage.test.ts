import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openMeasuredCoverage } from '../../../src/codebase/measured-coverage/measured-coverage.ts';
import { scratchFolders } from '../../support/scratch.ts';

const makeScratch = scratchFolders();

const LCOV = 'TN:\nSF:src/a.ts\nDA:1,3\nDA:2,0\nDA:3,1\nDA:4,1\nLF:4\nLH:3\nend_of_record\n';

/** Makes a tree; each file is a minute younger than the one before it. */
function treeOf(files: Readonly<Record<string, string>>): string {
  const root = makeScratch();
  for (const [index, [path, text]] of Object.entries(files).entries()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    utimesSync(join(root, path), 1_700_000_000 + index * 60, 1_700_000_000 + index * 60);
  }
  return root;
}

describe('measured coverage', () => {
  it('is read from lcov', async () => {
    const root = treeOf({ 'src/a.ts': 'a', 'coverage/lcov.info': LCOV });
    expect(await openMeasuredCoverage(root).of('src/a.ts')).toEqual({
      report: 'coverage/lcov.info',
      lines: 4,
      covered: 3,
    });
  });

  it('is read from istanbul, by lines and absolute paths', async () => {
    const root = treeOf({ 'src/a.ts': 'a' });
    const at = (line: number): object => ({ start: { line, column: 0 }, end: { line, column: 9 } });
    const file = {
      path: join(root, 'src/a.ts'),
      statementMap: { 0: at(1), 1: at(1), 2: at(2) },
      s: { 0: 0, 1: 2, 2: 0 },
    };
    mkdirSync(join(root, 'coverage'));
    writeFileSync(join(root, 'coverage/coverage-final.json'), JSON.stringify({ [file.path]: file }));
    expect(await openMeasuredCoverage(root).of('src/a.ts')).toMatchObject({ lines: 2, covered: 1 });
  });

  it('is read from coverage.py', async () => {
    const report = { meta: {}, files: { 'pkg/a.py': { executed_lines: [1, 2], missing_lines: [3, 4, 5] } } };
    const root = treeOf({ 'pkg/a.py': 'a', 'coverage.json': JSON.stringify(report) });
    expect(await openMeasuredCoverage(root).of('pkg/a.py')).toMatchObject({ lines: 5, covered: 2 });
  });

  it('says nothing of a file that was written after the report', async () => {
    const root = treeOf({ 'coverage/lcov.info': LCOV, 'src/a.ts': 'a' });
    expect(await openMeasuredCoverage(root).of('src/a.ts')).toBeNull();
  });

  it('takes the newest report that can be read', async () => {
    const newer = LCOV.replace('DA:2,0', 'DA:2,5');
    const root = treeOf({
      'src/a.ts': 'a',
      'coverage/lcov.info': LCOV,
      'lcov.info': newer,
      'coverage.json': '{"files": 3',
    });
    expect(await openMeasuredCoverage(root).of('src/a.ts')).toMatchObject({
      report: 'lcov.info',
      covered: 4,
    });
  });

  it.each([
    ['no report', {}],
    ['a report of other files', { 'lcov.info': LCOV }],
  ])('says nothing where there is %s', async (_, files) => {
    const root = treeOf({ 'src/b.ts': 'b', ...files });
    expect(await openMeasuredCoverage(root).of('src/b.ts')).toBeNull();
  });

  it('leaves out what lies outside of the root', async () => {
    const root = treeOf({ 'src/a.ts': 'a', 'lcov.info': LCOV.replace('src/a.ts', '/elsewhere/src/a.ts') });
    expect(await openMeasuredCoverage(root).of('src/a.ts')).toBeNull();
  });
});
