import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noBoxReason } from '../../support/box.ts';
import { gatedProject, type GatedProject } from '../../support/tests-gate.ts';
import { makeFolder } from '../../support/work-tree.ts';

/** A package whose script would leave a file and fail. */
const PACKAGE = {
  'package/package.json':
    '{"name":"three","version":"1.0.0","main":"i.js","scripts":{"install":"touch ran && exit 1"}}',
  'package/i.js': 'module.exports = 3;',
};
const PROJECT = {
  'package.json': JSON.stringify({
    name: 'p',
    version: '1.0.0',
    scripts: { test: 'node --test', postinstall: 'exit 1' },
    dependencies: { three: 'file:vendor/three.tgz' },
  }),
  '.npmrc': 'ignore-scripts=false\nscript-shell=./evil.sh\n',
  'a.js': 'exports.six = () => 2 * require("three");\n',
  'a.test.js': `
    const { six } = require('./a.js');
    require('node:test').test('six', () => { if (six() !== 6) throw new Error('not six'); });
  `,
};

/** A project that takes a package from a file of its own, so that nothing has to be fetched. */
function vendoringProject(config: Parameters<typeof gatedProject>[1]): GatedProject {
  const project = gatedProject(PROJECT, config);
  const archive = join(project.root, 'vendor/three.tgz');
  mkdirSync(join(project.root, 'vendor'));
  execFileSync('tar', ['-czf', archive, '-C', makeFolder(PACKAGE), 'package']);
  const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  const { scripts: _scripts, ...root } = JSON.parse(PROJECT['package.json']);
  const three = { version: '1.0.0', resolved: 'file:vendor/three.tgz', integrity, hasInstallScript: true };
  const packages = { '': root, 'node_modules/three': three };
  const lock = { name: 'p', version: '1.0.0', lockfileVersion: 3, requires: true, packages };
  writeFileSync(join(project.root, 'package-lock.json'), JSON.stringify(lock));
  return project;
}

describe.skipIf(noBoxReason !== null)(`packages for the tests (in a box${noBoxReason ?? ''})`, () => {
  test('are installed once for all attempts, without scripts, and not into the work tree', async () => {
    const { check, events, folders, root } = vendoringProject({ installsMissing: true });

    const worse = await check({ 'a.js': 'exports.six = () => 7;\n' });
    const better = await check({
      'a.js': 'const three = require("three");\nexports.six = () => three + three;\n',
    });

    expect([worse.passed, better.passed]).toEqual([false, true]);
    expect(events.map((event) => event.type)).toEqual(['tests.ran', 'tests.ran']);
    expect(events[0]).toMatchObject({ installs: [{ program: 'npm', lock: 'package-lock.json' }] });
    expect(folders).toHaveLength(1);
    expect(readdirSync(join(folders[0] ?? '', 'node_modules/three')).toSorted()).toEqual([
      'i.js',
      'package.json',
    ]);
    expect(existsSync(join(root, 'node_modules'))).toBe(false);
  });

  test('are not installed where nobody asks for it', async () => {
    const { check, events } = vendoringProject({});
    await check({ 'a.js': 'exports.six = () => 7;\n' });
    expect(events).toMatchObject([{ type: 'tests.skipped' }]);
  });

  test('that a lock file does not match leave the tests unrun, with the words of npm', async () => {
    const { check, events, folders, root } = vendoringProject({ installsMissing: true });
    writeFileSync(join(root, 'vendor/three.tgz'), 'something else');
    await check({ 'a.js': 'exports.six = () => 7;\n' });
    expect(events).toMatchObject([{ type: 'tests.skipped' }]);
    expect(events[0]).toHaveProperty(
      'reason',
      expect.stringMatching(/^npm could not install from package-lock.json: .+/),
    );
    expect(folders).toEqual([]);
  });

  test('need a lock file', async () => {
    const { check, events } = gatedProject(PROJECT, { installsMissing: true });
    await check({ 'a.js': 'exports.six = () => 7;\n' });
    expect(events).toMatchObject([
      { type: 'tests.skipped', reason: '--install needs a lock file (package-lock.json), and there is none' },
    ]);
  });
});
