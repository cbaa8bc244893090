import { closeSync, existsSync, globSync, openSync, readFileSync, readSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import * as z from 'zod';
import { mountInPlace } from '../bubblewrap-profile.ts';
import { PROXY_NAMES, withoutPasswords, type Environment, type Tool } from './package-manager.ts';

/** A package manager of JavaScript: its program, and the packages of npm that it comes in. */
export type ScriptTool = {
  readonly program: string;
  readonly isPackage: RegExp;
  /** Which of its versions will do; any without it. */
  readonly isVersion?: RegExp;
};

/** The program in the PATH, or the newest that corepack has downloaded. */
export function findScriptTool(environment: Environment, tool: ScriptTool): Tool | null {
  const inPath = (environment['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, tool.program))
    .filter((path) => existsSync(path))
    .map((path) => realpathSync(path));
  for (const program of [...inPath, ...downloaded(environment, tool)]) {
    const home = homeOf(program, tool);
    // A program by itself does not tell its version.
    if (home === null && (tool.isVersion !== undefined || !isNative(program))) continue;
    const command = isNative(program) ? [program] : [process.execPath, program];
    return { command, mounts: mountOf(home ?? program) };
  }
  return null;
}

const PROGRAMS = ['bin/pnpm.cjs', 'bin/pnpm.mjs', 'yarn.js', 'bin/yarn.js'];

/** Corepack puts stand-ins into the PATH that would fetch the version that the project names; here it is what there is. */
function downloaded(environment: Environment, { program }: ScriptTool): readonly string[] {
  const caches = environment['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const home = environment['COREPACK_HOME'] ?? join(caches, 'node', 'corepack');
  const versions = globSync(join(home, 'v1', program, '*')).toSorted((a, b) =>
    b.localeCompare(a, 'en', { numeric: true }),
  );
  return versions
    .flatMap((folder) => PROGRAMS.map((name) => join(folder, name)))
    .filter((path) => existsSync(path));
}

const manifest = z.object({ name: z.string(), version: z.string() });

/** The folder of the package that a program belongs to; null where it is another one. */
function homeOf(program: string, { isPackage, isVersion = /^/ }: ScriptTool): string | null {
  for (const folder of [dirname(program), dirname(dirname(program))]) {
    const path = join(folder, 'package.json');
    const parsed = existsSync(path) ? manifest.safeParse(jsonIn(path)) : null;
    if (parsed?.success === true)
      return isPackage.test(parsed.data.name) && isVersion.test(parsed.data.version) ? folder : null;
  }
  return null;
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** Whether a file is a program of the machine, and no text; as far as Linux knows them. */
export function isNative(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(4);
    readSync(file, start);
    return start.equals(Buffer.from('\x7fELF', 'latin1'));
  } finally {
    closeSync(file);
  }
}

/** What the box shows of a program; those of the system are there already. */
export function mountOf(path: string): Tool['mounts'] {
  return path.startsWith('/usr/') ? [] : [mountInPlace(path)];
}

/** What package managers of JavaScript have in common: the user's registry and proxy, and no colours. */
export function scriptEnvironment(environment: Environment): Readonly<Record<string, string>> {
  return {
    ...withoutPasswords(environment, ['npm_config_registry', ...PROXY_NAMES]),
    CI: '1',
    NO_COLOR: '1',
    LANG: 'C.UTF-8',
  };
}
