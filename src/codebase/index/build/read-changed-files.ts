import type { DatabaseSync } from 'node:sqlite';
import type { FileFacts, ReadFacts } from '../file-facts.ts';
import { createFileWriter, type FileEntry, type FileStamp } from '../store/file-writer.ts';
import { textOrNullIn } from '../store/rows.ts';
import { createStoredFacts, type StoredFacts } from '../store/stored-facts.ts';
import { inTransaction } from '../store/transaction.ts';
import { turnOrStop, type ChangedFile, type Changes } from './find-changes.ts';
import { readSource, type Source } from './read-source.ts';
import { isResolverConfig, markAll } from './stale-imports.ts';
import type { IndexUpdate } from './update-index.ts';

/** A batch is written as one step: large enough to be quick, small enough for others to get their turn. */
const MAX_BATCH_FILES = 100;
const MAX_BATCH_CHARACTERS = 500_000;

/** Of computing, not of waiting: a busy machine makes no file slow. */
const MAX_READER_MS = 2000;

type Change =
  | { readonly kind: 'write'; readonly entry: FileEntry; readonly isNew: boolean }
  | { readonly kind: 'touch'; readonly stamp: FileStamp }
  | { readonly kind: 'remove'; readonly path: string };

export type ReadCounts = { readonly indexed: number; readonly unchanged: number; readonly vanished: number };

/** Drops the removed files, then reads and writes the changed ones, a batch at a time. */
export async function readChangedFiles(
  db: DatabaseSync,
  update: IndexUpdate,
  { changed, removed }: Changes,
): Promise<ReadCounts> {
  const writer = createFileWriter(db);
  const counts = { read: 0, skipped: 0, touch: 0, remove: 0 };
  const total = removed.length + changed.length;
  let done = 0;
  for await (const batch of batches(db, update, { changed, removed })) {
    inTransaction(db, () => {
      if (batch.some(changesResolution)) markAll(db);
      for (const change of batch) {
        if (change.kind === 'write') writer.write(change.entry);
        if (change.kind === 'touch') writer.touch(change.stamp);
        if (change.kind === 'remove') writer.remove(change.path);
      }
    });
    for (const change of batch) counts[change.kind === 'write' ? change.entry.kind : change.kind]++;
    done += batch.length;
    update.onProgress?.({ phase: 'files', done, total });
    await turnOrStop(update.signal);
  }
  return {
    indexed: counts.read,
    unchanged: counts.touch,
    vanished: counts.remove - removed.length,
  };
}

/** New files were noted when the listing was compared. */
function changesResolution(change: Change): boolean {
  return change.kind === 'write' && !change.isNew && isResolverConfig(change.entry.path);
}

/** What there is to write, read as it is asked for: no more than a batch is held at a time. */
async function* batches(
  db: DatabaseSync,
  { root, readFacts }: IndexUpdate,
  { changed, removed }: Pick<Changes, 'changed' | 'removed'>,
): AsyncGenerator<readonly Change[]> {
  const judge = changeJudge(db, readFacts);
  for (let at = 0; at < removed.length; at += MAX_BATCH_FILES) {
    yield removed.slice(at, at + MAX_BATCH_FILES).map((path) => ({ kind: 'remove' as const, path }));
  }
  let batch: Change[] = [];
  let characters = 0;
  for (const file of changed) {
    const source = readSource(root, file);
    batch.push(await judge(file, source));
    characters += source.kind === 'text' ? source.text.length : 0;
    if (batch.length < MAX_BATCH_FILES && characters < MAX_BATCH_CHARACTERS) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Decides what a read file means for the index. Facts are asked of the reader only for a content that is new. */
function changeJudge(
  db: DatabaseSync,
  readFacts: ReadFacts,
): (file: ChangedFile, source: Source) => Promise<Change> {
  const stored = createStoredFacts(db);
  const knownContent = db.prepare('SELECT sha256 FROM file WHERE path = ?');
  return async ({ path }, source) => {
    if (source.kind === 'vanished') return { kind: 'remove', path };
    const { stamp } = source;
    const known = knownContent.get(path);
    const isKnown =
      known !== undefined && stamp.sha256 !== null && textOrNullIn(known, 'sha256') === stamp.sha256;
    if (isKnown) return { kind: 'touch', stamp };
    return { kind: 'write', isNew: known === undefined, entry: await entryOf(source, { stored, readFacts }) };
  };
}

async function entryOf(
  source: Exclude<Source, { kind: 'vanished' }>,
  { stored, readFacts }: { readonly stored: StoredFacts; readonly readFacts: ReadFacts },
): Promise<FileEntry> {
  const { stamp } = source;
  if (source.kind === 'skipped') return { ...stamp, kind: 'skipped', reason: source.reason };
  const { text } = source;
  const known = stored.find(stamp.path, source.stamp);
  if (known !== null) return { ...stamp, kind: 'read', text, facts: known };
  const { facts, computedMs } = await timed(() => readFacts(stamp.path, text));
  if (computedMs <= MAX_READER_MS) return { ...stamp, kind: 'read', text, facts };
  return { ...stamp, kind: 'skipped', reason: `takes longer than ${MAX_READER_MS / 1000} s to read` };
}

async function timed(
  read: () => Promise<FileFacts | null>,
): Promise<{ readonly facts: FileFacts | null; readonly computedMs: number }> {
  const before = process.threadCpuUsage();
  const facts = await read();
  const { user, system } = process.threadCpuUsage(before);
  return { facts, computedMs: (user + system) / 1000 };
}
