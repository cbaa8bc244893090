import { summaryOfIndex } from '../codebase/index/summary/summary-of-index.ts';
import { estimateCorrected } from '../domain/tokens.ts';
import { block } from './prompts.ts';
import type { RunContext } from './run-context.ts';

const MAX_TOKENS = 3000;
/** Of the context, for it is a part of it. */
const MAX_SHARE = 1 / 8;
/** What says less is no map. */
const MIN_TOKENS = 500;
/** As the models count that give the most tokens: a count that learns would change the map between tasks. */
const FACTOR = 1.45;
/** Of fewer files a plan sees enough without a map. */
const MIN_FILES = 30;

export type RepositoryMap = { readonly text: string | undefined; readonly tokens: number };

export const NO_MAP: RepositoryMap = { text: undefined, tokens: 0 };

/**
 * The whole repository at a glance, for calls that begin with it: the same bytes for every task on one state of the
 * code, so that a server which keeps what it has read need not read it again. A small tree has none, nor a full context.
 */
export async function repositoryMap(
  { index, config }: Pick<RunContext, 'index' | 'config'>,
  { room, count }: { readonly room: number; readonly count: (text: string) => number },
): Promise<RepositoryMap> {
  const budgetTokens = Math.min(MAX_TOKENS, Math.floor(config.contextBudgetTokens * MAX_SHARE));
  if (budgetTokens < MIN_TOKENS) return NO_MAP;
  const summary = await index.ask((queries) =>
    queries.files().length < MIN_FILES
      ? null
      : summaryOfIndex(queries, { budgetTokens, count: (part) => estimateCorrected(part, FACTOR) }),
  );
  if (summary === null) return NO_MAP;
  const text = block('repository', summary.trimEnd());
  const tokens = count(text);
  return tokens <= room ? { text, tokens } : NO_MAP;
}
