import { execFileSync, spawnSync } from 'node:child_process';
import type { FileChange } from '../../src/domain/patch.ts';

const MAX_OUTPUT_BYTES = 200_000_000;
const MAX_BLOB_BYTES = 500_000;
const ABSENT = /^0+$/;
const REGULAR = /^100/;

/** One commit against its parent, as a run would propose it; `read` gives the files of the parent. */
export type ChangeSet = {
  readonly name: string;
  readonly changes: readonly FileChange[];
  readonly read: (path: string) => Promise<Uint8Array | null>;
};

/** Commits with one parent since a day, the newest first. */
export function commitsOf(repository: string, since: string): readonly string[] {
  const range = ['--no-merges', '--min-parents=1', `--since=${since}`, '--format=%H', 'HEAD'];
  return git(repository, ['log', ...range])
    .split('\n')
    .filter(Boolean);
}

/** What a commit changed, without links, submodules, and files over 500 kB; a renamed file is one deleted and one new. */
export function changeSetOf(repository: string, commit: string): ChangeSet {
  const raw = git(repository, ['diff-tree', '-r', '-z', '--no-renames', `${commit}^`, commit]).split('\0');
  const changes: FileChange[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [beforeMode = '', afterMode = '', beforeId = '', afterId = ''] = (raw[index] ?? '')
      .slice(1)
      .split(' ');
    const path = raw[index + 1] ?? '';
    if (![beforeMode, afterMode].every((mode) => REGULAR.test(mode) || ABSENT.test(mode))) continue;
    const before = ABSENT.test(beforeId) ? null : blobOf(repository, beforeId);
    const after = ABSENT.test(afterId) ? null : blobOf(repository, afterId);
    if (before !== 'not read' && after !== 'not read') changes.push({ path, before, after, tolerances: [] });
  }
  return { name: commit.slice(0, 10), changes, read: readerOf(repository, `${commit}^`) };
}

/** A file of HEAD that shall be judged as a new one. */
export type NewFile = { readonly repository: string; readonly path: string; readonly id: string };

/** The regular files of HEAD. */
export function filesOf(repository: string): readonly NewFile[] {
  const listed = git(repository, ['ls-tree', '-r', '-z', 'HEAD']).split('\0').filter(Boolean);
  return listed.flatMap((line) => {
    const [mode = '', , id = ''] = line.split(/[ \t]/);
    const path = line.slice(line.indexOf('\t') + 1);
    return REGULAR.test(mode) ? [{ repository, path, id }] : [];
  });
}

/** The file as the only change of a change set; null where it is too large, or not in this copy of the repository. */
export function asNewFile({ repository, path, id }: NewFile): ChangeSet | null {
  const after = blobOf(repository, id);
  if (after === 'not read') return null;
  const changes = [{ path, before: null, after, tolerances: [] }];
  return { name: 'HEAD', changes, read: readerOf(repository, 'HEAD') };
}

function readerOf(repository: string, commit: string): ChangeSet['read'] {
  return async (path) => {
    const child = spawnSync('git', ['--git-dir', repository, 'cat-file', 'blob', `${commit}:${path}`]);
    return child.status === 0 ? child.stdout : null;
  };
}

function blobOf(repository: string, id: string): Uint8Array | 'not read' {
  const child = spawnSync('git', ['--git-dir', repository, 'cat-file', 'blob', id], {
    maxBuffer: MAX_BLOB_BYTES,
  });
  return child.status === 0 ? child.stdout : 'not read';
}

function git(repository: string, args: readonly string[]): string {
  const options = { encoding: 'utf8', maxBuffer: MAX_OUTPUT_BYTES } as const;
  return execFileSync('git', ['--git-dir', repository, ...args], options);
}
