import { OuroborosError } from '../domain/errors.ts';
import type { RunRecord } from '../domain/run-record.ts';
import type { RunStore } from '../provenance/run-store.ts';

/** Finds the run that a word names and reads its whole record. @throws OuroborosError `not-found`, with the nearest ids */
export function findRecord(store: RunStore, word: string): RunRecord {
  const found = store.findRun(word);
  if (found.kind === 'ambiguous') {
    throw new OuroborosError(
      'usage',
      `${word} is the beginning of several runs: ${found.runIds.join(', ')}.`,
      {
        hint: 'Give more of the id.',
      },
    );
  }
  if (found.kind === 'unknown') {
    const nearest =
      found.nearest.length === 0
        ? 'ouroboros list-runs shows the runs there are.'
        : `Nearest: ${found.nearest.join(', ')}.`;
    throw new OuroborosError('not-found', `There is no run ${word}.`, { hint: nearest });
  }
  const read = store.readRun(found.summary.runId);
  if (read.kind === 'run' && read.record !== null) return read.record;
  const why = read.kind === 'unreadable' ? read.reason : 'its event log is gone or broken';
  throw new OuroborosError('not-found', `The run ${found.summary.runId} cannot be used: ${why}.`, {
    hint: 'Its backups and patches may still be in its folder below artifacts/runs.',
  });
}
