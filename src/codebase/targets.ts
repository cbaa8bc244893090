import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Workspace } from '../domain/ports.ts';
import { resolvePattern, type PatternScope, type SkippedFile } from './target-pattern.ts';

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
  /** Files of folders and globs that are not UTF-8 text, or too large. */
  readonly skipped: readonly SkippedFile[];
};

/**
 * The files that `-t` names: files, folders (their sources) and globs, relative to the working folder.
 * @throws OuroborosError `not-found`, `outside-repository` or `bad-file` for a pattern that gives no usable file
 */
export async function resolveTargets(patterns: readonly string[], options: TargetOptions): Promise<Targets> {
  const scope: PatternScope = {
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
