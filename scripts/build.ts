import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { grammarSources } from '../src/codebase/languages/grammars.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Makes `dist/`: the sources as JavaScript with types, and the grammars that are used, each with its licence. */
function build(): number {
  const out = join(root, 'dist');
  rmSync(out, { recursive: true, force: true });
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const compiled = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
    stdio: 'inherit',
  });
  if (compiled.status !== 0) return 1;
  copyGrammars(join(out, 'grammars'));
  return 0;
}

function copyGrammars(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const licensed = new Set<string>();
  for (const [language, path] of grammarSources()) {
    copyFileSync(path, join(folder, `${language}.wasm`));
    const home = packageFolder(path);
    if (licensed.has(home)) continue;
    licensed.add(home);
    copyFileSync(join(home, 'LICENSE'), join(folder, `LICENSE-${home.split('/').at(-1)}`));
  }
}

function packageFolder(path: string): string {
  let folder = dirname(path);
  while (dirname(folder).split('/').at(-1) !== 'node_modules') folder = dirname(folder);
  return folder;
}

process.exitCode = build();
