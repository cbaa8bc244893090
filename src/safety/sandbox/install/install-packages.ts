import { chownSync, existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { InstallProgram } from '../../../domain/test-events.ts';
import type { Box, BoxedRun, BoxMount, NoBox } from '../box.ts';
import { testLimits } from '../box-limits.ts';
import { findDependencies, type Dependencies } from '../dependencies.ts';
import { makeCopy } from '../ephemeral-copy.ts';
import { makeTemporaryFolder, removeFolder } from '../temporary-folders.ts';
import { AUTHORITIES, CACHE, type Environment, type PackageManager, type Tool } from './package-manager.ts';
import { findLock, type FoundLock } from './package-managers.ts';
import { mountOf } from './script-tool.ts';

/** Packages that were installed for a run alone. */
export type Installed = {
  readonly kind: 'installed';
  /** As those of the work tree are shown. */
  readonly dependencies: Dependencies;
  readonly program: InstallProgram;
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
  /** The language whose packages are missing. */
  readonly family: PackageManager['family'];
  readonly box: Box;
  readonly environment: Environment;
};

const INSTALL_MS = 600_000;
const DISK_BYTES = 6 * 1024 ** 3;
const HINT = 'Install the packages yourself, and leave --install out.';

/**
 * Installs the packages of a project from its lock file into a copy of the work tree, in the box. For this step alone
 * the box has the machine's network; the package manager is the only program in it, and none of the project's is.
 */
export async function installPackages(
  request: InstallRequest,
  signal: AbortSignal,
): Promise<Installed | NoBox> {
  const { root, paths, box, environment } = request;
  const listed = new Set(paths);
  const read = (path: string): string | null =>
    listed.has(path) && existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null;
  const found = findLock({ ...request, read });
  if (found.kind === 'none') return none(found.reason);
  if (!box.showsMounts) return none(`--install is not done in the sandbox of this machine (${box.name})`);
  const { manager, lock } = found;
  const problem = manager.problemOf(lock, read);
  if (problem !== null) return none(`${problem}${besides(found)}`);
  const tool = await manager.find(environment, signal);
  if (tool === null)
    return {
      ...none(`--install needs ${manager.name} for ${lock.path}, and it was not found`),
      hint: manager.toGetIt,
    };
  return installIn({ ...request, ...found, commands: manager.commands(tool, lock, read), tool }, signal);
}

/** Who keeps two lock files has to be told which one was meant. */
function besides({ lock, others }: Extract<FoundLock, { kind: 'lock' }>): string {
  if (others.length === 0) return '';
  return `; it is taken before ${others.join(' and ')}, so that ${lock.path} has to go if it is the old one`;
}

function none(reason: string): NoBox {
  return { kind: 'none', reason, hint: HINT };
}

type Step = InstallRequest &
  Extract<FoundLock, { kind: 'lock' }> & {
    readonly tool: Tool;
    readonly commands: readonly (readonly string[])[];
  };

async function installIn(step: Step, signal: AbortSignal): Promise<Installed | NoBox> {
  const { root, manager, lock, box } = step;
  const paths = step.paths.filter((path) => !manager.hidden.test(path));
  const copy = await makeCopy({ root, paths, changes: [], owner: box.owner }, signal);
  const cache = makeTemporaryFolder();
  if (box.owner !== null) chownSync(cache, box.owner, box.owner);
  let isDone = false;
  try {
    const ended = await runAll(step, { copy: copy.folder, cache }, signal);
    isDone = ended.stoppedAt === null && ended.exitCode === 0;
    if (!isDone)
      return none(`${manager.name} could not install from ${lock.path}: ${saidBy(ended, manager.complaint)}`);
    const dependencies = moved(findDependencies(copy.folder, paths), { from: copy.folder, to: root });
    const { durationMs } = ended;
    return {
      kind: 'installed',
      dependencies,
      program: manager.name,
      lock: lock.path,
      durationMs,
      folder: copy.folder,
    };
  } finally {
    if (!isDone) await copy.remove();
    await removeFolder(cache);
  }
}

type Folders = { readonly copy: string; readonly cache: string };

/** One command after the other, as long as they end well; the time of all. */
async function runAll(step: Step, folders: Folders, signal: AbortSignal): Promise<BoxedRun> {
  const { root, manager, lock, box, environment, commands } = step;
  const authorities = authoritiesOf(step);
  let durationMs = 0;
  let last: BoxedRun = { stoppedAt: null, exitCode: 0, output: '', durationMs };
  for (const command of commands) {
    last = await box.run(
      {
        command,
        folder: join(root, lock.folder),
        mounts: mountsOf(step, { ...folders, authorities: authorities?.path ?? null }),
        environment: { ...manager.environment(environment, lock), ...authorities?.environment },
        programFolders: [dirname(process.execPath)],
        limits: { ...testLimits(INSTALL_MS - durationMs), diskBytes: DISK_BYTES },
        sharesNetwork: true,
      },
      signal,
    );
    durationMs += last.durationMs;
    if (last.stoppedAt !== null || last.exitCode !== 0) break;
  }
  return { ...last, durationMs };
}

/** The copy after the tool: it may lie inside of the tool's folder. */
function mountsOf(
  { root, tool }: Step,
  { copy, cache, authorities }: Folders & { readonly authorities: string | null },
): readonly BoxMount[] {
  return [
    ...tool.mounts,
    { from: copy, at: root, writable: true },
    { from: cache, at: CACHE, writable: true },
    ...(authorities === null ? [] : [{ from: authorities, at: AUTHORITIES, writable: false }]),
    ...mountOf(process.execPath),
  ];
}

/** Where the user names public certificates that a company's proxy signs with; the system's own are shown to every box. */
const AUTHORITY_NAMES = {
  script: ['NODE_EXTRA_CA_CERTS'],
  python: ['PIP_CERT', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE'],
} as const satisfies Record<PackageManager['family'], readonly string[]>;

function authoritiesOf({
  environment,
  family,
}: InstallRequest): { readonly path: string; readonly environment: Readonly<Record<string, string>> } | null {
  const names: readonly string[] = AUTHORITY_NAMES[family];
  const path = names
    .map((name) => environment[name] ?? '')
    .find((value) => value !== '' && existsSync(value));
  if (path === undefined) return null;
  return {
    path: realpathSync(path),
    environment: Object.fromEntries(names.map((name) => [name, AUTHORITIES])),
  };
}

const MOST_LINES = 3;

function saidBy({ stoppedAt, output }: BoxedRun, complaint: RegExp): string {
  if (stoppedAt !== null) return `it was stopped at the limit of ${stoppedAt}`;
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const told = lines.flatMap((line) => complaint.exec(line)?.[1]?.trim() ?? []);
  const chosen = told.length > 0 ? told.slice(0, MOST_LINES) : lines.slice(-MOST_LINES);
  return chosen.join('; ').slice(0, 600) || 'it gave no reason';
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
