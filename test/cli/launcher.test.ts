import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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

/** A checkout of which each side says its name. */
function createCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-launcher-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const files = {
    'package.json': '{"type": "module", "version": "0.0.0"}',
    'package-lock.json': '{}',
    'src/cli/main.ts': "export const main = (args: readonly string[]) => console.log('src', ...args);",
    'src/domain/text.ts': '',
    'dist/cli/main.js': "export const main = (args) => console.log('dist', ...args);",
  };
  cpSync(LAUNCHER, join(folder, 'bin', 'ouroboros.js'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function runIn(folder: string): string {
  return execFileSync(process.execPath, [join(folder, 'bin', 'ouroboros.js'), 'x'], { encoding: 'utf8' });
}

it('runs what was built from a checkout as it is', () => {
  const folder = createCheckout();
  utimesSync(join(folder, 'dist/cli/main.js'), Date.now() / 1000 + 1, Date.now() / 1000 + 1);
  expect(runIn(folder)).toBe('dist x\n');
});

it.each(['src/domain/text.ts', 'src/domain', 'package-lock.json'])(
  'runs the sources of a checkout where %s was written after the build',
  (path) => {
    const folder = createCheckout();
    const nowS = Date.now() / 1000;
    utimesSync(join(folder, 'dist/cli/main.js'), nowS + 1, nowS + 1);
    utimesSync(join(folder, path), nowS + 2, nowS + 2);
    expect(runIn(folder)).toBe('src x\n');
  },
);

it('runs the sources of a checkout that was never built', () => {
  const folder = createCheckout();
  rmSync(join(folder, 'dist'), { recursive: true });
  expect(runIn(folder)).toBe('src x\n');
});
