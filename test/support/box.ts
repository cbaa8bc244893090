import { openBox } from '../../src/safety/sandbox/open-box.ts';
import type { Box } from '../../src/safety/sandbox/box.ts';

const found = await openBox(new AbortController().signal);

/**
 * Why tests that need a box do not run on this machine, for the title of what is skipped; null where they run. In CI a
 * missing box is a failure of each of them instead.
 */
export const noBoxReason =
  found.kind === 'none' && process.env['CI'] === undefined ? `${found.reason}: ${found.hint}` : null;

/** The box of this machine. Throws where there is none. */
export function theBox(): Box {
  if (found.kind === 'none') throw new Error(`${found.reason}. ${found.hint}`);
  return found;
}
