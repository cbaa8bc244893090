import { join } from 'node:path';
import { isIgnoredBy, readFolderRules } from '../../codebase/ignore-rules.ts';
import { createListing, foldersAbove, type Listing } from '../../codebase/index/imports/listing.ts';
import { exists } from '../../codebase/manifests/installed-packages.ts';
import type { Candidate } from '../../domain/ports.ts';
import { textOf } from './added-imports.ts';

/** A candidate as imports are looked up in it. */
export type JudgedTree = {
  /** Absolute, links resolved. */
  readonly root: string;
  readonly paths: readonly string[];
  readonly listing: Listing;
  /** A file of the candidate as text; null where there is none. */
  readonly readText: (path: string) => Promise<string | null>;
  /** The same, and null for what a later step of the plan may still change. */
  readonly readSettled: (path: string) => Promise<string | null>;
  /** Whether the path is one that the candidate does not list and that is there all the same, or will be: built or ignored. */
  readonly isUnlisted: (path: string) => Promise<boolean>;
  /** A file as it was before the change; empty where there was none. */
  readonly readBefore: (path: string) => Promise<string>;
  /** Whether a text of the tree before the change, of those whose path passes, matches. */
  readonly someBefore: (isAsked: (path: string) => boolean, pattern: RegExp) => Promise<boolean>;
};

/** Folders that a build fills, where nothing is committed. */
const BUILT = /(?:^|\/)_*(?:generated|dist|build)_*\//;
const MAX_READ = 4000;

/** Lists a candidate once; what later steps of the plan will make counts as there. */
export async function createJudgedTree(candidate: Candidate, root: string): Promise<JudgedTree> {
  const paths = [...new Set([...(await candidate.list()), ...candidate.intent.later])].toSorted();
  const deleted = new Set(candidate.changes.flatMap(({ path, after }) => (after === null ? [path] : [])));
  const before = new Map(candidate.changes.map((change) => [change.path, textOf(change.before)]));
  const readText = async (path: string): Promise<string | null> => {
    // A file that nobody may read says nothing of an import; whether it may be changed is for other gates to say.
    const bytes = await candidate.read(path).catch(() => null);
    return bytes === null ? null : textOf(bytes);
  };
  const readBefore = async (path: string): Promise<string> =>
    before.get(path) ?? (await readText(path)) ?? '';
  return {
    root,
    paths,
    listing: createListing(paths),
    readText,
    readBefore,
    readSettled: async (path) => (candidate.intent.later.includes(path) ? null : readText(path)),
    isUnlisted: async (path) =>
      !deleted.has(path) &&
      (BUILT.test(path) || (await exists(join(root, path))) || (await isIgnored(root, path))),
    someBefore: async (isAsked, pattern) => {
      const asked = [...new Set([...before.keys(), ...paths])].filter(isAsked).slice(0, MAX_READ);
      for (const path of asked) {
        if (pattern.test(await readBefore(path))) return true;
      }
      return false;
    },
  };
}

/** By the `.gitignore` files of the tree: what a build will put there is no invention. */
async function isIgnored(root: string, path: string): Promise<boolean> {
  const folders = foldersAbove(path).toReversed();
  const read = await Promise.all(folders.map((folder) => readFolderRules(root, folder)));
  const rules = read.filter((one) => one !== null);
  return [...folders.slice(1), path].some((part) =>
    isIgnoredBy(
      rules.filter(({ folder }) => part !== folder && part.startsWith(folder)),
      part,
    ),
  );
}
