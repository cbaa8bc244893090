import { realpathSync, statSync, type Stats } from 'node:fs';
import { isAbsolute, normalize, relative, resolve, sep } from 'node:path';
import { matchesGlob } from 'node:path/posix';
import { messageOf, OuroborosError } from '../domain/errors.ts';
import { languageOf } from '../domain/language.ts';
import type { Workspace } from '../domain/ports.ts';
import { whyPathIsUnsafe } from '../domain/repo-path.ts';
import { nearestPaths } from './nearest-names.ts';
import { whyNotText } from './target-text.ts';

export type TargetOptions = {
  /** Absolute: what the patterns are relative to. */
  readonly cwd: string;
  readonly workspace: Workspace;
  readonly maxSizeBytes?: number;
};

/** Paths relative to the root of the work tree, sorted, each file once. */
export type Targets = {
  readonly targets: readonly string[];
  /** Those that were named one by one, not by a folder or a glob. */
  readonly namedTargets: readonly string[];
  /** Files of folders and globs that are not UTF-8 text of a bearable size. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
};

/**
 * The files that `-t` names: files, folders (their sources) and globs, relative to the working folder.
 * @throws OuroborosError `not-found`, `outside-repository` or `bad-file` for a pattern that gives no usable file
 */
export async function resolveTargets(patterns: readonly string[], options: TargetOptions): Promise<Targets> {
  const scope: Scope = {
    ...options,
    cwd: realpathSync(options.cwd),
    maxSizeBytes: options.maxSizeBytes ?? DEFAULT_MAX_SIZE_BYTES,
  };
  const named = new Map<string, string>();
  const found = new Map<string, string>();
  const skipped = new Map<string, string>();
  for (const pattern of patterns) {
    const resolved = await resolvePattern(pattern, scope);
    for (const path of resolved.paths) {
      const real = realpathSync(resolve(scope.workspace.root, path));
      if (resolved.isNamed) named.set(real, named.get(real) ?? path);
      found.set(real, named.get(real) ?? path);
    }
    for (const { path, reason } of resolved.skipped) skipped.set(path, reason);
  }
  return {
    targets: [...found.values()].toSorted(),
    namedTargets: [...named.values()].toSorted(),
    skipped: [...skipped].map(([path, reason]) => ({ path, reason })),
  };
}

const DEFAULT_MAX_SIZE_BYTES = 10 * 1024 * 1024;
const GLOB_CHARACTER = /[*?[{]/;

type Scope = Required<TargetOptions>;

type Resolved = {
  readonly paths: readonly string[];
  readonly isNamed: boolean;
  readonly skipped: Targets['skipped'];
};

/** What exists under the very name is meant, even where the name looks like a glob (`[id].tsx`). */
async function resolvePattern(pattern: string, scope: Scope): Promise<Resolved> {
  if (pattern === '') throw new OuroborosError('usage', 'A target is empty.', { hint: 'Give a file to -t.' });
  const absolute = resolve(scope.cwd, pattern);
  const entry = lookAt(absolute, pattern);
  if (entry?.isDirectory() === true) return resolveFolder(pattern, absolute, scope);
  if (entry !== null) return resolveFile(pattern, entry, scope);
  if (GLOB_CHARACTER.test(pattern)) return resolveGlob(pattern, scope);
  throw await notFound(pattern, scope);
}

function lookAt(absolute: string, pattern: string): Stats | null {
  try {
    return statSync(absolute, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    throw new OuroborosError('bad-file', `${pattern} cannot be looked at: ${messageOf(error)}.`, {
      cause: error,
    });
  }
}

async function resolveFile(pattern: string, entry: Stats, scope: Scope): Promise<Resolved> {
  const path = pathInside(pattern, resolve(scope.cwd, pattern), scope);
  const unsafe = whyPathIsUnsafe(path);
  if (unsafe !== null) throw new OuroborosError('bad-file', `${pattern} cannot be a target: ${unsafe}.`);
  const reason = await whyUnusable(path, entry.size, scope);
  if (reason !== null) {
    throw new OuroborosError('bad-file', `${pattern} ${reason}.`, {
      hint: 'Nothing was changed. Only UTF-8 text can be worked on without losing bytes.',
    });
  }
  return { paths: [path], isNamed: true, skipped: [] };
}

async function resolveFolder(pattern: string, absolute: string, scope: Scope): Promise<Resolved> {
  const folder = pathInside(pattern, absolute, scope);
  const known = await scope.workspace.list();
  const below = folder === '' ? known : known.filter((path) => path.startsWith(`${folder}/`));
  return usableOf(
    below.filter((path) => isSource(path)),
    { pattern, what: 'source file' },
    scope,
  );
}

/** JSON is a language here, but a folder's JSON files are its data; they are targets when they are named or globbed. */
function isSource(path: string): boolean {
  const language = languageOf(path);
  return language !== null && language !== 'json';
}

/** Matched against the listing and not the disk, so that nothing ignored is walked or found. */
async function resolveGlob(pattern: string, scope: Scope): Promise<Resolved> {
  const { cwd, workspace } = scope;
  const glob = toSlashes(normalize(pattern));
  const nameOf = (path: string): string => {
    const absolute = resolve(workspace.root, path);
    return toSlashes(isAbsolute(pattern) ? absolute : relative(cwd, absolute));
  };
  const matched = (await workspace.list()).filter((path) => matchesGlob(nameOf(path), glob));
  if (matched.length > 0) return usableOf(matched, { pattern, what: 'file' }, scope);
  const start = resolve(cwd, pattern.slice(0, pattern.search(GLOB_CHARACTER)));
  if (insideOrNull(start, workspace) === null) throw outside(pattern, start);
  throw new OuroborosError('not-found', `No file matches ${pattern}.`, { hint: LEFT_OUT });
}

const LEFT_OUT = 'Ignored files and links are left out unless they are named one by one.';

async function usableOf(
  paths: readonly string[],
  { pattern, what }: { readonly pattern: string; readonly what: string },
  scope: Scope,
): Promise<Resolved> {
  const usable: string[] = [];
  const skipped: { path: string; reason: string }[] = [];
  for (const path of paths) {
    const sizeBytes = statSync(resolve(scope.workspace.root, path)).size;
    const reason = whyPathIsUnsafe(path) ?? (await whyUnusable(path, sizeBytes, scope));
    if (reason === null) usable.push(path);
    else skipped.push({ path, reason });
  }
  if (usable.length > 0) return { paths: usable, isNamed: false, skipped };
  const example = skipped[0] === undefined ? '' : `: ${skipped[0].path} ${skipped[0].reason}`;
  throw new OuroborosError('bad-file', `${pattern} gives no ${what} to work on${example}.`, {
    hint: LEFT_OUT,
  });
}

/** The end of a sentence that begins with the path, or null. Reads nothing of a file that is too large. */
async function whyUnusable(path: string, sizeBytes: number, scope: Scope): Promise<string | null> {
  if (sizeBytes > scope.maxSizeBytes) {
    return `is too large: ${megabytes(sizeBytes)} MB, the limit is ${megabytes(scope.maxSizeBytes)} MB`;
  }
  const file = await scope.workspace.read(path);
  return file === null ? 'is gone' : whyNotText(file.bytes);
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}

/** The path below the root; a name that leads through a link from elsewhere counts by where it leads. */
function pathInside(pattern: string, absolute: string, { workspace }: Scope): string {
  const inside = insideOrNull(absolute, workspace) ?? insideOrNull(realpathSync(absolute), workspace);
  if (inside === null) throw outside(pattern, absolute);
  return inside;
}

function insideOrNull(absolute: string, { root }: Workspace): string | null {
  const inside = relative(root, absolute);
  return isAbsolute(inside) || inside.split(sep)[0] === '..' ? null : toSlashes(inside);
}

function toSlashes(path: string): string {
  return path.split(sep).join('/');
}

function outside(pattern: string, absolute: string): OuroborosError {
  return new OuroborosError('outside-repository', `${pattern} lies outside the repository (${absolute}).`, {
    hint: 'Use --cwd to work in another repository.',
  });
}

async function notFound(pattern: string, { cwd, workspace }: Scope): Promise<OuroborosError> {
  const absolute = resolve(cwd, pattern);
  const near = nearestPaths(toSlashes(absolute), await workspace.list());
  const shown = near.map((path) => relative(cwd, resolve(workspace.root, path)));
  const hint = near.length === 0 ? `Looked for ${absolute}.` : `Did you mean ${shown.join(' or ')}?`;
  return new OuroborosError('not-found', `There is no file ${pattern}.`, { hint });
}
