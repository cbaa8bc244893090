import { execFileSync } from 'node:child_process';
import { createCandidate } from '../../src/domain/candidate.ts';
import type { FileChange } from '../../src/domain/patch.ts';
import type { Candidate, SourceTree } from '../../src/domain/ports.ts';

/** A commit of a repository as a gate sees a change: its subject is the task. */
export type Commit = { readonly hash: string; readonly subject: string; readonly candidate: Candidate };

type Listed = {
  readonly hash: string;
  readonly parent: string;
  readonly subject: string;
  readonly files: readonly { readonly path: string; readonly before: string; readonly after: string }[];
};

const MAX_FILES = 40;
const AT_ONCE = 100;
const CODE = /\.(?:py|[cm]?[jt]sx?)$/;

/** The newest commits without merges that change at most 40 files, each with its files before and after. */
export function* commitsOf(gitDir: string, most: number): Generator<Commit> {
  const listed = listCommits(gitDir, most);
  const known = new Map<string, Buffer>();
  for (let first = 0; first < listed.length; first += AT_ONCE) {
    const some = listed.slice(first, first + AT_ONCE);
    const blobs = readBlobs(
      gitDir,
      new Set(some.flatMap(({ files }) => files.flatMap((file) => [file.before, file.after]))),
    );
    for (const { hash, parent, subject, files } of some) {
      const changes = files.map(({ path, before, after }): FileChange => {
        return { path, before: blobs.get(before) ?? null, after: blobs.get(after) ?? null, tolerances: [] };
      });
      const intent = { words: subject, later: [] };
      yield { hash, subject, candidate: createCandidate(treeAt(gitDir, parent, known), changes, intent) };
    }
  }
}

function listCommits(gitDir: string, most: number): readonly Listed[] {
  const format = [
    '--format=%x01%H%x00%P%x00%s%x00',
    '--raw',
    '-z',
    '--no-renames',
    '--no-abbrev',
    '--no-merges',
  ];
  const log = git(gitDir, ['log', `-n${most}`, ...format]).toString();
  return log.split('\x01').flatMap((record) => {
    const [hash = '', parent = '', subject = '', ...fields] = record.split('\0');
    const files = fields.flatMap((meta, index) => {
      const [mode = '', , before = '', after = ''] = meta.trim().split(' ');
      const path = fields[index + 1];
      return mode.startsWith(':') && path !== undefined && !meta.includes('160000')
        ? [{ path, before, after }]
        : [];
    });
    const isUseful = parent !== '' && files.length > 0 && files.length <= MAX_FILES;
    return isUseful ? [{ hash, parent, subject, files }] : [];
  });
}

function readBlobs(gitDir: string, ids: ReadonlySet<string>): ReadonlyMap<string, Buffer> {
  const wanted = [...ids].filter((id) => !/^0+$/.test(id));
  const all = git(gitDir, ['cat-file', '--batch'], wanted.join('\n'));
  const blobs = new Map<string, Buffer>();
  for (let at = 0; at < all.length;) {
    const end = all.indexOf('\n', at);
    const [id = '', kind, size = '0'] = all.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (kind !== 'blob') continue;
    blobs.set(id, all.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return blobs;
}

/** All texts of code are read at once: a process for each would take longer than the gates. */
function treeAt(gitDir: string, commit: string, known: Map<string, Buffer>): SourceTree {
  let files: ReadonlyMap<string, string> | null = null;
  const list = (): ReadonlyMap<string, string> => (files ??= listTree(gitDir, commit));
  return {
    list: async () => [...list().keys()],
    read: async (path) => {
      const id = list().get(path) ?? '';
      if (!known.has(id)) {
        const code = [...list()].filter(([other]) => CODE.test(other)).map(([, other]) => other);
        const missing = new Set([id, ...code].filter((other) => !known.has(other)));
        for (const [other, bytes] of readBlobs(gitDir, missing)) known.set(other, bytes);
      }
      return known.get(id) ?? null;
    },
  };
}

function listTree(gitDir: string, commit: string): ReadonlyMap<string, string> {
  const entries = git(gitDir, ['ls-tree', '-r', '-z', commit]).toString().split('\0');
  return new Map(
    entries.flatMap((entry) => {
      const match = /^100\d+ blob (\w+)\t([^]*)$/.exec(entry);
      return match?.[1] === undefined || match[2] === undefined ? [] : [[match[2], match[1]] as const];
    }),
  );
}

function git(gitDir: string, args: readonly string[], input = ''): Buffer {
  return execFileSync('git', [`--git-dir=${gitDir}`, ...args], {
    input,
    maxBuffer: 1 << 30,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}
