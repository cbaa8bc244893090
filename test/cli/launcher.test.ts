import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const LAUNCHER = fileURLToPath(new URL('../../bin/ouroboros.js', import.meta.url));

/** Pretends to be an older Node: its version is another, and its `node:module` lacks what came later. */
const OLD_NODE = `
  import { syncBuiltinESMExports } from 'node:module';
  import nodeModule from 'node:module';
  Object.defineProperty(process.versions, 'node', { value: '20.20.2' });
  delete nodeModule.enableCompileCache;
  syncBuiltinESMExports();
`;

function runAsOldNode(
  launcher: string,
  args: readonly string[],
): { status: number | null; stdout: string; stderr: string } {
  const preload = `data:text/javascript,${encodeURIComponent(OLD_NODE)}`;
  return spawnSync(process.execPath, ['--import', preload, launcher, ...args], { encoding: 'utf8' });
}

it('prints the version of the package', () => {
  const { version } = JSON.parse(readFileSync(join(LAUNCHER, '..', '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  expect(execFileSync(process.execPath, [LAUNCHER, '--version'], { encoding: 'utf8' })).toBe(`${version}\n`);
});

it('hands over to the installed Node where it runs on an older one, exit code included', () => {
  const result = runAsOldNode(LAUNCHER, ['recipes', '--nonsense']);
  expect(result).toMatchObject({ status: 2 });
  expect(result.stderr).toContain('--nonsense');
});

it('says in one line what is needed where no newer Node is installed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-launcher-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(LAUNCHER, join(folder, 'bin', 'ouroboros.js'));
  writeFileSync(join(folder, 'package.json'), '{"type": "module", "version": "0.0.0"}');
  const result = runAsOldNode(join(folder, 'bin', 'ouroboros.js'), ['recipes']);
  expect(result.status).toBe(5);
  expect(result.stderr.trim().split('\n')).toHaveLength(1);
});
