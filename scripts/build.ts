import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown, type OutputBundle } from 'rolldown';
import { grammarSources } from '../src/codebase/languages/grammars.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'dist');

/** Packages of many small modules, of which little is used: they become part of the chunks. */
const BUNDLED = ['@anthropic-ai/sdk', 'commander', 'ignore', 'zod'];
/** What is started as a thread or a process of its own stands by its own name beside the chunks. */
const THREADS = [
  'codebase/index/facts/facts-thread-entry',
  'codebase/languages/judge-apart-entry',
  'codebase/languages/type-check/type-thread-entry',
];

/** Makes `dist/`: types, the sources as few chunks of JavaScript, and the grammars that are used, each with its licence. */
async function build(): Promise<number> {
  rmSync(out, { recursive: true, force: true });
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const declared = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
    stdio: 'inherit',
  });
  if (declared.status !== 0) return 1;
  copyGrammars(join(out, 'grammars'));
  await bundle();
  return 0;
}

/** Node takes as long to find and read hundreds of modules as a short run takes for its work. */
async function bundle(): Promise<void> {
  const entries = ['cli/main', 'index'].map((name) => [name, join(root, 'src', `${name}.ts`)] as const);
  const threads = THREADS.map(
    (name) => [`chunks/${basename(name)}`, join(root, 'src', `${name}.ts`)] as const,
  );
  const bundled = await rolldown({
    input: Object.fromEntries([...entries, ...threads]),
    platform: 'node',
    external: isExternal,
    checks: { ineffectiveDynamicImport: false },
  });
  const { output } = await bundled.write({
    dir: out,
    format: 'esm',
    chunkFileNames: 'chunks/[name]-[hash].js',
  });
  await bundled.close();
  copyLicences(output, join(out, 'licences'));
}

function isExternal(specifier: string): boolean {
  if (/^[./]/.test(specifier)) return false;
  return !BUNDLED.some((name) => specifier === name || specifier.startsWith(`${name}/`));
}

/** Each bundled package brings its licence along. */
function copyLicences(output: OutputBundle[string][], folder: string): void {
  const modules = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  const installed = modules.filter((path) => path.includes('node_modules') && existsSync(path));
  mkdirSync(folder, { recursive: true });
  for (const home of new Set(installed.map(packageFolder))) {
    const name = home
      .slice(home.lastIndexOf('node_modules/') + 'node_modules/'.length)
      .replace('@', '')
      .replace('/', '-');
    copyFileSync(licenceIn(home), join(folder, `LICENSE-${name}`));
  }
}

function copyGrammars(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const licensed = new Set<string>();
  for (const [language, path] of grammarSources()) {
    copyFileSync(path, join(folder, `${language}.wasm`));
    const home = packageFolder(path);
    if (licensed.has(home)) continue;
    licensed.add(home);
    copyFileSync(licenceIn(home), join(folder, `LICENSE-${home.split('/').at(-1)}`));
  }
}

function licenceIn(home: string): string {
  const name = readdirSync(home).find((one) => /^licen[cs]e/i.test(one));
  if (name === undefined) throw new Error(`${home} has no licence to bring along.`);
  return join(home, name);
}

function packageFolder(path: string): string {
  let folder = dirname(path);
  while (!existsSync(join(folder, 'package.json')) || !isPackage(folder)) folder = dirname(folder);
  return folder;
}

/** Directly below `node_modules`, or in a scope there. */
function isPackage(folder: string): boolean {
  const [above, further] = [basename(dirname(folder)), basename(dirname(dirname(folder)))];
  return above === 'node_modules' || (above.startsWith('@') && further === 'node_modules');
}

process.exitCode = await build();
