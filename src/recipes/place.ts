import type { FileChange } from '../domain/patch.ts';
import type { SlotValues } from './recipe.ts';
import { lineChanges } from '../domain/line-diff.ts';

/** A line of a file, counted from 1. */
export type Place = { readonly path: string; readonly line: number };

/** Reads a slot of the form `file:line`; null when it is not given. */
export function readPlace(text: string | undefined): Place | null | 'malformed' {
  if (text === undefined) return null;
  const match = /^(?:\.\/)?(.+):([1-9]\d*)$/.exec(text);
  const [, path, line] = match ?? [];
  return path === undefined || line === undefined ? 'malformed' : { path, line: Number(line) };
}

/** The place of an offset, as messages name it: `src/a.ts:3`. */
export function placeAt(path: string, text: string, offset: number): string {
  return `${path}:${text.slice(0, offset).split('\n').length}`;
}

/** A place whose slot `at` names a line, as it reads once files have changed: other lines may stand above it. */
export function placeAfter(place: SlotValues, changes: readonly FileChange[]): SlotValues {
  const [, path = '', line = ''] = /^(.*):(\d+)$/.exec(place['at'] ?? '') ?? [];
  const change = changes.find((one) => one.path === path);
  if (change === undefined || change.before === null || change.after === null) return place;
  const now = lineAfter(Number(line), linesOf(change.before), linesOf(change.after));
  return { ...place, at: `${path}:${now}` };
}

function lineAfter(line: number, before: readonly string[], after: readonly string[]): number {
  const above = lineChanges(before, after).findLast(({ beforeStart }) => beforeStart < line);
  if (above === undefined) return line;
  // Within lines that were rewritten, the same line of those that stand there now, as far as there are as many.
  return line <= above.beforeEnd
    ? Math.min(line - above.beforeStart + above.afterStart, above.afterEnd)
    : line + above.afterEnd - above.beforeEnd;
}

function linesOf(bytes: Uint8Array): readonly string[] {
  return new TextDecoder().decode(bytes).split('\n');
}
