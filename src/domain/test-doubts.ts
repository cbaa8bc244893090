import type { RunRecord } from './run-record.ts';

/**
 * Why the last runs of the project's tests speak against a change that they do not fail: tests that are steady without
 * it, and fail with it now and then. Null where there are none.
 */
export function doubtOfTests({ tests }: Pick<RunRecord, 'tests'>): string | null {
  const last = new Map(tests.map((run) => [JSON.stringify([run.runner, run.folder]), run]));
  const named = [...last.values()].flatMap(({ flakyWithChange = [] }) => flakyWithChange);
  return named.length === 0 ? null : `flaky with the change alone: ${named.slice(0, MOST_NAMED).join('; ')}`;
}

const MOST_NAMED = 3;
