import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noBoxReason } from '../../support/box.ts';
import { gatedProject, type GatedProject } from '../../support/tests-gate.ts';
import { VENDORING, vendoringProject } from '../../support/vendoring-project.ts';

/** The project with a lock file of npm. */
function lockedProject(config: Parameters<typeof gatedProject>[1]): GatedProject {
  const project = vendoringProject(config);
  const integrity = `sha512-${createHash('sha512').update(readFileSync(project.archive)).digest('base64')}`;
  const { scripts: _scripts, ...root } = JSON.parse(VENDORING['package.json']);
  const three = { version: '1.0.0', resolved: 'file:vendor/three.tgz', integrity, hasInstallScript: true };
  const packages = { '': root, 'node_modules/three': three };
  const lock = { name: 'p', version: '1.0.0', lockfileVersion: 3, requires: true, packages };
  writeFileSync(join(project.root, 'package-lock.json'), JSON.stringify(lock));
  return project;
}

describe.skipIf(noBoxReason !== null)(`packages for the tests (in a box${noBoxReason ?? ''})`, () => {
  test('are installed once for all attempts, without scripts, and not into the work tree', async () => {
    const { check, events, folders, root } = lockedProject({ installsMissing: true });

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
    const { check, events } = lockedProject({});
    await check({ 'a.js': 'exports.six = () => 7;\n' });
    expect(events).toMatchObject([{ type: 'tests.skipped' }]);
  });

  test('that a lock file does not match leave the tests unrun, with the words of npm', async () => {
    const { check, events, folders, root } = lockedProject({ installsMissing: true });
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
    const { check, events } = gatedProject(VENDORING, { installsMissing: true });
    await check({ 'a.js': 'exports.six = () => 7;\n' });
    expect(events).toMatchObject([
      {
        type: 'tests.skipped',
        reason:
          '--install needs a lock file (npm-shrinkwrap.json, pnpm-lock.yaml, yarn.lock), and there is none',
      },
    ]);
  });
});
