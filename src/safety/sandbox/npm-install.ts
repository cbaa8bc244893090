import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join, posix } from 'node:path';
import * as z from 'zod';
import type { BoxMount } from './box.ts';
import { mountInPlace } from './bubblewrap-profile.ts';

/** Lock files that npm installs from. */
const LOCKS = ['npm-shrinkwrap.json', 'package-lock.json'];
/** Those of other programs, to name them where they are found instead. */
const OTHER_LOCKS = ['pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb', 'uv.lock', 'poetry.lock'];

/** Where packages are installed, by which lock file; or why they are not. */
export type FoundLock =
  | { readonly kind: 'lock'; readonly folder: string; readonly path: string }
  | { readonly kind: 'none'; readonly reason: string; readonly hint: string };

const HINT = 'Install the packages yourself, and leave --install out.';

/** The nearest lock file of npm in a folder or above it; `paths` are those of the work tree. */
export function findLock(folder: string, paths: readonly string[]): FoundLock {
  const listed = new Set(paths);
  for (let at = folder; ; at = posix.dirname(at)) {
    const inFolder = (names: readonly string[]): string | undefined =>
      names.map((name) => posix.join(at, name)).find((path) => listed.has(path));
    const path = inFolder(LOCKS);
    if (path !== undefined) return { kind: 'lock', folder: at, path };
    const other = inFolder(OTHER_LOCKS);
    if (other !== undefined)
      return refused(`--install installs by npm from package-lock.json, and there is ${other} instead`);
    if (at === '.') return refused('--install needs a lock file (package-lock.json), and there is none');
  }
}

function refused(reason: string): Extract<FoundLock, { kind: 'none' }> {
  return { kind: 'none', reason, hint: HINT };
}

const lockFile = z.object({
  lockfileVersion: z.int().min(2),
  packages: z.record(z.string(), z.object({ resolved: z.string().optional() })),
});

/**
 * Why a lock file is not installed from, or null. Packages come from registries by https or from the work tree: git would
 * be started for others, and plain http reaches servers inside of a network that trust who asks.
 */
export function problemOfLock(text: string, path: string): Extract<FoundLock, { kind: 'none' }> | null {
  const parsed = z.string().transform(jsonOf).pipe(lockFile).safeParse(text);
  if (!parsed.success) return refused(`${path} is no lock file that npm 7 or newer wrote`);
  const sources = Object.values(parsed.data.packages).flatMap(({ resolved }) => resolved ?? []);
  const odd = sources.find((source) => /^[a-z+]+:/i.test(source) && !/^(?:https|file):/i.test(source));
  return odd === undefined
    ? null
    : refused(`${path} takes a package from ${withoutPassword(odd)}, which is not https`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function withoutPassword(source: string): string {
  return source.replace(/\/\/[^/@]*@/, '//');
}

/** Of the project's own code nothing runs: no scripts, and no `.npmrc`, which could name a program in the place of git. */
export const NPM_ARGUMENTS = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier'];

/** The settings of npm whose names are not told by the project. */
const LEFT_OUT = /(?:^|\/)\.npmrc$/;

/** The files of a work tree that npm may see. */
export function seenByNpm(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => !LEFT_OUT.test(path));
}

/** Where the user's registry and proxy are named. One with a password stays out: packages are fetched without any. */
const PASSED_ON = ['npm_config_registry', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'];

export function npmEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const passed = PASSED_ON.flatMap((name) => {
    const value = environment[name];
    return value === undefined || value.includes('@') ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(passed), CI: '1', NO_COLOR: '1', LANG: 'C.UTF-8' };
}

/** The npm of this machine: its program, and what the box has to show for it; null where there is none. */
export function findNpm(
  searchPath: string,
): { readonly program: string; readonly mounts: readonly BoxMount[] } | null {
  const found = searchPath
    .split(delimiter)
    .map((folder) => join(folder, 'npm'))
    .find((path) => existsSync(path));
  if (found === undefined) return null;
  const program = realpathSync(found);
  const home = dirname(dirname(program));
  if (!program.endsWith('/npm-cli.js') || !isNpm(home)) return null;
  return { program, mounts: home.startsWith('/usr/') ? [] : [mountInPlace(home)] };
}

function isNpm(folder: string): boolean {
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) && /"name":\s*"npm"/.test(readFileSync(manifest, 'utf8'));
}
