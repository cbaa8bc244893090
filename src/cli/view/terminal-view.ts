import type { RunRecord } from '../../domain/run-record.ts';
import { createLiveArea } from './live-area.ts';
import { NO_PROGRESS, nextProgress, progressWithin } from './progress.ts';
import { reportLines } from './report.ts';
import { writeLines, type RunView, type ViewIo } from './run-view.ts';
import { createStyle } from './style.ts';

/** The view for a terminal: a few lines that move while the run works, then the report. */
export function createTerminalView(io: ViewIo): RunView {
  const style = createStyle(io.color);
  const startedMs = performance.now();
  let progress = NO_PROGRESS;
  let lastRecord: RunRecord | null = null;
  const columns = (): number => columnsOf(io);
  const live = createLiveArea(io.stdout, (frame) => ({
    progress,
    frame,
    elapsedMs: performance.now() - startedMs,
    columns: columns(),
    style,
  }));
  return {
    onEvent({ event }, record) {
      progress = nextProgress(progress, event, record);
      lastRecord = record;
      live.show({ waits: event.type === 'model.requested' });
    },
    onProgress(work) {
      progress = progressWithin(progress, work);
      live.show({ waits: false });
    },
    pause() {
      live.hide();
    },
    async close() {
      live.hide();
      if (lastRecord === null) return;
      const look = { kind: 'terminal', columns: columns(), style } as const;
      const lines = reportLines(lastRecord, look, io.diffOf);
      await writeLines(io.stdout, io.spell === undefined ? lines : lines.map(io.spell));
    },
  };
}

/** The terminal may be resized while the run works; one that knows no size says 0. */
function columnsOf(io: ViewIo): number {
  return io.stdout.columns || io.columns || 80;
}
