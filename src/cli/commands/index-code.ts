import type { IndexProgress, IndexReport } from '../../codebase/index/build/update-index.ts';
import type { IndexStatistics } from '../../codebase/index/store/queries.ts';
import { withCodeIndex } from '../code-index.ts';
import type { Io } from '../io.ts';
import { openProject } from '../project.ts';
import { counted, formatDuration } from '../view/wording.ts';

export type IndexOptions = { readonly stats: boolean; readonly json: boolean };

const MAX_NAMED = 10;

/** Brings the code index up to date and says what that came to. Gives 0: a file that cannot be read is named and counted. */
export async function runIndex(options: IndexOptions, io: Io): Promise<number> {
  const project = await openProject(io.cwd);
  const onProgress = io.isTerminal && !options.json ? drawProgress(io) : undefined;
  const use = { signal: io.signal, ...(onProgress === undefined ? {} : { onProgress }) };
  const { report, statistics } = await withCodeIndex(project, use, (queries, done) => ({
    report: done,
    statistics: options.stats || options.json ? queries.statistics() : null,
  }));
  if (onProgress !== undefined) io.streams.stderr.write('\r\u001b[K');
  const lines = options.json ? [JSON.stringify(jsonOf(report, statistics))] : linesOf(report, statistics);
  for (const line of lines) io.stdout(line);
  return 0;
}

/** One line that is drawn over, on the other stream, so that a redirected output stays clean. */
function drawProgress(io: Io): (progress: IndexProgress) => void {
  return ({ phase, done, total }) => {
    const what = phase === 'files' ? 'files' : 'imports';
    io.streams.stderr.write(`\r\u001b[Kindexing: ${done} of ${total} ${what}`);
  };
}

function linesOf(report: IndexReport, statistics: IndexStatistics | null): readonly string[] {
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
}: IndexStatistics): readonly string[] {
  return [
    `${counted(files, 'file')}, ${counted(lines, 'line')}, ${counted(symbols, 'symbol')}`,
    `${counted(imports, 'import')}: ${resolved} lead to files of the project, ${unresolved} could not be resolved`,
  ];
}

function jsonOf(report: IndexReport, statistics: IndexStatistics | null): object {
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
