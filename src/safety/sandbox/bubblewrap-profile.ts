import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BoxMount, BoxRequest } from './box.ts';
import type { BoxLimits } from './box-limits.ts';

/** What a profile is made of besides the request. */
export type ProfileSetting = {
  /** The user that a box of root's changes to; null where the caller is an ordinary user already. */
  readonly owner: number | null;
  /** A folder with the files that {@link accountFiles} names. */
  readonly accounts: string;
};

/** Where the box's own user lives; a folder in memory. */
const HOME = '/home/box';

/**
 * The arguments of `bwrap` for a request. No network unless it is asked for, no processes but its own, no environment but what is set, an empty
 * home; of the machine only its programs and libraries, and the few files of /etc that a runtime reads.
 */
export function bubblewrapArguments(request: BoxRequest, setting: ProfileSetting): readonly string[] {
  const { limits } = request;
  return [
    ...isolation(setting),
    ...networkOf(request),
    ...environmentOf(request),
    ...systemMounts(),
    ...etcMounts(setting).flatMap(mountArguments),
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    ...['/tmp', '/dev/shm', '/home'].flatMap((path) => scratch(path, limits)),
    ...folder(HOME, '1777'),
    ...request.mounts.flatMap(mountArguments),
    ...(request.scratch ?? []).flatMap((path) => scratch(path, limits)),
    // Both are in memory and without a limit of size.
    '--remount-ro',
    '/dev',
    '--remount-ro',
    '/',
    '--chdir',
    request.folder,
    '--',
    ...ordinaryUser(setting),
    ...kernelLimits(limits),
    ...request.command,
  ];
}

/** The files of /etc that name the user of the box: those of the machine would name its people. */
export const accountFiles = ['passwd', 'group', 'hosts'] as const;

/** The text of each of {@link accountFiles}. */
export function accountText(name: (typeof accountFiles)[number], user: number): string {
  switch (name) {
    case 'passwd':
      return `box:x:${user}:${user}::${HOME}:/bin/sh\n`;
    case 'group':
      return `box:x:${user}:\n`;
    case 'hosts':
      return '127.0.0.1 localhost\n::1 localhost\n';
  }
}

/** Root needs no user namespace, and inside of one could not become another user: its files would stay in reach. */
function isolation({ owner }: ProfileSetting): readonly string[] {
  const shared = ['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'];
  const dies = ['--die-with-parent', '--new-session', '--hostname', 'box', '--info-fd', '3'];
  const rights = ['--cap-drop', 'ALL'];
  // All of them are gone with the change of the user. Without the last one it could not start in that user's folder.
  const needed = ['CAP_SETUID', 'CAP_SETGID', 'CAP_SETPCAP', 'CAP_DAC_READ_SEARCH'];
  const toChangeUser = needed.flatMap((name) => ['--cap-add', name]);
  return [...shared, ...dies, ...rights, ...(owner === null ? ['--unshare-user'] : toChangeUser)];
}

/** For names of hosts the machine's resolver is shown too. */
function networkOf({ sharesNetwork = false }: BoxRequest): readonly string[] {
  if (!sharesNetwork) return ['--unshare-net'];
  return existsSync(RESOLVER) ? mountArguments(mountInPlace(RESOLVER)) : [];
}

const RESOLVER = '/etc/resolv.conf';

function environmentOf({ environment, programFolders }: BoxRequest): readonly string[] {
  const path = [...programFolders, '/usr/local/bin', '/usr/bin', '/bin'].join(':');
  const all = { ...environment, PATH: path, HOME, TMPDIR: '/tmp' };
  return ['--clearenv', ...Object.entries(all).flatMap(([name, value]) => ['--setenv', name, value])];
}

const SYSTEM_FOLDERS = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];

/** On most systems /bin and its like are links into /usr. */
function systemMounts(): readonly string[] {
  return SYSTEM_FOLDERS.flatMap((path) => {
    const kind = lstatSync(path, { throwIfNoEntry: false });
    if (kind === undefined) return [];
    return kind.isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path];
  });
}

/** What runtimes read: the cache of the loader, names of services, the time zone, public certificates, links to programs. */
const ETC_FILES = [
  '/etc/ld.so.cache',
  '/etc/ld.so.conf',
  '/etc/ld.so.conf.d',
  '/etc/alternatives',
  '/etc/localtime',
  '/etc/mime.types',
  '/etc/nsswitch.conf',
  '/etc/protocols',
  '/etc/services',
  '/etc/ssl/certs',
  '/etc/ssl/openssl.cnf',
];

function etcMounts({ accounts }: ProfileSetting): readonly BoxMount[] {
  const own = accountFiles.map((name) => ({
    from: join(accounts, name),
    at: `/etc/${name}`,
    writable: false,
  }));
  return [...ETC_FILES.filter((path) => existsSync(path)).map(mountInPlace), ...own];
}

function scratch(path: string, { scratchBytes }: BoxLimits): readonly string[] {
  return ['--perms', '1777', '--size', String(scratchBytes), '--tmpfs', path];
}

function ordinaryUser({ owner }: ProfileSetting): readonly string[] {
  if (owner === null) return [];
  const user = [`--reuid=${owner}`, `--regid=${owner}`, '--clear-groups'];
  return ['setpriv', ...user, '--inh-caps=-all', '--bounding-set=-all', '--no-new-privs', '--'];
}

function mountArguments({ from, at, writable }: BoxMount): readonly string[] {
  return [
    ...foldersAbove(at).flatMap((above) => folder(above, '0755')),
    writable ? '--bind' : '--ro-bind',
    from,
    at,
  ];
}

/** Left to itself, bubblewrap makes the folders above a private mount private, too. */
function folder(path: string, mode: string): readonly string[] {
  return ['--perms', mode, '--dir', path];
}

function foldersAbove(path: string): readonly string[] {
  const above = dirname(path);
  return above === '/' ? [] : [...foldersAbove(above), above];
}

/** Set inside: outside, the number of processes would count all that the caller runs. */
function kernelLimits(limits: BoxLimits): readonly string[] {
  return [
    'prlimit',
    `--nproc=${limits.processes}`,
    `--data=${limits.processMemoryBytes}`,
    `--fsize=${limits.fileBytes}`,
    `--cpu=${limits.cpuSeconds}`,
    '--core=0',
    '--',
  ];
}

/** The mount of a path at the place where it is. */
export function mountInPlace(path: string): BoxMount {
  return { from: path, at: path, writable: false };
}
