import type { DatabaseSync } from 'node:sqlite';
import type { ReadTimedFacts } from '../facts/timed-facts.ts';
import type { FileEntry, FileStamp } from '../store/file-writer.ts';
import { textOrNullIn } from '../store/rows.ts';
import { createStoredFacts, type StoredFacts } from '../store/stored-facts.ts';
import type { Source } from './read-source.ts';

/** What a file means for the index. */
export type Change =
  | { readonly kind: 'write'; readonly entry: FileEntry; readonly isNew: boolean }
  | { readonly kind: 'touch'; readonly stamp: FileStamp }
  | { readonly kind: 'remove'; readonly path: string };

/** Of computing, not of waiting. */
const MAX_READER_MS = 2000;

/** Prepares the judgement of files that were read: facts are asked of the reader only for a content that is new. */
export function changeJudge(
  db: DatabaseSync,
  read: ReadTimedFacts,
): (path: string, source: Source) => Promise<Change> {
  const stored = createStoredFacts(db);
  const knownContent = db.prepare('SELECT sha256 FROM file WHERE path = ?');
  return async (path, source) => {
    if (source.kind === 'vanished') return { kind: 'remove', path };
    const { stamp } = source;
    const known = knownContent.get(path);
    const isKnown =
      known !== undefined && stamp.sha256 !== null && textOrNullIn(known, 'sha256') === stamp.sha256;
    if (isKnown) return { kind: 'touch', stamp };
    return { kind: 'write', isNew: known === undefined, entry: await entryOf(source, { stored, read }) };
  };
}

async function entryOf(
  source: Exclude<Source, { kind: 'vanished' }>,
  { stored, read }: { readonly stored: StoredFacts; readonly read: ReadTimedFacts },
): Promise<FileEntry> {
  const { stamp } = source;
  if (source.kind === 'skipped') return { ...stamp, kind: 'skipped', reason: source.reason };
  const { text } = source;
  const known = stored.find(stamp.path, source.stamp);
  if (known !== null) return { ...stamp, kind: 'read', text, facts: known };
  const { facts, computedMs } = await read(stamp.path, text);
  if (computedMs <= MAX_READER_MS) return { ...stamp, kind: 'read', text, facts };
  return { ...stamp, kind: 'skipped', reason: `takes longer than ${MAX_READER_MS / 1000} s to read` };
}
