import { mkdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { digestOf } from '../domain/digest.ts';
import { OuroborosError } from '../domain/errors.ts';
import type { EventOf } from '../domain/event.ts';
import { digestOrNull, operationOf } from '../domain/patch.ts';
import { backUp, type BackupPlace } from './backup.ts';
import { checkWrites, type PlannedWrite, type Target } from './check-writes.ts';
import { during, writeNewFile } from './disk.ts';
import {
  endJournal,
  readJournal,
  stagedPathOf,
  startJournal,
  type Journal,
  type JournalEntry,
} from './journal.ts';
import { takeGitStep, type GitStep } from './git-step.ts';
import { pathFrom } from './locate.ts';
import { existingFolders, putInPlace } from './put-in-place.ts';
import { removeEmptyFolders, syncFoldersOf } from './roll-back.ts';
import { takeBack } from './take-back.ts';

/** What happened to one file, as the event says it. */
export type AppliedWrite = Readonly<Omit<EventOf<'change.applied'>, 'type' | 'linesAdded' | 'linesRemoved'>>;

/** Where an apply works and whom it tells. */
export type ApplyPlace = BackupPlace & {
  readonly root: string;
  /** Names the run in the journal and in the names of the staged files. */
  readonly runId: string;
  /** Called for every file once all are written, before that becomes final: if it throws, all is taken back. */
  readonly onApplied: (change: AppliedWrite) => void;
  /** What changes in git with the files, all of it or nothing. */
  readonly git: GitStep | null;
};

/**
 * Writes all of the files or none. Every file must still be what the change was made from; its bytes are backed up
 * and journaled first. Modes and owners are kept, a link stays a link and its file inside the root is written.
 * The caller holds the lock of the repository and has called `recoverInterrupted`.
 * @throws OuroborosError `outside-repository`, `bad-file`, `changed-on-disk`, `disk` or `environment`, and the reason
 * of the signal when it aborts; the tree is then what it was.
 */
export async function applyWrites(
  writes: readonly PlannedWrite[],
  place: ApplyPlace,
): Promise<readonly AppliedWrite[]> {
  place.signal.throwIfAborted();
  if (writes.length === 0 && place.git === null) return [];
  const root = await during('read the work tree', () => realpath(place.root));
  await assertNothingInterrupted(root);
  const targets = await checkWrites(writes, { root, keepOut: resolve(root, place.artifactsDir) });
  const foldersRemoved = await existingFolders(
    root,
    writes.flatMap((write) => write.foldersToRemove ?? []),
  );
  const backups = await backUp(targets, place);
  const changes = targets.map((target) => changeOf(root, target, backups));
  const journal = journalOf({ root, changes, foldersRemoved, place });
  try {
    await during('write the journal', () => startJournal(root, journal));
    const applied = await writeAll({ root, journal, changes }, place.signal);
    for (const change of applied) place.onApplied(change);
    if (place.git !== null) return await makeFinalInGit(root, place.git, applied);
    await during('remove the journal', () => endJournal(root));
    return applied;
  } catch (error) {
    throw await takeBack(root, journal, { error, vcs: place.git?.vcs ?? null });
  }
}

/** Once the refs are moved nothing is taken back: a journal that could not be removed is for the next start. */
async function makeFinalInGit(
  root: string,
  git: GitStep,
  applied: readonly AppliedWrite[],
): Promise<readonly AppliedWrite[]> {
  await takeGitStep(git);
  await endJournal(root).catch(() => undefined);
  return applied;
}

type Change = { readonly target: Target; readonly entry: JournalEntry; readonly backupPath: string | null };

type Writing = {
  readonly root: string;
  readonly journal: Journal;
  readonly changes: readonly Change[];
};

async function assertNothingInterrupted(root: string): Promise<void> {
  const interrupted = await during('read the journal', () => readJournal(root));
  if (interrupted === null) return;
  throw new OuroborosError('environment', `The apply of run ${interrupted.runId} was interrupted.`, {
    hint: 'Run the command again: the start takes the interrupted apply back first.',
  });
}

function changeOf(root: string, target: Target, backups: Awaited<ReturnType<typeof backUp>>): Change {
  const { write, before } = target;
  const backup = backups.get(write.path) ?? null;
  const mode = write.mode ?? before?.mode ?? null;
  const entry = {
    path: write.path,
    target: pathFrom(root, target.real),
    before:
      before === null || backup === null
        ? null
        : {
            digest: before.digest,
            mode: before.mode,
            uid: before.uid,
            gid: before.gid,
            backup: pathFrom(root, backup.absolute),
          },
    after: write.after === null ? null : { digest: digestOf(write.after), mode },
  };
  return { target, entry, backupPath: backup?.recorded ?? null };
}

function journalOf(parts: {
  readonly root: string;
  readonly changes: readonly Change[];
  readonly foldersRemoved: Journal['foldersRemoved'];
  readonly place: ApplyPlace;
}): Journal {
  const { root, changes, foldersRemoved } = parts;
  const { runId, git } = parts.place;
  const made = new Set(changes.flatMap((change) => foldersMadeFor(root, change.target)));
  // Sorted, a folder stands before those inside it.
  return {
    version: 1,
    runId,
    foldersMade: [...made].sort(),
    foldersRemoved,
    entries: changes.map((change) => change.entry),
    ...(git === null ? {} : { git: git.change }),
  };
}

/** All bytes are on the disk beside their targets before the first target is touched: a full disk changes nothing. */
async function writeAll(writing: Writing, signal: AbortSignal): Promise<readonly AppliedWrite[]> {
  const { root, journal, changes } = writing;
  for (const folder of journal.foldersMade) {
    await during(`make the folder ${folder}`, () => mkdir(join(root, folder)));
  }
  const applied: AppliedWrite[] = [];
  for (const change of changes) {
    signal.throwIfAborted();
    const modeAfter = await during(`write ${change.entry.path}`, () => stage(writing, change));
    applied.push(appliedWrite(root, change, modeAfter));
  }
  signal.throwIfAborted();
  for (const { entry } of changes) {
    const staged = stagedPathOf(root, journal, entry);
    await during(`write ${entry.path}`, () => putInPlace(root, entry, staged));
  }
  await during('write the work tree', async () => {
    await removeEmptyFolders(journal.foldersRemoved.map((folder) => join(root, folder.path)));
    await syncFoldersOf(root, journal);
  });
  return applied;
}

async function stage({ root, journal }: Writing, { target, entry }: Change): Promise<number | null> {
  const bytes = target.write.after;
  if (bytes === null) return null;
  const mode = entry.after?.mode ?? null;
  return writeNewFile(stagedPathOf(root, journal, entry), { bytes, mode, owner: target.before });
}

function appliedWrite(root: string, change: Change, modeAfter: number | null): AppliedWrite {
  const { target, backupPath } = change;
  const { path, after } = target.write;
  return {
    path,
    operation: operationOf({ before: target.before?.bytes ?? null, after }),
    originalHash: target.before?.digest ?? null,
    modifiedHash: digestOrNull(after),
    modeBefore: target.before?.mode ?? null,
    modeAfter,
    backupPath,
    foldersMade: foldersMadeFor(root, target),
  };
}

function foldersMadeFor(root: string, target: Target): string[] {
  return target.missingFolders.map((folder) => pathFrom(root, folder));
}
