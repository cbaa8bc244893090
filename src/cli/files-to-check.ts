import { realpathSync } from 'node:fs';
import { lstat, readlink, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pathInside } from '../codebase/inside-root.ts';
import { languageOnDisk } from '../codebase/language-on-disk.ts';
import { hasParser } from '../codebase/languages/judge-syntax.ts';
import { messageOf, OuroborosError, systemCodeOf } from '../domain/errors.ts';
import { languageOf } from '../domain/language.ts';
import type { Io } from './io.ts';
import { openProject, type Project } from './project.ts';

/** What of the command line says which files are meant. */
export type FileSelection = {
  /** Files and folders; none means the current folder. */
  readonly paths: readonly string[];
  /** File names are read from standard input too: one a line, or ended by NUL. */
  readonly stdinFiles?: boolean;
  /** Only what differs from this commit; true is for HEAD. */
  readonly changed?: string | true;
};

/** A file by the name that reports give it, relative to the current folder. */
export type FileToCheck = {
  readonly name: string;
  /** Whether a person named it, and no list of git or of standard input: such a file must be there. */
  readonly isNamed: boolean;
  /** Whether a list has it by a name that is not UTF-8, and with U+FFFD in it: nobody can open it. */
  readonly isUnnamed?: boolean;
  /** The bytes at the commit that `--changed` compares with, by the name that the file has there; null where it has none. */
  readonly before?: () => Promise<Uint8Array | null>;
};

/** What is to be judged, and why named paths cannot be. */
export type SelectedFiles = {
  readonly files: readonly FileToCheck[];
  readonly refused: readonly OuroborosError[];
  /** Names from standard input that lead nowhere: a list of git may be older than the work tree. */
  readonly missing: readonly string[];
};

type SelectionIo = Pick<Io, 'cwd' | 'readStdin'>;

/**
 * The files that are meant, each once: named ones in the order given, those of a folder sorted. A folder stands for the
 * files below it that git, or without git the folder itself, lists, no ignore rule covers, and a parser knows.
 * @throws OuroborosError `usage` when the commit is unknown; `no-git`
 */
export async function filesToCheck(selection: FileSelection, io: SelectionIo): Promise<SelectedFiles> {
  const { paths, stdinFiles, changed } = selection;
  const wanted = paths.length === 0 && stdinFiles !== true ? ['.'] : paths;
  const { kinds, refused } = await kindsOf(wanted, io.cwd);
  if (changed !== undefined) {
    const below = kinds.map(([path]) => path);
    const all = await changedBelow(below, { commit: changed, cwd: io.cwd });
    const files = all.filter((file) => file.isUnnamed !== true);
    return {
      files,
      refused: [...refused, ...all.filter(({ isUnnamed }) => isUnnamed).map(unnamedRefusal)],
      missing: [],
    };
  }
  const found: FileToCheck[] = [];
  for (const [path, kind] of kinds) {
    if (kind === 'file') found.push({ name: path, isNamed: true });
    else found.push(...(await filesOfFolder(path, io.cwd)));
  }
  const listed = stdinFiles === true ? await listedFiles(io) : NOTHING_LISTED;
  const unnamed = [...found, ...listed.files].filter(({ isUnnamed }) => isUnnamed);
  const files = onceEach([...found, ...listed.files], io.cwd).filter((file) => file.isUnnamed !== true);
  return { files, refused: [...refused, ...unnamed.map(unnamedRefusal)], missing: listed.missing };
}

/** A name that is not UTF-8 opens no file; what it stands for might be anything. */
function unnamedRefusal({ name }: FileToCheck): OuroborosError {
  const hint = 'Rename the file, or let git ignore it.';
  return new OuroborosError('bad-file', `The name of ${name} is not UTF-8, so that it was not judged.`, {
    hint,
  });
}

type PathKind = 'file' | 'folder';

type PathKinds = {
  readonly kinds: readonly (readonly [string, PathKind])[];
  readonly refused: readonly OuroborosError[];
};

async function kindsOf(paths: readonly string[], cwd: string): Promise<PathKinds> {
  const kinds: (readonly [string, PathKind])[] = [];
  const refused: OuroborosError[] = [];
  for (const path of paths) {
    const kind = await kindOf(path, cwd);
    if (typeof kind === 'string') kinds.push([path, kind]);
    else refused.push(kind);
  }
  return { kinds, refused };
}

async function kindOf(path: string, cwd: string): Promise<PathKind | OuroborosError> {
  try {
    const found = await stat(resolve(cwd, path));
    if (found.isFile()) return 'file';
    if (found.isDirectory()) return 'folder';
    return new OuroborosError('usage', `${path} is neither a regular file nor a folder.`);
  } catch (error) {
    return refusalOf(path, error, cwd);
  }
}

async function filesOfFolder(folder: string, cwd: string): Promise<readonly FileToCheck[]> {
  const project = await openProject(resolve(cwd, folder));
  const inside = relative(project.root, project.cwd);
  const judged = await judgedOf(project, (path) => isBelow(path, inside));
  return judged.map(({ path, isUnnamed }) => {
    return { name: join(folder, relative(inside, path)), isNamed: false, isUnnamed };
  });
}

/** What git says has changed, of the files that the paths stand for. What vanished is in no list of the work tree. */
async function changedBelow(
  paths: readonly string[],
  { commit, cwd }: { readonly commit: string | true; readonly cwd: string },
): Promise<readonly FileToCheck[]> {
  const project = await openProject(cwd);
  const scopes = paths.map((path) => pathInside(path, realpathSync(resolve(cwd, path)), project.workspace));
  const changed = await changedPaths(commit, project);
  const here = relative(project.root, project.cwd);
  const isMeant = (path: string): boolean =>
    changed.has(path) && scopes.some((scope) => isBelow(path, scope));
  const judged = await judgedOf(project, isMeant);
  const { vcs, root, repository } = project;
  const base = commit === true ? 'HEAD' : commit;
  let renamed: Promise<ReadonlyMap<string, string>> | null = null;
  const before = (path: string) => async (): Promise<Uint8Array | null> => {
    if (repository?.head === null) return null;
    const bytes = await vcs.readAt(root, base, path);
    if (bytes !== null) return bytes;
    const former = (await (renamed ??= vcs.renamedSince(root, base))).get(path);
    return former === undefined ? null : vcs.readAt(root, base, former);
  };
  return judged.map(({ path, isUnnamed }) => {
    return { name: relative(here, path), isNamed: false, isUnnamed, before: before(path) };
  });
}

async function changedPaths(commit: string | true, project: Project): Promise<ReadonlySet<string>> {
  const { vcs, root, repository, workspace } = project;
  // Before the first commit everything is new.
  if (commit === true && repository?.head === null) return new Set(await workspace.candidates());
  const changed = await vcs.changedSince(root, commit === true ? 'HEAD' : commit);
  if (changed !== null) return changed;
  throw new OuroborosError('usage', `--changed ${String(commit)}: git knows no such commit here.`, {
    hint: 'Paths come before the option: ouroboros check src --changed. In CI, fetch the history as well.',
  });
}

/** `scope` is a file or a folder, relative to the same root; empty for the root. */
function isBelow(path: string, scope: string): boolean {
  return scope === '' || path === scope || path.startsWith(`${scope}/`);
}

type Judged = { readonly path: string; readonly isUnnamed: boolean };

/** Those of the listed paths whose language a parser knows; of what cannot be opened the end of its name tells. */
async function judgedOf(
  { workspace, root }: Project,
  isMeant: (path: string) => boolean,
): Promise<readonly Judged[]> {
  const named = new Set(await workspace.list());
  const judged: Judged[] = [];
  for (const path of (await workspace.candidates()).filter(isMeant)) {
    const isUnnamed = !named.has(path) && path.includes('\uFFFD');
    if (!isUnnamed && !named.has(path)) continue;
    const language = isUnnamed ? languageOf(path) : await languageOnDisk(join(root, path));
    if (language !== null && hasParser(language)) judged.push({ path, isUnnamed });
  }
  return judged;
}

type Listed = Pick<SelectedFiles, 'files' | 'missing'>;

const NOTHING_LISTED: Listed = { files: [], missing: [] };

/** A list of git names what is no file: submodules, links to folders or to nothing, and what was deleted in the work tree. */
async function listedFiles({ cwd, readStdin }: SelectionIo): Promise<Listed> {
  const text = await readStdin();
  const names = text.split(text.includes('\0') ? '\0' : /\r?\n/).filter((name) => name !== '');
  const files: FileToCheck[] = [];
  const missing: string[] = [];
  for (const name of names) {
    if (await isRegularFile(name, cwd)) files.push({ name, isNamed: false });
    else if (name.includes('\uFFFD')) files.push({ name, isNamed: false, isUnnamed: true });
    else if (await isMissing(name, cwd)) missing.push(name);
  }
  return { files, missing };
}

async function isMissing(file: string, cwd: string): Promise<boolean> {
  return lstat(resolve(cwd, file)).then(
    () => false,
    (error: unknown) => systemCodeOf(error) === 'ENOENT',
  );
}

async function isRegularFile(file: string, cwd: string): Promise<boolean> {
  // What cannot be looked at is refused by its name when its turn comes.
  const found = await stat(resolve(cwd, file)).catch((error: unknown) => systemCodeOf(error) !== 'ENOENT');
  return typeof found === 'boolean' ? found : found.isFile();
}

function onceEach(files: readonly FileToCheck[], cwd: string): readonly FileToCheck[] {
  const byPlace = new Map<string, FileToCheck>();
  for (const file of files) {
    const place = resolve(cwd, file.name);
    if (!byPlace.has(place)) byPlace.set(place, file);
  }
  return [...byPlace.values()];
}

/** Why a file cannot be looked at: `not-found` or `bad-file`. */
export async function refusalOf(file: string, error: unknown, cwd: string): Promise<OuroborosError> {
  if (systemCodeOf(error) !== 'ENOENT')
    return new OuroborosError('bad-file', `${file} cannot be read: ${messageOf(error)}`, { cause: error });
  const link = await readlink(resolve(cwd, file)).catch(() => null);
  if (link === null) return new OuroborosError('not-found', `There is no file ${file}.`);
  return new OuroborosError('not-found', `${file} is a symbolic link to ${link}, which is not there.`);
}
