import { availableParallelism } from 'node:os';
import type { DatabaseSync } from 'node:sqlite';
import { timedFacts } from '../facts/timed-facts.ts';
import { createFileWriter } from '../store/file-writer.ts';
import { inTransaction } from '../store/transaction.ts';
import { changeJudge, type Change } from './change-of-file.ts';
import { turnOrStop } from '../../turn-or-stop.ts';
import type { ChangedFile, Changes } from './changes.ts';
import { readSource, type Source } from './read-source.ts';
import { isResolverConfig, markAll } from './stale-imports.ts';
import { startedAhead } from './started-ahead.ts';
import type { IndexUpdate } from './index-update.ts';

/** A batch is written as one step: large enough to be quick, small enough for others to get their turn. */
const MAX_BATCH_FILES = 200;
const MAX_BATCH_CHARACTERS = 1_000_000;

/** How many batches are read while one is written. */
const BATCHES_AHEAD = 1;

export type ReadCounts = { readonly indexed: number; readonly vanished: number };

/**
 * Drops the removed files, then reads and writes the changed ones, a batch at a time. Facts of many files are read on a
 * thread of their own while the batches before are written.
 */
export async function readChangedFiles(
  db: DatabaseSync,
  update: IndexUpdate,
  changes: Changes & { readonly isLarge: boolean },
): Promise<ReadCounts> {
  const thread = changes.isLarge && availableParallelism() > 1 ? (update.startFactsThread?.() ?? null) : null;
  const judge = changeJudge(db, thread?.read ?? timedFacts(update.readFacts));
  const batches = batchesOf(changes, {
    sourceOf: (file) => readSource(update.root, file),
    judge,
  });
  try {
    return await writeBatches(db, update, { changes, batches: startedAhead(batches, BATCHES_AHEAD) });
  } finally {
    await thread?.close();
  }
}

type Batch = readonly Change[];

async function writeBatches(
  db: DatabaseSync,
  { onProgress, signal }: IndexUpdate,
  { batches, changes }: { readonly batches: AsyncIterable<Batch>; readonly changes: Changes },
): Promise<ReadCounts> {
  const write = batchWriter(db);
  const counts = { read: 0, skipped: 0, touch: 0, remove: 0 };
  const total = changes.removed.length + changes.changed.length;
  let done = 0;
  for await (const batch of batches) {
    write(batch);
    for (const change of batch) counts[change.kind === 'write' ? change.entry.kind : change.kind]++;
    done += batch.length;
    onProgress?.({ work: 'indexing', unit: 'file', done, total });
    await turnOrStop(signal);
  }
  const vanished = counts.remove - changes.removed.length;
  return { indexed: counts.read, vanished };
}

function batchWriter(db: DatabaseSync): (batch: Batch) => void {
  const writer = createFileWriter(db);
  return (batch) => {
    inTransaction(db, () => {
      if (batch.some(changesResolution)) markAll(db);
      for (const change of batch) {
        if (change.kind === 'write') writer.write(change.entry);
        if (change.kind === 'touch') writer.touch(change.stamp);
        if (change.kind === 'remove') writer.remove(change.path);
      }
    });
  };
}

/** New files were noted when the listing was compared. */
function changesResolution(change: Change): boolean {
  return change.kind === 'write' && !change.isNew && isResolverConfig(change.entry.path);
}

type Reading = {
  readonly sourceOf: (file: ChangedFile) => Source;
  readonly judge: (path: string, source: Source) => Promise<Change>;
};

/** What there is to write. A batch is begun when it is asked for, so that no more than a few are held at a time. */
function* batchesOf(
  { changed, removed }: Pick<Changes, 'changed' | 'removed'>,
  { sourceOf, judge }: Reading,
): Generator<Promise<Batch>> {
  for (let at = 0; at < removed.length; at += MAX_BATCH_FILES) {
    const paths = removed.slice(at, at + MAX_BATCH_FILES);
    yield Promise.resolve(paths.map((path) => ({ kind: 'remove', path })));
  }
  let batch: Promise<Change>[] = [];
  let characters = 0;
  for (const file of changed) {
    const source = sourceOf(file);
    batch.push(judge(file.path, source));
    characters += source.kind === 'text' ? source.text.length : 0;
    if (batch.length < MAX_BATCH_FILES && characters < MAX_BATCH_CHARACTERS) continue;
    yield Promise.all(batch);
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield Promise.all(batch);
}
