import * as z from 'zod';

/** The id of a commit or a blob: SHA-1 or SHA-256. */
export const objectIdSchema = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);

/** A full name such as `refs/heads/main`, or `HEAD` where it is on no branch. */
const refName = z.string().regex(/^(?:HEAD|refs\/[^\s\u0000-\u0020~^:?*[\\]+)$/);

/** Where a ref points before and after; null stands for no such ref. */
export const refMoveSchema = z.object({
  ref: refName,
  before: objectIdSchema.nullable(),
  after: objectIdSchema.nullable(),
});

/** Where the change was asked to go, as the start of a run says it. */
export const landingOptions = z.object({
  kind: z.enum(['commit', 'branch']),
  branch: z.string().nullable(),
  merge: z.boolean(),
  mergeInto: z.string().nullable(),
  push: z.boolean(),
  trailers: z.boolean(),
});

/** A commit of exactly the run's own changes was made; until `refs.moved` no ref leads to it. */
export const commitMade = z.object({
  type: z.literal('commit.made'),
  commit: objectIdSchema,
  parent: objectIdSchema,
  message: z.string(),
  /** Links resolved: the paths that git knows. */
  paths: z.array(z.string()),
  isSigned: z.boolean(),
});

/** Written and synced before the refs are moved, all of them at once. */
export const refsMoved = z.object({
  type: z.literal('refs.moved'),
  purpose: z.enum(['branch', 'commit', 'merge', 'undo']),
  moves: z.array(refMoveSchema),
  /** The options that asked for it. */
  approver: z.string(),
});

/** What the last `refs.moved` named did not happen: every ref is as it was. */
export const refsKept = z.object({ type: z.literal('refs.kept'), reason: z.string() });

/** The change is on its branch, and was not merged. */
export const mergeRefused = z.object({
  type: z.literal('merge.refused'),
  branch: z.string(),
  into: z.string().nullable(),
  reason: z.string(),
});

export const branchPushed = z.object({
  type: z.literal('branch.pushed'),
  remote: z.string(),
  branch: z.string(),
  commit: objectIdSchema,
  approver: z.string(),
});

export const pushRefused = z.object({
  type: z.literal('push.refused'),
  remote: z.string(),
  branch: z.string(),
  reason: z.string(),
});
