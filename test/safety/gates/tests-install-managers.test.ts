import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { pnpm } from '../../../src/safety/sandbox/install/pnpm.ts';
import { berry } from '../../../src/safety/sandbox/install/yarn-berry.ts';
import { classicYarn } from '../../../src/safety/sandbox/install/yarn-classic.ts';
import { noBoxReason } from '../../support/box.ts';
import { servePackageIndex } from '../../support/package-index.ts';
import { testsPython } from '../../support/python.ts';
import { gatedProject, type GatedProject } from '../../support/tests-gate.ts';
import { vendoringProject } from '../../support/vendoring-project.ts';
import { writeFiles, type Files } from '../../support/work-tree.ts';

const SEVEN = { 'a.js': 'exports.six = () => 7;\n' };
const HOSTILE = { 'evil.js': 'require("node:fs").writeFileSync("ran", ""); process.exit(1);\n' };

/** Each with the call that writes a lock file, and settings that would have it start a program of the project. */
const CASES = [
  {
    title: 'pnpm',
    manager: pnpm,
    call: ['install', '--lockfile-only'],
    settings: { '.pnpmfile.cjs': HOSTILE['evil.js'], '.npmrc': 'script-shell=./evil.js\n' },
  },
  {
    title: 'yarn 1',
    manager: classicYarn,
    call: ['install', '--ignore-scripts', '--non-interactive'],
    settings: { '.yarnrc': 'yarn-path "./evil.js"\n' },
  },
  {
    title: 'yarn 2 and newer',
    manager: berry,
    call: ['install', '--mode=update-lockfile'],
    settings: { '.yarnrc.yml': 'yarnPath: ./evil.js\n' },
  },
] as const;

/** Those of this machine; the lock files are their own work. */
const found = await Promise.all(
  CASES.map(async (one) => {
    const tool = await one.manager.find(process.env, new AbortController().signal);
    const title = `${one.title}${tool === null ? ' (not installed here)' : ''}`;
    return { ...one, title, command: tool?.command ?? null };
  }),
);

function lockedProject({ command, call, manager, settings }: (typeof found)[number]): GatedProject {
  const project = vendoringProject({ installsMissing: true });
  const [lock = ''] = manager.locks;
  const [program = '', ...start] = command ?? [];
  // Without one of its own, yarn would look for the project in the folders above.
  if (manager.name === 'yarn') writeFileSync(join(project.root, lock), '');
  const env = {
    ...process.env,
    // Packages of the same name and version as those of another test.
    YARN_CACHE_FOLDER: join(project.root, '.yarn'),
    CI: '',
    YARN_NODE_LINKER: 'node-modules',
    YARN_ENABLE_IMMUTABLE_INSTALLS: '0',
  };
  execFileSync(program, [...start, ...call], { cwd: project.root, env, stdio: 'pipe' });
  for (const name of ['node_modules', '.yarn'])
    rmSync(join(project.root, name), { recursive: true, force: true });
  writeFiles(project.root, { ...HOSTILE, ...settings });
  return project;
}

describe.skipIf(noBoxReason !== null)(
  `packages by other package managers (in a box${noBoxReason ?? ''})`,
  { timeout: 120_000 },
  () => {
    for (const one of found) {
      describe.skipIf(one.command === null)(`by ${one.title}`, () => {
        test('installs them without scripts, settings of the project, or a file in the work tree', async () => {
          const { check, events, folders, root } = lockedProject(one);
          expect(await check(SEVEN)).toMatchObject({ passed: false });
          expect(events).toMatchObject([
            { installs: [{ program: one.manager.name, lock: one.manager.locks[0] }] },
          ]);
          expect(readdirSync(join(folders[0] ?? '', 'node_modules/three')).toSorted()).toEqual([
            'i.js',
            'package.json',
          ]);
          expect([existsSync(join(root, 'node_modules')), existsSync(join(folders[0] ?? '', 'ran'))]).toEqual(
            [false, false],
          );
        });

        test('installs nothing where the lock file is not of the manifest', async () => {
          const { check, events, folders, root } = lockedProject(one);
          const manifest = { name: 'p', version: '1.0.0', scripts: { test: 'node --test' } };
          const dependencies = { three: 'file:vendor/three.tgz', other: 'file:vendor/three.tgz' };
          writeFiles(root, { 'package.json': JSON.stringify({ ...manifest, dependencies }) });
          await check(SEVEN);
          const lock = one.manager.locks[0] ?? '';
          expect(events).toMatchObject([{ type: 'tests.skipped' }]);
          expect(events[0]).toHaveProperty(
            'reason',
            expect.stringMatching(
              new RegExp(`^${one.manager.name} could not install from ${lock}: .*lockfile`, 'i'),
            ),
          );
          expect(folders).toEqual([]);
        });
      });
    }

    describe.skipIf(!testsPython)('pip', () => {
      const project = (requirements: string): GatedProject => {
        const files: Files = {
          'requirements.txt': requirements,
          'a.py': 'import three\n\ndef six():\n    return 2 * three.value\n',
          'test_a.py': `
import unittest
from a import six

class Test(unittest.TestCase):
    def test_six(self):
        self.assertEqual(six(), 6)
`,
        };
        return gatedProject(files, { installsMissing: true });
      };
      const worse = { 'a.py': 'import three\n\ndef six():\n    return 2 + three.value\n' };
      const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

      test('installs what is pinned, into an environment that the tests are run by', async () => {
        const { url, wheel } = await servePackageIndex();
        vi.stubEnv('PIP_INDEX_URL', url);
        const { check, events, root } = project(`three==1.0.0 --hash=sha256:${digestOf(wheel)}\n`);
        expect(await check(worse)).toMatchObject({ passed: false });
        expect(events).toMatchObject([
          {
            result: 'failed',
            before: { passed: 1 },
            installs: [{ program: 'pip', lock: 'requirements.txt' }],
          },
        ]);
        expect(existsSync(join(root, '.venv'))).toBe(false);
      });
    });
  },
);
