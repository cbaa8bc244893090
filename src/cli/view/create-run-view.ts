import type { RunView, ViewIo } from './run-view.ts';

/** The view for what the output is: one that moves for a terminal, plain lines for everything else. */
export async function createRunView(io: ViewIo): Promise<RunView> {
  if (!io.isTerminal) {
    const { createPlainView } = await import('./plain-view.ts');
    return createPlainView(io);
  }
  const { createTerminalView } = await import('./terminal-view.ts');
  return createTerminalView(io);
}
