import { realpathSync, statSync, type Stats } from 'node:fs';
import { isAbsolute, normalize, relative, resolve } from 'node:path';
import { matchesGlob } from 'node:path/posix';
import { messageOf, OuroborosError } from '../domain/errors.ts';
import { languageOf } from '../domain/language.ts';
import type { Workspace } from '../domain/ports.ts';
import { whyPathIsUnsafe } from '../domain/repo-path.ts';
import { insideOrNull, outsideError, pathInside, toSlashes } from './inside-root.ts';
import { decodeText } from '../domain/text.ts';
import { whyNotByHand } from './made-files.ts';
import { nearestPaths } from './nearest-names.ts';
import { whyNotText } from './target-text.ts';

const GLOB_CHARACTER = /[*?[{]/;
/** Languages of data. */
const DATA: readonly (string | null)[] = ['json', 'yaml', 'jupyter'];

/** What patterns are resolved in. `cwd` is absolute, links resolved. */
export type PatternScope = {
  readonly cwd: string;
  readonly workspace: Workspace;
  readonly maxSizeBytes: number;
};

/** A file that a folder or a glob holds and that cannot be worked on; the reason goes on from the path. */
export type SkippedFile = { readonly path: string; readonly reason: string };

/** The usable files of one pattern; `isNamed` where it is the name of a single file. */
export type Resolved = {
  readonly paths: readonly string[];
  readonly isNamed: boolean;
  readonly skipped: readonly SkippedFile[];
};

/**
 * The files that one pattern names. What exists under the very name is meant, even where it looks like a glob (`[id].tsx`).
 * @throws OuroborosError `not-found`, `outside-repository` or `bad-file` when it gives no usable file
 */
export async function resolvePattern(pattern: string, scope: PatternScope): Promise<Resolved> {
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

async function resolveFile(pattern: string, entry: Stats, scope: PatternScope): Promise<Resolved> {
  const path = pathInside(pattern, resolve(scope.cwd, pattern), scope.workspace);
  const unsafe = whyPathIsUnsafe(path);
  if (unsafe !== null) throw new OuroborosError('bad-file', `${pattern} cannot be a target: ${unsafe}.`);
  const reason = await whyUnusable({ path, sizeBytes: entry.size }, scope);
  if (reason !== null) {
    throw new OuroborosError('bad-file', `${pattern} ${reason}.`, {
      hint: 'Files are worked on whole, as UTF-8 text, without losing a byte; with this one that cannot be done.',
    });
  }
  // A link inside the repository stays, and the file that it leads to is the one that changes.
  const real = realpathSync(resolve(scope.workspace.root, path));
  return { paths: [insideOrNull(real, scope.workspace) ?? path], isNamed: true, skipped: [] };
}

async function resolveFolder(pattern: string, absolute: string, scope: PatternScope): Promise<Resolved> {
  const folder = pathInside(pattern, absolute, scope.workspace);
  const known = await scope.workspace.list();
  const below = folder === '' ? known : known.filter((path) => path.startsWith(`${folder}/`));
  const sources = below.filter((path) => isSource(path));
  return usableOf(sources, { pattern, what: 'source file', folder }, scope);
}

/** JSON and YAML are languages here, but a folder's files of them, and its notebooks, are its data; they are targets when they are named or globbed. */
function isSource(path: string): boolean {
  const language = languageOf(path);
  return language !== null && !DATA.includes(language);
}

/** Matched against the listing and not the disk, so that nothing ignored is walked or found. */
async function resolveGlob(pattern: string, scope: PatternScope): Promise<Resolved> {
  const { cwd, workspace } = scope;
  const glob = toSlashes(normalize(pattern));
  const nameOf = (path: string): string => {
    const absolute = resolve(workspace.root, path);
    return toSlashes(isAbsolute(pattern) ? absolute : relative(cwd, absolute));
  };
  const matched = (await workspace.list()).filter((path) => matchesGlob(nameOf(path), glob));
  if (matched.length > 0) return usableOf(matched, { pattern, what: 'file' }, scope);
  const start = resolve(cwd, pattern.slice(0, pattern.search(GLOB_CHARACTER)));
  if (insideOrNull(start, workspace) === null) throw outsideError(pattern, start);
  throw new OuroborosError('not-found', `No file matches ${pattern}.`, { hint: LEFT_OUT });
}

const LEFT_OUT = 'Ignored files and links are left out unless they are named one by one.';

async function usableOf(
  paths: readonly string[],
  { pattern, what, folder }: { readonly pattern: string; readonly what: string; readonly folder?: string },
  scope: PatternScope,
): Promise<Resolved> {
  const usable: string[] = [];
  const skipped: SkippedFile[] = [];
  for (const path of paths) {
    const sizeBytes = statSync(resolve(scope.workspace.root, path)).size;
    const reason = whyPathIsUnsafe(path) ?? (await whyUnusable({ path, sizeBytes, folder }, scope));
    if (reason === null) usable.push(path);
    else skipped.push({ path, reason });
  }
  if (usable.length > 0) return { paths: usable, isNamed: false, skipped };
  const example = skipped[0] === undefined ? '' : `: ${skipped[0].path} ${skipped[0].reason}`;
  const code = skipped.length === 0 ? 'not-found' : 'bad-file';
  throw new OuroborosError(code, `${pattern} gives no ${what} to work on${example}.`, {
    hint: LEFT_OUT,
  });
}

/** A file with the folder among whose files it was found. */
type Found = { readonly path: string; readonly sizeBytes: number; readonly folder?: string | undefined };

/**
 * The end of a sentence that begins with the path, or null. Reads nothing of a file that is too large. What is vendored,
 * built or generated is a target when it is named or globbed, or lies in a folder of such that is.
 */
async function whyUnusable(
  { path, sizeBytes, folder }: Found,
  { maxSizeBytes, workspace }: PatternScope,
): Promise<string | null> {
  if (sizeBytes > maxSizeBytes) {
    return `is too large: ${megabytes(sizeBytes)} MB, the limit is ${megabytes(maxSizeBytes)} MB`;
  }
  const file = await workspace.read(path);
  if (file === null) return 'is gone';
  const decoded = decodeText(file.bytes);
  if (decoded.kind !== 'text') return whyNotText(file.bytes);
  return folder === undefined ? null : whyNotByHand(path.slice(folder.length), decoded.text);
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}

async function notFound(pattern: string, { cwd, workspace }: PatternScope): Promise<OuroborosError> {
  const absolute = resolve(cwd, pattern);
  const near = nearestPaths(toSlashes(absolute), await workspace.list());
  const shown = near.map((path) => relative(cwd, resolve(workspace.root, path)));
  const hint = near.length === 0 ? `Looked for ${absolute}.` : `Did you mean ${shown.join(' or ')}?`;
  return new OuroborosError('not-found', `There is no file ${pattern}.`, { hint });
}
