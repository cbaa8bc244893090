import { execFileSync } from 'node:child_process';
import type { FileChange } from '../../src/domain/patch.ts';
import type { SourceTree } from '../../src/domain/ports.ts';

const MAX_OUTPUT_BYTES = 1_000_000_000;
const MAX_BLOB_BYTES = 500_000;
const ABSENT = /^0+$/;
const REGULAR = /^100/;

/** Files that are judged together, in the tree that they were in. */
export type ChangeSet = {
  readonly name: string;
  /** What stands for the task: the message of the commit. */
  readonly words: string;
  readonly changes: readonly FileChange[];
  readonly tree: SourceTree;
};

/** Commits with one parent since a day, the newest first. */
export function commitsOf(repository: string, since: string): readonly string[] {
  const range = ['--no-merges', '--min-parents=1', `--since=${since}`, '--format=%H', 'HEAD'];
  return git(repository, ['log', ...range])
    .toString()
    .split('\n')
    .filter(Boolean);
}

/** What a commit changed, without links, submodules, and files over 500 kB; a renamed file is one deleted and one new. */
export function changeSetOf(repository: string, commit: string): ChangeSet {
  const sides = git(repository, ['diff-tree', '-r', '-z', '--no-renames', `${commit}^`, commit])
    .toString()
    .matchAll(/:(\d+) (\d+) (\w+) (\w+) \w\0([^\0]+)\0/g)
    .map(([, beforeMode = '', afterMode = '', beforeId = '', afterId = '', path = '']) => ({
      isFile: [beforeMode, afterMode].every((mode) => REGULAR.test(mode) || ABSENT.test(mode)),
      beforeId,
      afterId,
      path,
    }))
    .filter(({ isFile }) => isFile)
    .toArray();
  const blobs = blobsOf(
    repository,
    sides.flatMap(({ beforeId, afterId }) => [beforeId, afterId]),
  );
  const changes = sides.flatMap(({ beforeId, afterId, path }): readonly FileChange[] => {
    const before = blobs.get(beforeId) ?? null;
    const after = blobs.get(afterId) ?? null;
    const isWhole = (before !== null || ABSENT.test(beforeId)) && (after !== null || ABSENT.test(afterId));
    return isWhole ? [{ path, before, after, tolerances: [] }] : [];
  });
  const words = git(repository, ['log', '-1', '--format=%B', commit]).toString();
  return { name: commit.slice(0, 10), words, changes, tree: treeAt(repository, `${commit}^`) };
}

/** The regular files of HEAD, by path and blob. */
export function filesOf(repository: string): readonly { readonly path: string; readonly id: string }[] {
  return git(repository, ['ls-tree', '-r', '-z', 'HEAD'])
    .toString()
    .matchAll(/(\d+) \w+ (\w+)\t([^\0]+)\0/g)
    .filter(([, mode = '']) => REGULAR.test(mode))
    .map(([, , id = '', path = '']) => ({ path, id }))
    .toArray();
}

/** Files of HEAD as if each were the only change of a change set; without those over 500 kB. */
export function asNewFiles(
  repository: string,
  files: readonly { readonly path: string; readonly id: string }[],
): readonly ChangeSet[] {
  const tree = treeAt(repository, 'HEAD');
  const blobs = blobsOf(
    repository,
    files.map(({ id }) => id),
  );
  return files.flatMap(({ path, id }) => {
    const after = blobs.get(id);
    return after === undefined
      ? []
      : [{ name: 'HEAD', words: '', changes: [{ path, before: null, after, tolerances: [] }], tree }];
  });
}

function treeAt(repository: string, commit: string): SourceTree {
  const known = new Map<string, Uint8Array | null>();
  let paths: readonly string[] | null = null;
  return {
    read: async (path) => {
      const name = `${commit}:${path}`;
      if (!known.has(path)) known.set(path, blobsOf(repository, [name]).get(name) ?? null);
      return known.get(path) ?? null;
    },
    list: async () => {
      const listed = (): string => git(repository, ['ls-tree', '-r', '-z', '--name-only', commit]).toString();
      paths ??= listed().split('\0').filter(Boolean).toSorted();
      return paths;
    },
  };
}

/** The blobs that there are, by the names they were asked by. One process reads them all. */
function blobsOf(repository: string, names: readonly string[]): ReadonlyMap<string, Uint8Array> {
  const asked = [...new Set(names)].filter((name) => !ABSENT.test(name) && !name.includes('\n'));
  const output = git(repository, ['cat-file', '--batch'], asked.map((name) => `${name}\n`).join(''));
  const blobs = new Map<string, Uint8Array>();
  let offset = 0;
  for (const name of asked) {
    const end = output.indexOf('\n', offset);
    const [, sizeBytes] = / blob (\d+)$/.exec(output.toString('utf8', offset, end)) ?? [];
    offset = end + 1;
    if (sizeBytes === undefined) continue;
    const bytes = output.subarray(offset, offset + Number(sizeBytes));
    if (bytes.length <= MAX_BLOB_BYTES) blobs.set(name, bytes);
    offset += bytes.length + 1;
  }
  return blobs;
}

function git(repository: string, args: readonly string[], input = ''): Buffer {
  const options = { input, maxBuffer: MAX_OUTPUT_BYTES };
  return execFileSync('git', ['--git-dir', repository, ...args], options);
}
