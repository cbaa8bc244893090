import { Box, render, Text } from 'ink';
import { createElement as h, type ReactElement } from 'react';
import { STAGES, type Progress } from './progress.ts';
import type { OutputStream } from './run-view.ts';
import type { Style } from './style.ts';
import { cutPathToWidth, cutToWidth, displayWidth, oneLine } from './text-width.ts';
import { counted, formatDuration } from './wording.ts';

export type LiveRegionProps = {
  readonly progress: Progress;
  /** Counts the frames shown: turns the spinner. */
  readonly frame: number;
  readonly elapsedMs: number;
  readonly columns: number;
  readonly style: Style;
};

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;
/** Below this width the list of stages does not fit on a line. */
const STAGE_LIST_COLUMNS = 58;

const FRAME_MS = 100;

/**
 * Shows the region below what is on the terminal and redraws it ten times a second with the newest properties. Returns
 * what takes it away again. Keys are left alone: Ctrl-C stays a signal for the process.
 */
export function mountLiveRegion(
  stdout: OutputStream,
  propsOf: (frame: number) => LiveRegionProps,
): () => void {
  let frame = 0;
  const options = { stdout, interactive: true, exitOnCtrlC: false, patchConsole: false, maxFps: 10 };
  const instance = render(h(LiveRegion, propsOf(frame)), options);
  const timer = setInterval(() => instance.rerender(h(LiveRegion, propsOf(++frame))), FRAME_MS).unref();
  return () => {
    clearInterval(timer);
    instance.clear();
    instance.unmount();
  };
}

/** The lines that move while a run is under way: stage, file, attempt, tokens, elapsed time. */
export function LiveRegion(props: LiveRegionProps): ReactElement {
  const lines = [stageLine(props), ...placeLines(props), detailLine(props)].filter((line) => line !== '');
  return h(
    Box,
    { flexDirection: 'column' },
    lines.map((line, index) => h(Text, { key: index, wrap: 'truncate-end' }, line)),
  );
}

function stageLine({ progress, frame, columns, style }: LiveRegionProps): string {
  const spinner = style.accent(SPINNER[frame % SPINNER.length] ?? ' ');
  if (columns < STAGE_LIST_COLUMNS) return `${spinner} ${style.strong(progress.stage)}`;
  const current = STAGES.indexOf(progress.stage);
  const stages = STAGES.map((stage, index) => {
    if (index === current) return style.strong(`▸ ${stage}`);
    return style.dim(index < current ? `✓ ${stage}` : `· ${stage}`);
  });
  return `${spinner} ${stages.join(' ')}`;
}

/** One line where place and figures fit side by side, else two. */
function placeLines({ progress, elapsedMs, columns }: LiveRegionProps): readonly string[] {
  const { attempt, maxAttempts, tokens } = progress;
  const facts = [
    ...(attempt > 0 ? [`attempt ${attempt} of ${Math.max(attempt, maxAttempts)}`] : []),
    ...(tokens > 0 ? [counted(tokens, 'token')] : []),
    formatDuration(elapsedMs),
  ].join(' · ');
  const place = oneLine(progress.place);
  if (place === '') return [`  ${facts}`];
  const together = `  ${place} · ${facts}`;
  return displayWidth(together) < columns
    ? [together]
    : [`  ${cutPathToWidth(place, columns - 3)}`, `  ${facts}`];
}

function detailLine({ progress, columns, style }: LiveRegionProps): string {
  return style.dim(cutToWidth(progress.detail === '' ? '' : `  ${oneLine(progress.detail)}`, columns - 1));
}
