import { posix } from 'node:path';
import type { Finding, TextChange } from './text-guard.ts';

const SNAPSHOT_FILE = /\.(?:snap|ambr)$|(?:^|\/)__snapshots__\//;
const INLINE =
  /\.toMatchInlineSnapshot\(\s*(?:\{[^{}]*\}\s*,\s*)?(`(?:\\.|[^\\`])*`|'(?:\\.|[^\\'\n])*'|"(?:\\.|[^\\"\n])*")/g;

/** Whether a file holds what tests expect, as a runner wrote it down. */
export function isSnapshotFile(path: string): boolean {
  return SNAPSHOT_FILE.test(path);
}

/** What became of snapshots: whether some are gone, or all have another value. */
type Rewritten = Finding & { readonly isGone: boolean };

/** Expectations that are not there any more as they were; new ones may be added, and snapshots may move or be renamed. */
export function rewrittenSnapshots(changes: readonly TextChange[]): readonly Rewritten[] {
  const kept = changes.flatMap(({ path, after }) => expectationsIn(path, after ?? ''));
  const names = new Set(kept.map(({ name }) => name));
  const whole = new Set(kept.map(wholeOf));
  const values = new Set(kept.map(({ value }) => value));
  const isKept = (one: Expectation): boolean =>
    whole.has(wholeOf(one)) || ((one.name === '' || !names.has(one.name)) && values.has(one.value));
  return changes.flatMap(({ path, before, after }) => {
    const lost = expectationsIn(path, before ?? '').filter((one) => !isKept(one));
    if (lost.length === 0) return [];
    const whose = after === null ? 'are deleted' : 'are rewritten';
    const what = lost.length === 1 ? 'A snapshot' : `${lost.length} snapshots`;
    const message = `${what} of what tests expect ${lost.length === 1 ? whose.replace('are', 'is') : whose}. Keep what the tests check.`;
    const isGone = isSnapshotFile(path)
      ? lost.some(({ name }) => !names.has(name))
      : expectationsIn(path, before ?? '').length > expectationsIn(path, after ?? '').length;
    return [{ path, line: 1, message, isGone }];
  });
}

/** Whether a test changes in more than what it expects: what it asks for may be something else. */
export function changesTestOf(snapshots: string, changes: readonly TextChange[]): boolean {
  const name = posix.basename(snapshots).replace(/\.snap$|\.ambr$/, '');
  const rest = (text: string | null): string => (text ?? '').replaceAll(INLINE, '').replaceAll(/\s+/g, ' ');
  return changes.some(
    ({ path, before, after }) =>
      !isSnapshotFile(path) &&
      [path, path.replace(/\.py$/, '')].some((one) => posix.basename(one) === name) &&
      rest(before) !== rest(after),
  );
}

type Expectation = { readonly name: string; readonly value: string };

function wholeOf({ name, value }: Expectation): string {
  return `${name} ${value}`;
}

/** Of a file of snapshots each entry by its name, of a test each inline snapshot, without one; indentation does not count. */
function expectationsIn(path: string, text: string): readonly Expectation[] {
  const even = (value = ''): string => value.replaceAll(/\s+/g, ' ').trim();
  if (!isSnapshotFile(path))
    return [...text.matchAll(INLINE)].map((match) => ({ name: '', value: even(match[1]?.slice(1, -1)) }));
  return text.split(/\n(?=exports\[`|# name: )/).flatMap((entry) => {
    const [head, name] = /^(?:exports\[`((?:\\.|[^\\`])*)`\] = |# name: ([^\n]*)\n)/.exec(entry) ?? [];
    return head === undefined ? [] : [{ name: even(name ?? head), value: even(entry.slice(head.length)) }];
  });
}
