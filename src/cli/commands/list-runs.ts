import { OuroborosError } from '../../domain/errors.ts';
import { OUTCOMES, type Outcome } from '../../domain/outcome.ts';
import { nearestTo } from '../../domain/nearest.ts';
import { openRunStore } from '../../provenance/run-store.ts';
import type { Io } from '../io.ts';
import { openProject } from '../project.ts';
import { formatOf, lookOf, type ReportFormat } from '../reporters/format.ts';
import { formatRuns } from '../reporters/list-report.ts';
import { counted } from '../view/wording.ts';

/** The options of `ouroboros list-runs` as the command line parses them. */
export type ListRunsOptions = {
  readonly limit: number;
  readonly status?: string;
  readonly since?: string;
  readonly format?: ReportFormat;
  readonly json: boolean;
};

/** Lists past runs, newest first. Standard output holds the list alone; what is odd about the records goes to the other. */
export async function runListRuns(options: ListRunsOptions, io: Io): Promise<number> {
  const outcome = options.status === undefined ? null : parseOutcome(options.status);
  const since = options.since === undefined ? null : parseSince(options.since, new Date());
  const store = await openRunStore(await openProject(io.cwd));
  try {
    const { runs, hasMore, unreadableCount } = store.listRuns({ limit: options.limit, outcome, since });
    const listed = runs.map((run) => (store.isRunning(run) ? { ...run, outcome: 'running' as const } : run));
    const format = formatOf(options);
    const text = formatRuns(listed, format, lookOf(io));
    if (text !== '') io.stdout(text);
    if (hasMore && format === 'table')
      io.stderr(`There are more than ${counted(runs.length, 'run')}; --limit shows them.`);
    if (unreadableCount > 0)
      io.stderr(`${counted(unreadableCount, 'record')} could not be read and left out.`);
    return 0;
  } finally {
    store.close();
  }
}

/** An outcome by its word. Throws OuroborosError `usage` with the nearest words. */
function parseOutcome(word: string): Outcome {
  const outcome = OUTCOMES.find((known) => known === word);
  if (outcome !== undefined) return outcome;
  const nearest = nearestTo(word, OUTCOMES);
  throw new OuroborosError('usage', `--status takes an outcome, not ${JSON.stringify(word)}.`, {
    hint: nearest.length > 0 ? `Did you mean ${nearest.join(' or ')}?` : `Outcomes: ${OUTCOMES.join(', ')}.`,
  });
}

const MILLISECONDS_BY_UNIT: ReadonlyMap<string, number> = new Map([
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
]);

/** Date takes the 31st of February for the 3rd of March. */
function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** A date in ISO form (without a zone: UTC), or so long ago as `30m`, `24h`, `7d` or `2w`. Throws OuroborosError `usage`. */
export function parseSince(text: string, now: Date): Date {
  const [, amount = '', unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  const unitMs = MILLISECONDS_BY_UNIT.get(unit);
  if (unitMs !== undefined) return new Date(now.getTime() - Number(amount) * unitMs);
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text.slice(10));
  const isIso = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i.test(
    text,
  );
  const date = new Date(hasZone || text.length <= 10 ? text : `${text}Z`);
  if (isIso && !Number.isNaN(date.getTime()) && isDay(text.slice(0, 10))) return date;
  throw new OuroborosError(
    'usage',
    `--since takes a date such as 2026-11-21, or 24h, 7d, not ${JSON.stringify(text)}.`,
  );
}
