import { readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { OuroborosError } from '../domain/errors.ts';
import { objectIdSchema, refMoveSchema } from '../domain/git-events.ts';
import { jsonOrNull } from '../domain/json.ts';
import { whyPathIsUnsafe } from '../domain/repo-path.ts';
import { isGone, removeFile, syncDirectory, writeNewFile } from './disk.ts';
import { ensureRealFolder, ensureStateDir, STATE_DIR } from './state-dir.ts';

const digest = z.templateLiteral(['sha256:', z.string()]);
// A journal may come with a cloned repository: no path in it reaches further than a path of a patch does.
const insideRoot = z.string().refine((path) => whyPathIsUnsafe(path) === null);

const entrySchema = z.object({
  /** The path as the run names it. */
  path: z.string(),
  /** The file behind it, links resolved. This and every other path is relative to the root, with forward slashes. */
  target: insideRoot,
  before: z
    .object({
      digest,
      mode: z.int(),
      uid: z.int(),
      gid: z.int(),
      /** Where the bytes before are kept; it may lie outside the root, and its digest is checked before it is used. */
      backup: z.string(),
    })
    .nullable(),
  /** A null mode is whatever the system gave the new file. */
  after: z.object({ digest, mode: z.int().nullable() }).nullable(),
});

const treeEntry = z.object({ mode: z.string().regex(/^\d{6}$/), blob: objectIdSchema }).nullable();

/** What is to change in git together with the files: the index first, and by the refs all of it becomes final. */
const gitSchema = z.object({
  index: z.array(z.object({ path: insideRoot, before: treeEntry, after: treeEntry })),
  moves: z.array(refMoveSchema),
});

const journalSchema = z.object({
  version: z.literal(1),
  runId: z.string().regex(/^\w[\w.-]*$/),
  /** Outermost first. */
  foldersMade: z.array(insideRoot),
  /** Outermost first. */
  foldersRemoved: z.array(z.object({ path: insideRoot, mode: z.int() })),
  entries: z.array(entrySchema),
  /** Left out where only files change: then the end of the journal makes them final. */
  git: gitSchema.optional(),
});

/**
 * What an apply is about to do, and what it needs to take it back. While the journal stands, the apply counts as not
 * done; removing it is the one moment at which all of its changes become final.
 */
export type Journal = z.infer<typeof journalSchema>;
export type GitChange = Readonly<z.infer<typeof gitSchema>>;
export type JournalEntry = z.infer<typeof entrySchema>;

/** The file beside its target that holds the bytes on their way; its name follows from the journal alone. */
export function stagedPathOf(root: string, journal: Journal, entry: JournalEntry): string {
  const name = `.ouroboros-${journal.runId}-${journal.entries.indexOf(entry)}.tmp`;
  return join(dirname(join(root, entry.target)), name);
}

/** Makes the journal durable: from here on, an interrupted apply is taken back by the next start. */
export async function startJournal(root: string, journal: Journal): Promise<void> {
  const folder = await ensureJournalDir(root);
  const draft = join(folder, DRAFT_NAME);
  await removeFile(draft);
  await writeNewFile(draft, { bytes: Buffer.from(JSON.stringify(journal)), mode: null, owner: null });
  await rename(draft, join(folder, JOURNAL_NAME));
  await syncDirectory(folder);
}

/** Removes the journal. What its apply did is final after this. */
export async function endJournal(root: string): Promise<void> {
  const folder = journalDirOf(root);
  await removeFile(join(folder, DRAFT_NAME));
  await removeFile(join(folder, JOURNAL_NAME));
  await syncIfThere(folder);
}

/** Removes what a start of a journal left that was killed before the journal stood. */
export async function discardDraft(root: string): Promise<void> {
  await removeFile(join(journalDirOf(root), DRAFT_NAME));
}

/**
 * The journal of an apply that did not end, or null.
 * @throws OuroborosError `environment` when the file is not a journal that this version wrote.
 */
export async function readJournal(root: string): Promise<Journal | null> {
  const path = join(journalDirOf(root), JOURNAL_NAME);
  const text = await readOrNull(path);
  if (text === null) return null;
  const parsed = journalSchema.safeParse(jsonOrNull(text));
  if (parsed.success) return parsed.data;
  throw new OuroborosError('environment', `The journal ${path} cannot be understood.`, {
    hint: 'An apply was interrupted. Compare the files with the backups of the last run, then move the journal away.',
  });
}

const JOURNAL_NAME = 'apply.json';
const DRAFT_NAME = 'apply.json.tmp';

function journalDirOf(root: string): string {
  return join(root, STATE_DIR, 'journal');
}

async function ensureJournalDir(root: string): Promise<string> {
  await ensureStateDir(root);
  const folder = journalDirOf(root);
  await ensureRealFolder(folder);
  return folder;
}

async function syncIfThere(folder: string): Promise<void> {
  try {
    await syncDirectory(folder);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}
