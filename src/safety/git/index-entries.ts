import { OuroborosError } from '../../domain/errors.ts';
import type { IndexChange, TreeEntry } from '../../domain/ports.ts';
import { namesOf, saidBy, type Repository } from './repository.ts';

/** The entries of paths in the tree of a commit, or of a tree. */
export async function treeEntries(
  tree: string,
  paths: readonly string[],
  { git }: Repository,
): Promise<ReadonlyMap<string, TreeEntry>> {
  if (paths.length === 0) return new Map();
  const listed = await git(['ls-tree', '-z', '--full-tree', tree, '--', ...paths], 'read a tree');
  return new Map(namesOf(listed).flatMap((line) => entryOf(line, /^(\d+) \w+ (\w+)\t/)));
}

/** Those of the paths whose entry in the index is not that of HEAD. */
export async function stagedPaths(paths: readonly string[], { git }: Repository): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const args = ['diff-index', '--cached', '--name-only', '-z', '--no-renames', 'HEAD', '--', ...paths];
  return namesOf(await git(args, 'read the index'));
}

/**
 * Gives the entries of paths their new content where they are as `before` says; returns the paths of the others, which
 * are left alone.
 * @throws OuroborosError `environment` when the index is locked or cannot be written
 */
export async function changeIndex(
  changes: readonly IndexChange[],
  repository: Repository,
): Promise<readonly string[]> {
  const now = await indexEntries(
    changes.map(({ path }) => path),
    repository,
  );
  const isAs = ({ path }: IndexChange, entry: TreeEntry | null): boolean =>
    isSame(now.get(path) ?? null, entry);
  const wanted = changes.filter((change) => isAs(change, change.before) && !isAs(change, change.after));
  const input = wanted.map(({ path, before, after }) =>
    // Mode 0 takes an entry away, whatever the blob.
    after === null ? `0 ${before?.blob}\t${path}\0` : `${after.mode} ${after.blob}\t${path}\0`,
  );
  if (input.length > 0) {
    const done = await repository.ask(['update-index', '-z', '--index-info'], { input: input.join('') });
    if (done.kind !== 'ended' || done.exitCode !== 0) throw notChanged(saidBy(done));
    await refresh(wanted, repository);
  }
  return changes
    .filter((change) => !isAs(change, change.before) && !isAs(change, change.after))
    .map(({ path }) => path);
}

/** Has git look at the files once, as it would at the next `git status`; what it says of them is no failure. */
async function refresh(changes: readonly IndexChange[], { ask }: Repository): Promise<void> {
  const input = changes.flatMap(({ path, after }) => (after === null ? [] : [`${path}\0`])).join('');
  await ask(['update-index', '-q', '-z', '--stdin'], { input });
}

async function indexEntries(
  paths: readonly string[],
  { git }: Repository,
): Promise<ReadonlyMap<string, TreeEntry>> {
  const listed = await git(['ls-files', '--stage', '-z', '--', ...paths], 'read the index');
  return new Map(namesOf(listed).flatMap((line) => entryOf(line, /^(\d+) (\w+) 0\t/)));
}

function entryOf(line: string, form: RegExp): readonly (readonly [string, TreeEntry])[] {
  const match = form.exec(line);
  if (match === null) return [];
  const [head, mode = '', blob = ''] = match;
  return [[line.slice(head.length), { mode, blob }]];
}

function isSame(one: TreeEntry | null, other: TreeEntry | null): boolean {
  return one?.mode === other?.mode && one?.blob === other?.blob;
}

function notChanged(said: string): OuroborosError {
  return new OuroborosError('environment', `The index of git could not be changed: ${said}`, {
    hint: 'Another git process may be at work; when none is, remove the index.lock that it names.',
  });
}
