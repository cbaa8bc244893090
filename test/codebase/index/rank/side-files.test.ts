import { describe, expect, it } from 'vitest';
import { asideTest } from '../../../../src/codebase/index/rank/side-files.ts';

describe('what stands beside the sources', () => {
  it.each([
    'test/app.ts',
    'src/app.test.ts',
    'tests/conftest.py',
    'examples/app.py',
    'docs/conf.py',
    'README.md',
    'vendor/jquery.js',
    'deno_dist/app.ts',
    'src/types.d.ts',
  ])('takes in %s', (path) => {
    expect(asideTest(['cookie'])(path)).toBe(true);
  });

  it.each(['src/app.ts', 'src/testing.ts', 'lib/latest/app.py', 'src/document.ts', 'src/distance.ts'])(
    'leaves out %s',
    (path) => {
      expect(asideTest(['cookie'])(path)).toBe(false);
    },
  );

  it('leaves out the kind that the task asks for, and no other', () => {
    const isAside = asideTest(['slow', 'tests']);
    expect(['src/app.test.ts', 'tests/app.py', 'docs/conf.py'].map(isAside)).toEqual([false, false, true]);
  });

  it('leaves out examples and docs when the task asks for those', () => {
    expect(asideTest(['example'])('examples/app.py')).toBe(false);
    expect(asideTest(['README'])('README.md')).toBe(false);
  });
});
