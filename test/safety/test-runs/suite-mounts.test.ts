import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { mountsOf, programFolders } from '../../../src/safety/test-runs/suite-mounts.ts';
import type { Suite } from '../../../src/safety/test-runs/suite.ts';

const mount = (at: string) => ({ from: at, at, writable: false });
const toolchain = (name: string) => {
  return {
    programs: `/${name}/bin`,
    mounts: [mount(`/${name}`)],
    packages: `/${name}/packages`,
    lineCounter: null,
  };
};
const placeOf = (runner: Suite['runner']) => {
  return {
    suite: { runner, folder: 'web', args: [] },
    root: '/srv/project',
    copy: '/copy',
    out: '/out',
    python: { command: '/py/bin/python3', mounts: [mount('/py')], hasPytest: true, hasCoverage: true },
    toolchains: { go: toolchain('go'), cargo: toolchain('cargo') },
    dependencies: {
      mounts: [mount('/srv'), mount('/packages'), mount('/srv/project/node_modules')],
      caches: [],
      environments: [],
      isDependency: () => false,
    },
  };
};
const placesFor = (runner: Suite['runner']): readonly string[] =>
  mountsOf(placeOf(runner))
    .map(({ at }) => at)
    .filter((at) => !process.execPath.startsWith(at));

test('a run sees interpreters and packages, its copy in the place of the tree, and what it writes to', () => {
  const shown = ['/py', '/packages', '/srv/project', '/srv/project/node_modules', '/report'];
  expect(placesFor('vitest')).toEqual(shown);
  expect(placesFor('go')).toEqual(['/py', '/go', ...shown.slice(1)]);
  expect(placesFor('cargo')).toEqual(['/py', '/cargo', ...shown.slice(1), '/report/cargo/registry']);
  expect(mountsOf(placeOf('vitest')).filter(({ writable }) => writable)).toEqual([
    { from: '/copy', at: '/srv/project', writable: true },
    { from: '/out', at: '/report', writable: true },
  ]);
});

test('programs are looked for among the packages, then beside the interpreters', () => {
  const packages = ['/srv/project/web/node_modules/.bin', '/srv/project/node_modules/.bin'];
  const own = [...packages, dirname(process.execPath), '/py/bin'];
  expect(programFolders(placeOf('mocha'))).toEqual(own);
  expect(programFolders(placeOf('go'))).toEqual([...own, '/go/bin']);
});
