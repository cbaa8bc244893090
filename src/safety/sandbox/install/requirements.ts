import { posix } from 'node:path';
import type { ReadText } from './package-manager.ts';

/** What a file of requirements asks for, with those that it names. */
type Requirements = {
  /** Why it is no list of versions, or null. */
  readonly problem: string | null;
  /** Whether each package has a checksum. */
  readonly hasHashes: boolean;
  readonly servers: readonly string[];
};

const EMPTY: Requirements = { problem: null, hasHashes: true, servers: [] };

/** Reads what pip reads; a line that leaves the version of a package open, or takes it from elsewhere, is a problem. */
export function readRequirements(path: string, read: ReadText, seen: readonly string[] = []): Requirements {
  if (seen.includes(path)) return EMPTY;
  const text = read(path);
  if (text === null) return { ...EMPTY, problem: `${seen.at(-1) ?? path} names ${path}, which is not there` };
  return linesOf(text)
    .map((line) => requirementIn(line, { path, read, seen: [...seen, path] }))
    .reduce(
      (sum, one) => ({
        problem: sum.problem ?? one.problem,
        hasHashes: sum.hasHashes && one.hasHashes,
        servers: [...sum.servers, ...one.servers],
      }),
      EMPTY,
    );
}

/** Without comments, and with what a backslash continues. */
function linesOf(text: string): readonly string[] {
  return text
    .replaceAll(/\r\n/g, '\n')
    .replaceAll(/(?:^|[ \t])#.*$/gm, '')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const PINNED =
  /^[\w.-]+ *(?:\[[\w., -]*\])? *={2,3} *[^\s;,*]+(?: *;[^#]*?)?(?<hashes>(?:\s+--hash[= ]\S+)*)$/;
const FILE = /^(?:-r|--requirement|-c|--constraint)[ =]*(\S+)$/;
const SERVER = /^(?:-i|--index-url|--extra-index-url)[ =]+(\S+)$/;
const HARMLESS = /^(?:--require-hashes|--prefer-binary|--only-binary[ =]\S+)$/;

type Place = { readonly path: string; readonly read: ReadText; readonly seen: readonly string[] };

function requirementIn(line: string, { path, read, seen }: Place): Requirements {
  const pinned = PINNED.exec(line);
  if (pinned !== null) return { ...EMPTY, hasHashes: pinned.groups?.['hashes'] !== '' };
  const other = FILE.exec(line)?.[1];
  if (other !== undefined) return readRequirements(posix.join(posix.dirname(path), other), read, seen);
  const server = SERVER.exec(line)?.[1];
  if (server !== undefined) return { ...EMPTY, servers: [server] };
  if (HARMLESS.test(line)) return EMPTY;
  return { ...EMPTY, problem: `${path} does not say one version (==) of a package: ${line.slice(0, 80)}` };
}
