import type { Outcome } from '../domain/outcome.ts';
import { openIndexDatabase } from './index-database.ts';
import { nearestTo } from '../domain/nearest.ts';
import { readRun, type ReadRun } from './read-run.ts';
import { countUnreadable, refreshIndex, selectRuns } from './run-index.ts';
import { runFolderOf, type RecordPlace } from './run-paths.ts';
import { isClaimed } from './run-owner.ts';
import type { RunSummary } from './run-summary.ts';

/** Which runs to list; null means any, or all. */
export type RunQuery = {
  readonly limit: number | null;
  readonly outcome: Outcome | null;
  readonly since: Date | null;
};

/** Runs, newest first. `unreadableCount` counts files that look like records and are none. */
export type RunList = {
  readonly runs: readonly RunSummary[];
  readonly hasMore: boolean;
  readonly unreadableCount: number;
};

/** What a word of the user names: one run, several by the same beginning, or none, with the nearest ids. */
export type FoundRun =
  | { readonly kind: 'found'; readonly summary: RunSummary }
  | { readonly kind: 'ambiguous'; readonly runIds: readonly string[] }
  | { readonly kind: 'unknown'; readonly nearest: readonly string[] };

/** The runs on record in one place. Reading is all it does; its index is a cache beside the records. */
export interface RunStore {
  listRuns(query: RunQuery): RunList;
  /** Finds by id, by the beginning of one, or the newest by `latest`. */
  findRun(word: string): FoundRun;
  readRun(runId: string): ReadRun;
  /** Whether a live process is still at this run. */
  isRunning(run: Pick<RunSummary, 'runId' | 'hasEnded'>): boolean;
  /** Runs that applied what this run stored, or took back what it wrote, newest first. */
  runsAfter(runId: string): readonly RunSummary[];
  /** The newest run that applied what this run stored and whose change stands, or null. */
  appliedBy(runId: string): string | null;
  /** Whether the changes of a run are taken back now: an undo can itself be undone. */
  isUndone(runId: string): boolean;
  /** The newest run that wrote one of the paths and whose changes stand, or null. */
  lastRunThatChanged(paths: readonly string[]): string | null;
  close(): void;
}

const ALL = -1;
const HIGHEST_CHARACTER = '\u{10FFFF}';
/** Among how many of the newest runs a mistyped id is looked for. */
const NEAREST_AMONG = 500;

/** Opens the runs on record. Broken records, a damaged index and a folder that cannot be written are no errors. */
export async function openRunStore(place: RecordPlace): Promise<RunStore> {
  const database = await openIndexDatabase(place);
  const select = (where: string, values: readonly string[], limit = ALL): readonly RunSummary[] =>
    database.use((db) => {
      refreshIndex(db, place);
      return selectRuns(db, place, { where, values, limit });
    });
  const newest = (limit: number): readonly RunSummary[] => select('TRUE', [], limit);
  const runsAfter = (runId: string): readonly RunSummary[] =>
    select("parent_run_id = ? AND outcome = 'applied'", [runId]);
  const isUndone = (runId: string): boolean => isUndoneBy(runsAfter, runId);
  return {
    listRuns: (query) => {
      const runs = listed(select, query);
      const hasMore = query.limit !== null && runs.length > query.limit;
      const unreadableCount = database.use(countUnreadable);
      return { runs: hasMore ? runs.slice(0, -1) : runs, hasMore, unreadableCount };
    },
    findRun: (word) => {
      if (word === '') return { kind: 'unknown', nearest: [] };
      const found = word === 'latest' ? newest(1) : matching(select, word);
      const [summary] = found;
      if (summary === undefined)
        return { kind: 'unknown', nearest: nearestTo(word, idsOf(newest(NEAREST_AMONG))) };
      return found.length === 1 ? { kind: 'found', summary } : { kind: 'ambiguous', runIds: idsOf(found) };
    },
    isRunning: (run) => !run.hasEnded && isClaimed(runFolderOf(place.artifactsDir, run.runId)),
    readRun: (runId) => readRun(place, runId),
    runsAfter,
    isUndone,
    appliedBy: (runId) =>
      runsAfter(runId).find((run) => run.kind === 'apply' && !isUndone(run.runId))?.runId ?? null,
    lastRunThatChanged: (paths) => {
      const writers = select(WROTE_ONE_OF, [JSON.stringify(paths)]).filter((run) => run.kind !== 'undo');
      return writers.find((run) => !isUndone(run.runId))?.runId ?? null;
    },
    close: () => database.close(),
  };
}

const WROTE_ONE_OF = `outcome = 'applied' AND name IN
  (SELECT name FROM changed_paths WHERE path IN (SELECT value FROM json_each(?)))`;

type Select = (where: string, values: readonly string[], limit?: number) => readonly RunSummary[];

/** One more than asked for, to know whether there are more. */
function listed(select: Select, { limit, outcome, since }: RunQuery): readonly RunSummary[] {
  const conditions = [
    ...(outcome === null ? [] : [{ where: 'outcome = ?', value: outcome }]),
    ...(since === null ? [] : [{ where: 'started_at >= ?', value: since.toISOString() }]),
  ];
  const where = conditions.map((condition) => condition.where).join(' AND ') || 'TRUE';
  const values = conditions.map((condition) => condition.value);
  return select(where, values, limit === null ? ALL : limit + 1);
}

function matching(select: Select, word: string): readonly RunSummary[] {
  const exact = select('run_id = ?', [word], 1);
  return exact.length > 0 ? exact : select('run_id >= ? AND run_id < ?', [word, word + HIGHEST_CHARACTER], 5);
}

function idsOf(runs: readonly RunSummary[]): readonly string[] {
  return runs.map((run) => run.runId);
}

/** Follows undo runs of undo runs; records that name each other in a circle end the search. */
function isUndoneBy(
  runsAfter: RunStore['runsAfter'],
  runId: string,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (seen.has(runId)) return false;
  const undoing = runsAfter(runId).filter((run) => run.kind === 'undo');
  return undoing.some((undo) => !isUndoneBy(runsAfter, undo.runId, new Set([...seen, runId])));
}
