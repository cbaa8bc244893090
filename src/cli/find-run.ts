import { OuroborosError } from '../domain/errors.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { isRunId } from '../provenance/run-paths.ts';
import type { RunStore } from '../provenance/run-store.ts';

/**
 * The id of the run that a word names: an id, the beginning of one, or `latest`. A record too damaged to be listed is
 * found by its whole id.
 * @throws OuroborosError `usage` when several runs begin so, `not-found` with the nearest ids when none does
 */
export function findRunId(store: RunStore, word: string): string {
  const found = store.findRun(word);
  if (found.kind === 'found') return found.summary.runId;
  if (found.kind === 'ambiguous') {
    const runs = found.runIds.join(', ');
    throw new OuroborosError('usage', `${word} is the beginning of several runs: ${runs}.`, {
      hint: 'Give more of the id.',
    });
  }
  if (word === 'latest') {
    throw new OuroborosError('not-found', 'There are no runs here yet.', {
      hint: 'ouroboros refactor makes one.',
    });
  }
  if (isRunId(word) && store.readRun(word).kind !== 'missing') return word;
  const nearest = found.nearest.join(', ');
  throw new OuroborosError('not-found', `There is no run ${word}.`, {
    hint: nearest === '' ? 'ouroboros list-runs shows the runs there are.' : `Nearest: ${nearest}.`,
  });
}

/**
 * The run that changed the files for the run that a word names: that run itself, or the one that applied later what it
 * stored. @throws OuroborosError as {@link findRecord}
 */
export function findChangingRecord(store: RunStore, word: string): RunRecord {
  const record = findRecord(store, word);
  const applying = record.applied.length === 0 ? store.appliedBy(record.runId) : null;
  return applying === null ? record : findRecord(store, applying);
}

/** Finds the run that a word names and reads its whole record. @throws OuroborosError as {@link findRunId}, or when it cannot be read */
export function findRecord(store: RunStore, word: string): RunRecord {
  const runId = findRunId(store, word);
  const read = store.readRun(runId);
  if (read.kind === 'run' && read.record !== null) return read.record;
  const why = read.kind === 'unreadable' ? read.reason : 'its event log is gone or broken';
  throw new OuroborosError('not-found', `The run ${runId} cannot be used: ${why}.`, {
    hint: 'Its backups and patches may still be in its folder below runs in the artifacts folder.',
  });
}
