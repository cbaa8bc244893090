import type { Finding, TextChange } from './text-guard.ts';

const SNAPSHOT_FILE = /\.(?:snap|ambr)$|(?:^|\/)__snapshots__\//;
const INLINE =
  /\.toMatchInlineSnapshot\(\s*(?:\{[^{}]*\}\s*,\s*)?(`(?:\\.|[^\\`])*`|'(?:\\.|[^\\'\n])*'|"(?:\\.|[^\\"\n])*")/g;

/** Whether a file holds what tests expect, as a runner wrote it down. */
export function isSnapshotFile(path: string): boolean {
  return SNAPSHOT_FILE.test(path);
}

/** Expectations that are not there any more as they were; new ones may be added, and snapshots may move. */
export function rewrittenSnapshots(changes: readonly TextChange[]): readonly Finding[] {
  const kept = new Set(changes.flatMap(({ path, after }) => expectationsIn(path, after ?? '')));
  return changes.flatMap(({ path, before, after }) => {
    const lost = expectationsIn(path, before ?? '').filter((expectation) => !kept.has(expectation));
    if (lost.length === 0) return [];
    const whose = after === null ? 'are deleted' : 'are rewritten';
    const what = lost.length === 1 ? 'A snapshot' : `${lost.length} snapshots`;
    const message = `${what} of what tests expect ${lost.length === 1 ? whose.replace('are', 'is') : whose}. Keep what the tests check.`;
    return [{ path, line: 1, message }];
  });
}

/** Of a file of snapshots each entry, of a test each inline snapshot; indentation does not count. */
function expectationsIn(path: string, text: string): readonly string[] {
  const entries = isSnapshotFile(path)
    ? text.split(/\n(?=exports\[`|# name: )/).filter((entry) => /^(?:exports\[`|# name: )/.test(entry))
    : [...text.matchAll(INLINE)].map((match) => (match[1] ?? '').slice(1, -1));
  return entries.map((entry) => entry.replaceAll(/\s+/g, ' ').trim());
}
