import type { IndexReport } from '../../codebase/index/build/update-index.ts';
import { cyclesOf } from '../../codebase/index/graph/cycles.ts';
import { graphOfIndex } from '../../codebase/index/graph/graph-of-index.ts';
import type { IndexQueries, IndexStatistics } from '../../codebase/index/store/queries.ts';
import { summaryOfIndex } from '../../codebase/index/summary/summary-of-index.ts';
import { redact } from '../../domain/redaction.ts';
import { printable, printableLine } from '../../domain/terminal-text.ts';
import { correctTokens } from '../../domain/tokens.ts';
import { defaultTokenFactor } from '../../models/token-factors.ts';
import { loadTokenizer } from '../../models/tokenizer.ts';
import { withCodeIndex, type IndexUse } from '../code-index.ts';
import { drawnIndexUse } from '../index-use.ts';
import type { Io } from '../io.ts';
import { NO_FLAGS, resolveConfig } from '../config/resolve-config.ts';
import { openProject, type Project } from '../project.ts';
import { counted, formatDuration } from '../view/wording.ts';

export type IndexOptions = {
  readonly stats: boolean;
  readonly summary: boolean;
  readonly json: boolean;
};

type Statistics = IndexStatistics & { readonly cycles: number };

const MAX_NAMED = 10;
/** A summary stays under 4,000. */
const SUMMARY_TOKENS = 3_999;

/** Brings the code index up to date and says what that came to. Gives 0: a file that cannot be read is named and counted. */
export async function runIndex(options: IndexOptions, io: Io): Promise<number> {
  const project = await openProject(io.cwd);
  const use = drawnIndexUse(io);
  if (options.summary) {
    const { text, tokens } = await summaryOf(project, use);
    io.stdout(
      options.json ? JSON.stringify({ summary: text, tokens, budget: SUMMARY_TOKENS }) : printable(text),
    );
    return 0;
  }
  const { report, statistics } = await withCodeIndex(project, use, (queries, done) => ({
    report: done,
    statistics: options.stats || options.json ? statisticsOf(queries) : null,
  }));
  const lines = options.json ? [JSON.stringify(jsonOf(report, statistics))] : linesOf(report, statistics);
  for (const line of lines) io.stdout(printableLine(line));
  return 0;
}

/** Counted as the model counts by default: what replies have taught since would change the summary of the same tree. */
async function summaryOf(
  project: Project,
  use: IndexUse,
): Promise<{ readonly text: string; readonly tokens: number }> {
  const { roles } = resolveConfig(NO_FLAGS, {}, project.written);
  const factor = defaultTokenFactor(roles.generator.model);
  const countRaw = await loadTokenizer();
  const count = (text: string): number => correctTokens(countRaw(text), factor);
  const text = await withCodeIndex(project, use, (queries) =>
    summaryOfIndex(queries, { budgetTokens: SUMMARY_TOKENS, count }),
  );
  const { text: safe } = redact(text);
  return { text: safe, tokens: count(safe) };
}

function statisticsOf(queries: IndexQueries): Statistics {
  return { ...queries.statistics(), cycles: cyclesOf(graphOfIndex(queries)).length };
}

function linesOf(report: IndexReport, statistics: Statistics | null): readonly string[] {
  const { indexed, unchanged, removed, skipped, failed, durationMs } = report;
  const parts = [`${indexed} indexed`, `${unchanged} unchanged`, `${removed} removed`];
  return [
    `index: ${parts.join(', ')}, ${formatDuration(durationMs)}`,
    ...named(
      'skipped',
      skipped.map(({ path, reason }) => `${path} ${reason}`),
    ),
    ...named('syntax errors, indexed as far as they parse', failed),
    ...(statistics === null ? [] : statisticLines(statistics)),
  ];
}

function named(what: string, places: readonly string[]): readonly string[] {
  if (places.length === 0) return [];
  const more = places.length - MAX_NAMED;
  const shown = places.slice(0, MAX_NAMED).map((place) => `  ${place}`);
  return [`${what}: ${places.length}`, ...shown, ...(more > 0 ? [`  and ${more} more`] : [])];
}

function statisticLines({
  files,
  lines,
  symbols,
  imports,
  resolved,
  unresolved,
  cycles,
}: Statistics): readonly string[] {
  return [
    `${counted(files, 'file')}, ${counted(lines, 'line')}, ${counted(symbols, 'symbol')}`,
    `${counted(imports, 'import')}: ${resolved} lead to files of the project, ${unresolved} could not be resolved`,
    `${counted(cycles, 'import cycle')}${cycles === 0 ? '' : CYCLES_NAMED}`,
  ];
}

/** The summary leaves out what no source is in. */
const CYCLES_NAMED = ', those of tests and samples too; impact names them, --summary those of sources';

function jsonOf(report: IndexReport, statistics: Statistics | null): object {
  const { indexed, unchanged, removed, skipped, failed, durationMs } = report;
  return {
    indexed,
    skipped: skipped.length,
    failed: failed.length,
    unchanged,
    removed,
    milliseconds: Math.round(durationMs),
    skipped_files: skipped,
    failed_files: failed,
    ...(statistics === null ? {} : { statistics }),
  };
}
