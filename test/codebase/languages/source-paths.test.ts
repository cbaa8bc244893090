import { expect, test } from 'vitest';
import { importCandidatesOf } from '../../../src/codebase/languages/source-paths.ts';

const SOURCES = ['a.ts', 'a.tsx', 'a.d.ts', 'a.mts', 'a.d.mts', 'a.cts', 'a.d.cts'];

test.each([
  ['a.js', ['a.ts', 'a.tsx', 'a.d.ts']],
  ['a.jsx', ['a.ts', 'a.tsx', 'a.d.ts']],
  ['a.mjs', ['a.mts', 'a.d.mts']],
  ['a.cjs', ['a.cts', 'a.d.cts']],
  ['a', SOURCES],
])('%s may be written for %j', (path, sources) => {
  const candidates = importCandidatesOf(path).filter((one) => SOURCES.includes(one));
  expect(candidates.toSorted()).toEqual(sources.toSorted());
});
