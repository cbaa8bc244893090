import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// npm runs this where it packs, also where somebody installs from git, as pre-commit does.
const root = fileURLToPath(new URL('..', import.meta.url));

/** Settings of an `npm install --global` around this one: with them nothing would be installed here. */
const OF_GLOBAL_INSTALL = /^npm_config_(?:global|prefix|location|local_prefix)$/i;

/** Builds the package, with its development dependencies, which npm leaves out under a global install from git. */
function prepare(): number {
  if (!existsSync(join(root, 'node_modules', 'typescript'))) {
    const kept = Object.entries(process.env).filter(([name]) => !OF_GLOBAL_INSTALL.test(name));
    const args = ['install', '--include=dev', '--ignore-scripts', '--no-save', '--no-audit'];
    const options = { cwd: root, env: Object.fromEntries(kept), stdio: 'inherit' } as const;
    if (spawnSync('npm', args, { ...options, shell: process.platform === 'win32' }).status !== 0) return 1;
  }
  return spawnSync(process.execPath, [join(root, 'scripts', 'build.ts')], { stdio: 'inherit' }).status ?? 1;
}

process.exitCode = prepare();
