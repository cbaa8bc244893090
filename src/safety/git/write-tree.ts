import { chmod, copyFile, lstat, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileContent, IndexChange, TreeWith } from '../../domain/ports.ts';
import { isGone } from '../disk.ts';
import { locate, pathFrom } from '../locate.ts';
import { treeEntries } from './index-entries.ts';
import { gitFolder } from './place.ts';
import { namesOf, saidBy, type Repository } from './repository.ts';

const ATTRIBUTES = '.gitattributes';

/**
 * The tree of a commit with some files instead. Git itself stores them, out of a work tree and with an index that hold
 * nothing else, so that filters, line endings and encodings are as `git add` has them; the user's index is not read.
 */
export async function treeWith(
  commit: string,
  files: readonly FileContent[],
  repository: Repository,
): Promise<TreeWith> {
  const real: RealFile[] = [];
  for (const file of files) {
    const found = await realFile(file, repository.root);
    if (typeof found === 'string') return { kind: 'refused', reason: found };
    real.push(found);
  }
  const reason = (await whyNotInTree(commit, real, repository)) ?? (await whyUnfiltered(real, repository));
  if (reason !== null) return { kind: 'refused', reason };
  const folder = await mkdtemp(join(tmpdir(), 'ouroboros-tree-'));
  try {
    return await storeTree(commit, real, { repository, folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The file behind a path of the run, as git knows it. */
type RealFile = { readonly path: string; readonly bytes: Uint8Array | null; readonly isExecutable: boolean };

async function realFile({ path, bytes, mode }: FileContent, root: string): Promise<RealFile | string> {
  const location = await locate(root, path);
  if (location.kind === 'refused') return location.error.message.replace(/\.$/, '');
  const now = location.kind === 'file' ? (await lstat(location.real)).mode : 0;
  return { path: pathFrom(root, location.real), bytes, isExecutable: ((mode ?? now) & 0o100) !== 0 };
}

/** A file in a submodule belongs to another repository. */
async function whyNotInTree(
  commit: string,
  files: readonly RealFile[],
  repository: Repository,
): Promise<string | null> {
  const folders = [...new Set(files.flatMap(({ path }) => foldersAbove(path)))].filter(Boolean);
  const entries = await treeEntries(commit, folders, repository);
  const [link] = [...entries].find(([, { mode }]) => mode === '160000') ?? [];
  return link === undefined ? null : `${link} is a submodule, a repository of its own`;
}

/** Git passes over a filter that nobody set up, and would store what the filter was there to take out. */
async function whyUnfiltered(files: readonly RealFile[], repository: Repository): Promise<string | null> {
  const filters = await filtersOf(
    files.map(({ path }) => path),
    repository,
  );
  for (const [path, filter] of filters) {
    if (await isSetUp(filter, repository)) continue;
    return `${path} goes through the filter ${filter}, which is not set up here`;
  }
  return null;
}

/** The filter of each path that has one. */
export async function filtersOf(
  paths: readonly string[],
  { git }: Repository,
): Promise<ReadonlyMap<string, string>> {
  const filters = new Map<string, string>();
  if (paths.length === 0) return filters;
  const said = await git(['check-attr', '-z', 'filter', '--', ...paths], 'read the attributes');
  const fields = said.split('\0');
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [path = '', , filter = ''] = fields.slice(at, at + 3);
    if (!NO_FILTER.includes(filter)) filters.set(path, filter);
  }
  return filters;
}

const NO_FILTER: readonly string[] = ['unspecified', 'unset', 'set', ''];

async function isSetUp(filter: string, { ask }: Repository): Promise<boolean> {
  const answers = await Promise.all(
    ['clean', 'process'].map((part) => ask(['config', '--get', `filter.${filter}.${part}`])),
  );
  return answers.some((answer) => answer.kind === 'ended' && answer.exitCode === 0);
}

type Store = { readonly repository: Repository; readonly folder: string };

async function storeTree(commit: string, files: readonly RealFile[], store: Store): Promise<TreeWith> {
  const { repository, folder } = store;
  const tree = join(folder, 'tree');
  await mkdir(tree);
  await copyAttributes(files, repository.root, tree);
  for (const file of files) await writeReal(file, tree);
  const env = { GIT_INDEX_FILE: join(folder, 'index') };
  const own = ['-c', 'core.splitIndex=false'];
  await repository.git([...own, 'read-tree', commit], 'read a commit', { env });
  const added = await repository.elsewhere(
    tree,
    [...own, 'update-index', '--add', '--remove', '-z', '--stdin'],
    {
      env: { ...env, GIT_DIR: await gitFolder(repository), GIT_WORK_TREE: tree },
      input: files.map(({ path }) => `${path}\0`).join(''),
    },
  );
  if (added.kind !== 'ended' || added.exitCode !== 0)
    return { kind: 'refused', reason: `git would not store it: ${saidBy(added)}` };
  const id = (await repository.git([...own, 'write-tree'], 'write a tree', { env })).trim();
  return { kind: 'tree', tree: id, changes: await changesBetween(commit, id, repository) };
}

/** How the files of two commits or trees differ. */
export async function changesBetween(
  commit: string,
  tree: string,
  repository: Repository,
): Promise<readonly IndexChange[]> {
  const args = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', commit, tree];
  const paths = namesOf(await repository.git(args, 'compare two trees'));
  const [before, after] = await Promise.all([
    treeEntries(commit, paths, repository),
    treeEntries(tree, paths, repository),
  ]);
  return paths.map((path) => ({
    path,
    before: before.get(path) ?? null,
    after: after.get(path) ?? null,
  }));
}

async function writeReal({ path, bytes, isExecutable }: RealFile, tree: string): Promise<void> {
  const target = join(tree, path);
  if (bytes === null) return rm(target, { force: true });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, bytes);
  await chmod(target, isExecutable ? 0o755 : 0o644);
}

/** The attributes of the work tree hold for a file, committed or not, as they do for `git add`. */
async function copyAttributes(files: readonly RealFile[], root: string, tree: string): Promise<void> {
  for (const folder of new Set(files.flatMap(({ path }) => foldersAbove(path)))) {
    const source = join(root, folder, ATTRIBUTES);
    if (!(await isFile(source))) continue;
    await mkdir(join(tree, folder), { recursive: true });
    await copyFile(source, join(tree, folder, ATTRIBUTES));
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile();
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

/** `a/b/c.py` lies in the root, `a` and `a/b`. */
function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return ['', ...parts.map((_, at) => parts.slice(0, at + 1).join('/'))];
}
