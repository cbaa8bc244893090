import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, type Figure } from '../measure.ts';

/** Packs the package, installs it for production in an empty folder, and weighs what came. */
export async function measureInstall(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-bench-'));
  const run = (command: string, args: readonly string[], cwd: string): string =>
    execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const packed =
      run('npm', ['pack', '--silent', '--pack-destination', folder], ROOT).trim().split('\n').at(-1) ?? '';
    writeFileSync(join(folder, 'package.json'), '{"private": true}');
    run('npm', ['install', '--omit=dev', '--no-audit', '--no-fund', `./${packed}`], folder);
    const kilobytes = Number(run('du', ['-sk', 'node_modules'], folder).split('\t')[0]);
    const version = run(
      process.execPath,
      ['node_modules/ouroboros-refactor/bin/ouroboros.js', '--version'],
      folder,
    ).trim();
    return [
      {
        name: 'production install',
        value: kilobytes / 1024,
        unit: 'MB',
        bound: 260,
        detail: `version ${version} runs from it`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
