import type { WorkProgress } from '../domain/progress.ts';
import type { IndexUse } from './code-index.ts';
import type { Io } from './io.ts';

const CLEAR_LINE = '\r\u001b[K';

/** How a command uses the index. Where standard error is a terminal, a line there is drawn over until the index is up to date: a redirected output stays clean. */
export function drawnIndexUse({ signal, isCi, streams: { stderr } }: Io): IndexUse {
  if (!stderr.isTTY || isCi) return { signal };
  let isDrawn = false;
  return {
    signal,
    onProgress: ({ unit, done, total }: WorkProgress) => {
      isDrawn = true;
      stderr.write(`${CLEAR_LINE}indexing: ${done} of ${total} ${unit}s`);
    },
    onUpdated: () => {
      if (isDrawn) stderr.write(CLEAR_LINE);
      isDrawn = false;
    },
  };
}
