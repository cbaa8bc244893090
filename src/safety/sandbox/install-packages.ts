import { chownSync, existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Box, BoxedRun, NoBox } from './box.ts';
import { testLimits } from './box-limits.ts';
import { mountInPlace } from './bubblewrap-profile.ts';
import { findDependencies, type Dependencies } from './dependencies.ts';
import { makeCopy } from './ephemeral-copy.ts';
import { findLock, findNpm, NPM_ARGUMENTS, npmEnvironment, problemOfLock, seenByNpm } from './npm-install.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folders.ts';

/** Packages that were installed for a run alone. */
export type Installed = {
  readonly kind: 'installed';
  /** As those of the work tree are shown. */
  readonly dependencies: Dependencies;
  readonly lock: string;
  readonly durationMs: number;
  /** The folder that holds them, for the caller to remove. */
  readonly folder: string;
};

export type InstallRequest = {
  readonly root: string;
  readonly paths: readonly string[];
  /** Where the tests are started, relative to the root. */
  readonly folder: string;
  readonly box: Box;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

const INSTALL_MS = 600_000;
const DISK_BYTES = 6 * 1024 ** 3;
const CACHE = '/packages';
const AUTHORITIES = '/authorities.pem';

/**
 * Installs the packages of a project by npm from its lock file into a copy of the work tree, in the box. For this step alone
 * the box has the machine's network; npm is the only program of it that is started, and none of the project's.
 */
export async function installPackages(
  { root, paths, folder, box, environment }: InstallRequest,
  signal: AbortSignal,
): Promise<Installed | NoBox> {
  const lock = findLock(folder, paths);
  if (lock.kind === 'none') return lock;
  if (!box.showsMounts)
    return { ...NO_NETWORK, reason: `--install is not done in the sandbox of this machine (${box.name})` };
  const problem = problemOfLock(readFileSync(join(root, lock.path), 'utf8'), lock.path);
  if (problem !== null) return problem;
  const npm = findNpm(environment['PATH'] ?? '');
  if (npm === null) return { ...NO_NETWORK, reason: '--install needs npm, and it was not found' };
  const copy = await makeCopy({ root, paths: seenByNpm(paths), changes: [], owner: box.owner }, signal);
  const cache = makeTemporaryFolder();
  const authorities = authoritiesOf(environment);
  if (box.owner !== null) chownSync(cache, box.owner, box.owner);
  try {
    const ended = await box.run(
      {
        command: [process.execPath, npm.program, ...NPM_ARGUMENTS],
        folder: join(root, lock.folder),
        mounts: [
          ...npm.mounts,
          { from: copy.folder, at: root, writable: true },
          { from: cache, at: CACHE, writable: true },
          ...(authorities === null ? [] : [{ from: authorities, at: AUTHORITIES, writable: false }]),
          ...(process.execPath.startsWith('/usr/') ? [] : [mountInPlace(process.execPath)]),
        ],
        environment: {
          ...npmEnvironment(environment),
          npm_config_cache: CACHE,
          ...(authorities === null ? {} : { NODE_EXTRA_CA_CERTS: AUTHORITIES }),
        },
        programFolders: [dirname(process.execPath)],
        limits: { ...testLimits(INSTALL_MS), diskBytes: DISK_BYTES },
        sharesNetwork: true,
      },
      signal,
    );
    if (ended.stoppedAt === null && ended.exitCode === 0) {
      const dependencies = moved(findDependencies(copy.folder, paths), { from: copy.folder, to: root });
      return {
        kind: 'installed',
        dependencies,
        lock: lock.path,
        durationMs: ended.durationMs,
        folder: copy.folder,
      };
    }
    await copy.remove();
    return { ...NO_NETWORK, reason: `npm could not install from ${lock.path}: ${saidBy(ended)}` };
  } catch (error) {
    await copy.remove();
    throw error;
  } finally {
    await removeFolder(cache);
  }
}

const NO_NETWORK = { kind: 'none', hint: 'Install the packages yourself, and leave --install out.' } as const;

/** Public certificates that a company's proxy signs with; the system's own are shown to every box. */
function authoritiesOf(environment: InstallRequest['environment']): string | null {
  const path = environment['NODE_EXTRA_CA_CERTS'] ?? '';
  return path !== '' && existsSync(path) ? realpathSync(path) : null;
}

function saidBy({ stoppedAt, output }: BoxedRun): string {
  if (stoppedAt !== null) return `it was stopped at the limit of ${stoppedAt}`;
  const lines = output
    .split('\n')
    .flatMap((line) => /^npm (?:error|ERR!) (?!code|A complete log)(.+)/.exec(line)?.[1] ?? []);
  return lines.slice(0, 3).join('; ') || 'it gave no reason';
}

/** What was found in one folder, as if it lay in another. */
function moved(
  found: Dependencies,
  { from, to }: { readonly from: string; readonly to: string },
): Dependencies {
  const place = (path: string): string =>
    path.startsWith(`${from}/`) ? `${to}${path.slice(from.length)}` : path;
  return {
    ...found,
    mounts: found.mounts
      .filter(({ at }) => at.startsWith(`${from}/`))
      .map((mount) => ({ ...mount, at: place(mount.at) })),
    caches: found.caches.map(place),
    environments: found.environments.map(place),
  };
}
