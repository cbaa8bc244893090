import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { BoxMount } from './box.ts';
import { mountInPlace } from './bubblewrap-profile.ts';

/** An interpreter for a project's tests, with what the box has to show for it to run. */
export type PythonHome = {
  readonly command: string;
  readonly mounts: readonly BoxMount[];
  readonly hasPytest: boolean;
  /** Whether coverage.py is there. */
  readonly hasCoverage: boolean;
};

const run = promisify(execFile);
const ASK_MS = 10_000;

// Without the environment and the working folder, so that no code of the project can run. A link to an interpreter is
// not shown to the box, but for that of an environment, which has to be started by it.
const PROGRAM = `
import importlib.util, json, os, site, sys
own = sys.executable if sys.prefix != sys.base_prefix else os.path.realpath(sys.executable)
has = lambda name: importlib.util.find_spec(name) is not None
user = site.getusersitepackages()
print(json.dumps([own, sys.base_prefix, user, has("pytest"), has("coverage")]))
`;
const answer = z.tuple([z.string(), z.string(), z.string(), z.boolean(), z.boolean()]);

/** A virtual environment: where the box shows it, and where it lies. */
type EnvironmentPlace = { readonly at: string; readonly from: string };

/** The project's own virtual environment before the `python3` of the machine; null where there is neither. */
export async function findPython(
  environments: readonly EnvironmentPlace[],
  signal: AbortSignal,
): Promise<PythonHome | null> {
  const own = environments.map(homeOfEnvironment).find((home) => home !== null);
  if (own !== undefined) return own;
  try {
    const { stdout } = await run('python3', ['-I', '-B', '-c', PROGRAM], { signal, timeout: ASK_MS });
    const [command, prefix, userPackages, seesPytest, seesCoverage] = answer.parse(JSON.parse(stdout));
    const hasOwn = (name: string): boolean => existsSync(join(userPackages, name));
    const mounts = [
      ...mountOfPrefix(prefix),
      ...(existsSync(userPackages) ? [mountInPlace(userPackages)] : []),
    ];
    return {
      command,
      mounts,
      hasPytest: seesPytest || hasOwn('pytest'),
      hasCoverage: seesCoverage || hasOwn('coverage'),
    };
  } catch {
    signal.throwIfAborted();
    return null;
  }
}

/** It is only read, never run outside of the box: it may have come with the project. */
export function homeOfEnvironment({ at, from }: EnvironmentPlace): PythonHome | null {
  const name = ['python', 'python3'].find((program) => existsSync(join(from, 'bin', program)));
  if (name === undefined) return null;
  const settings = readFileSync(join(from, 'pyvenv.cfg'), 'utf8');
  const home = /^home\s*=\s*(.+)$/m.exec(settings)?.[1]?.trim();
  const seesSystem = /^include-system-site-packages\s*=\s*true\s*$/im.test(settings);
  const folders = [
    join(from, 'lib', 'python3*', 'site-packages'),
    ...(seesSystem && home !== undefined ? packagesOfSystem(dirname(home), from) : []),
  ];
  const has = (module: string): boolean =>
    folders.some((folder) => globSync(join(folder, module)).length > 0);
  return {
    command: join(at, 'bin', name),
    hasPytest: has('pytest'),
    hasCoverage: has('coverage'),
    mounts: home === undefined ? [] : mountOfPrefix(dirname(home)),
  };
}

/** Where the interpreter that an environment was made with keeps its packages; the box shows them with the interpreter. */
function packagesOfSystem(prefix: string, environment: string): readonly string[] {
  const [version = 'python3*'] = globSync('python3*', { cwd: join(environment, 'lib') });
  const prefixes = prefix === '/usr' ? [prefix, '/usr/local'] : [prefix];
  const names = prefixes.flatMap((folder) => [version, 'python3'].map((name) => join(folder, 'lib', name)));
  return names.flatMap((folder) => [join(folder, 'site-packages'), join(folder, 'dist-packages')]);
}

/** Nothing for a Python of the system, and nothing for a folder that holds more than a Python. */
function mountOfPrefix(prefix: string): readonly BoxMount[] {
  const isPython = globSync(join(prefix, 'lib', 'python3*', 'os.py')).length > 0;
  const holdsHome = `${homedir()}/`.startsWith(`${prefix}/`) || prefix === join(homedir(), '.local');
  if (prefix.startsWith('/usr') || holdsHome || !isPython) return [];
  return [mountInPlace(prefix)];
}
