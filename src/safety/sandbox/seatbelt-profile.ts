import { dirname } from 'node:path';
import type { BoxRequest } from './box.ts';

/** Folders of a run that nobody else knows; real paths, for the system compares no others. */
export type SeatbeltFolders = { readonly home: string; readonly temporary: string };

/** Programs and libraries of macOS, of Apple's developer tools, and of what people install beside them. */
const SYSTEM_FOLDERS = [
  '/bin',
  '/sbin',
  '/usr/bin',
  '/usr/sbin',
  '/usr/lib',
  '/usr/libexec',
  '/usr/share',
  '/System/Library',
  '/System/Volumes/Preboot/Cryptexes',
  '/Library/Apple',
  '/Library/Developer/CommandLineTools',
  '/Library/Frameworks',
  '/Applications/Xcode.app/Contents/Developer',
  '/private/var/db/dyld',
  '/private/var/db/timezone',
  '/private/var/select',
  ...['/usr/local', '/opt/homebrew'].flatMap((prefix) =>
    ['bin', 'lib', 'opt', 'share', 'Cellar', 'Frameworks'].map((name) => `${prefix}/${name}`),
  ),
];

const SYSTEM_FILES = [
  '/private/etc/hosts',
  '/private/etc/localtime',
  '/private/etc/protocols',
  '/private/etc/services',
  '/private/etc/ssl/cert.pem',
  '/private/etc/ssl/openssl.cnf',
  '/dev/random',
  '/dev/urandom',
];

/** What every path leads through: /etc, /tmp and /var are links into /private. */
const ABOVE_ALL = ['/', '/private', '/etc', '/tmp', '/var', '/opt', '/Library', '/Applications'];

/** In blocks of 512 bytes: what a shell counts file sizes in. */
const BLOCK_BYTES = 512;
const WITH_LIMITS = 'ulimit -c 0 -t "$1" -f "$2" && shift 2 && exec "$@"';

/**
 * The arguments of macOS's `sandbox-exec` for a request: a profile that denies all, the network too, but to read the
 * system's programs and what is mounted, and to write where a mount allows it. Paths are handed over as parameters, so
 * that no name of a file can be read as a rule. No rule for the network means that there is none, loopback included.
 */
export function seatbeltArguments(request: BoxRequest, folders: SeatbeltFolders): readonly string[] {
  const read = request.mounts.flatMap(({ from, writable }) => (writable ? [] : [from]));
  const write = [
    ...request.mounts.flatMap(({ from, writable }) => (writable ? [from] : [])),
    folders.home,
    folders.temporary,
  ];
  const above = [...new Set([...ABOVE_ALL, ...[...read, ...write].flatMap(foldersAbove)])];
  const named = [...parameters('READ', read), ...parameters('WRITE', write), ...parameters('ABOVE', above)];
  const { cpuSeconds, fileBytes } = request.limits;
  return [
    '-p',
    profile({ read, write, above }),
    ...named.flatMap((definition) => ['-D', definition]),
    '/bin/sh',
    '-c',
    WITH_LIMITS,
    'sh',
    String(cpuSeconds),
    String(Math.ceil(fileBytes / BLOCK_BYTES)),
    ...request.command,
  ];
}

type Paths = Readonly<Record<'read' | 'write' | 'above', readonly string[]>>;

/** In the language of sandbox profiles the last rule that fits decides. */
function profile({ read, write, above }: Paths): string {
  const subpaths = (name: string, paths: readonly string[]): string =>
    paths.map((_path, index) => `(subpath (param "${name}${index}"))`).join(' ');
  const literals = above.map((_path, index) => `(literal (param "ABOVE${index}"))`).join(' ');
  const system = [
    ...SYSTEM_FOLDERS.map((path) => `(subpath "${path}")`),
    ...SYSTEM_FILES.map((path) => `(literal "${path}")`),
  ].join(' ');
  const readable = [system, subpaths('READ', read), subpaths('WRITE', write)].filter(Boolean).join(' ');
  return [
    '(version 1)',
    '(deny default)',
    '(allow process-fork)',
    '(allow signal process-info* (target same-sandbox))',
    '(allow sysctl-read)',
    '(allow ipc-posix-sem)',
    `(allow file-read* file-map-executable process-exec ${readable})`,
    `(allow file-read-metadata ${literals})`,
    `(allow file-write* ${subpaths('WRITE', write)})`,
    '(allow file-read* file-write-data file-ioctl (literal "/dev/null") (literal "/dev/zero"))',
  ].join('\n');
}

function parameters(name: string, paths: readonly string[]): readonly string[] {
  return paths.map((path, index) => `${name}${index}=${path}`);
}

function foldersAbove(path: string): readonly string[] {
  const above = dirname(path);
  return above === path ? [] : [above, ...foldersAbove(above)];
}
