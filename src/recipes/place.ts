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
