import { summaryOfIndex } from '../codebase/index/summary/summary-of-index.ts';
import { estimateCorrected } from '../domain/tokens.ts';
import type { RunContext } from './run-context.ts';

const MAX_TOKENS = 3000;
/** As the models count that give the most tokens: a count that learns would change the map between tasks. */
const FACTOR = 1.45;
/** Of fewer files a plan sees enough without a map. */
const MIN_FILES = 30;

/**
 * The whole repository at a glance, for calls that begin with it: the same bytes for every task on one state of the
 * code, so that a server which keeps what it has read need not read it again. Undefined for a small tree.
 */
export async function repositoryMap(run: Pick<RunContext, 'index'>): Promise<string | undefined> {
  const text = await run.index.ask((queries) =>
    queries.files().length < MIN_FILES
      ? null
      : summaryOfIndex(queries, {
          budgetTokens: MAX_TOKENS,
          count: (part) => estimateCorrected(part, FACTOR),
        }),
  );
  return text === null ? undefined : `<repository>\n${text.trimEnd()}\n</repository>`;
}
