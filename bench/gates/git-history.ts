import { execFileSync } from 'node:child_process';
import type { FileChange } from '../../src/domain/patch.ts';
import type { SourceTree } from '../../src/domain/ports.ts';

const MAX_OUTPUT_BYTES = 1_000_000_000;
const BATCH = 50;
/** What gates read beside the changed files. */
const SOURCE = /\.(?:py|[cm]?[jt]sx?|json|toml)$/;
const MAX_BLOB_BYTES = 500_000;
/** Lock files are long, and are only asked for a name. */
const MAX_READ_BYTES = 5_000_000;
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

/**
 * What each commit changed, without links, submodules, and files over 500 kB; a renamed file is one deleted and one new.
 * Read in batches: a process for each commit would cost more than the gates.
 */
export function* changeSetsOf(repository: string, commits: readonly string[]): Generator<ChangeSet> {
  const treeAt = treesOf(repository);
  for (let start = 0; start < commits.length; start += BATCH) {
    const raws = rawCommits(repository, commits.slice(start, start + BATCH));
    const blobs = blobsOf(
      repository,
      raws.flatMap(({ sides }) => sides.flatMap(({ beforeId, afterId }) => [beforeId, afterId])),
    );
    for (const { commit, words, sides } of raws) {
      const changes = sides.flatMap(({ beforeId, afterId, path }): readonly FileChange[] => {
        const before = blobs.get(beforeId) ?? null;
        const after = blobs.get(afterId) ?? null;
        const isWhole =
          (before !== null || ABSENT.test(beforeId)) && (after !== null || ABSENT.test(afterId));
        return isWhole ? [{ path, before, after, tolerances: [] }] : [];
      });
      yield { name: commit.slice(0, 10), words, changes, tree: treeAt(`${commit}^`) };
    }
  }
}

type RawSide = { readonly beforeId: string; readonly afterId: string; readonly path: string };
type RawCommit = { readonly commit: string; readonly words: string; readonly sides: readonly RawSide[] };

/** Messages and changed files, by their blobs. */
function rawCommits(repository: string, commits: readonly string[]): readonly RawCommit[] {
  const format = ['--raw', '-z', '--no-abbrev', '--no-renames', '--format=%x01%H%x00%B%x00'];
  const output = git(repository, ['log', '--no-walk=unsorted', '--stdin', ...format], commits.join('\n'));
  return output
    .toString()
    .split('\u0001')
    .slice(1)
    .map((text) => {
      const [commit = '', words = ''] = text.split('\0', 2);
      return { commit, words, sides: sidesIn(text.slice(commit.length + words.length + 2)) };
    });
}

function sidesIn(raw: string): readonly RawSide[] {
  return raw
    .matchAll(/:(\d+) (\d+) (\w+) (\w+) \w\0([^\0]+)\0/g)
    .map(([, beforeMode = '', afterMode = '', beforeId = '', afterId = '', path = '']) => ({
      isFile: [beforeMode, afterMode].every((mode) => REGULAR.test(mode) || ABSENT.test(mode)),
      beforeId,
      afterId,
      path,
    }))
    .filter(({ isFile }) => isFile)
    .toArray();
}

type TreeFile = { readonly path: string; readonly id: string };

/** The regular files of HEAD, by path and blob. */
export function filesOf(repository: string): readonly TreeFile[] {
  return filesAt(repository, 'HEAD');
}

/** What HEAD says of files that are not in it, by path: its `.gitignore` files. */
export function ignoreFilesOf(repository: string): ReadonlyMap<string, Uint8Array> {
  const files = filesOf(repository).filter(({ path }) => /(?:^|\/)\.gitignore$/.test(path));
  const blobs = blobsOf(
    repository,
    files.map(({ id }) => id),
  );
  return new Map(files.map(({ path, id }) => [path, blobs.get(id) ?? new Uint8Array()]));
}

function filesAt(repository: string, commit: string): readonly TreeFile[] {
  return git(repository, ['ls-tree', '-r', '-z', commit])
    .toString()
    .matchAll(/(\d+) \w+ (\w+)\t([^\0]+)\0/g)
    .filter(([, mode = '']) => REGULAR.test(mode))
    .map(([, , id = '', path = '']) => ({ path, id }))
    .toArray();
}

/** Files of HEAD as if each were the only change of a change set; without those over 500 kB. */
export function asNewFiles(repository: string, files: readonly TreeFile[]): readonly ChangeSet[] {
  const tree = treesOf(repository)('HEAD');
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

/** Trees of a repository that remember the blobs they have in common. What one lacks is read at once, not file by file. */
function treesOf(repository: string): (commit: string) => SourceTree {
  const known = new Map<string, Uint8Array | null>();
  return (commit) => {
    let files: ReadonlyMap<string, string> | null = null;
    const idsByPath = (): ReadonlyMap<string, string> =>
      (files ??= new Map(filesAt(repository, commit).map(({ path, id }) => [path, id])));
    return {
      read: async (path) => {
        const id = idsByPath().get(path);
        if (id === undefined) return null;
        if (!known.has(id)) remember(repository, known, [id, ...sourcesIn(idsByPath())]);
        return known.get(id) ?? null;
      },
      list: async () => [...idsByPath().keys()].toSorted(),
    };
  };
}

function sourcesIn(files: ReadonlyMap<string, string>): readonly string[] {
  return [...files].flatMap(([path, id]) => (SOURCE.test(path) ? [id] : []));
}

function remember(repository: string, known: Map<string, Uint8Array | null>, ids: readonly string[]): void {
  const missing = ids.filter((id) => !known.has(id));
  const blobs = blobsOf(repository, missing, MAX_READ_BYTES);
  for (const id of missing) known.set(id, blobs.get(id) ?? null);
}

/** The blobs that there are, by the names they were asked by. One process reads them all. */
function blobsOf(
  repository: string,
  names: readonly string[],
  maxBytes = MAX_BLOB_BYTES,
): ReadonlyMap<string, Uint8Array> {
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
    if (bytes.length <= maxBytes) blobs.set(name, bytes);
    offset += bytes.length + 1;
  }
  return blobs;
}

function git(repository: string, args: readonly string[], input = ''): Buffer {
  const options = { input, maxBuffer: MAX_OUTPUT_BYTES };
  return execFileSync('git', ['--git-dir', repository, ...args], options);
}
