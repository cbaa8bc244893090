import type { Tolerance } from '../domain/patch.ts';
import type { IndentShift } from './edit-indentation.ts';
import { contentOf, lineIndexAt, type EditableText } from './edit-text.ts';
import { linesOfSearch, MAX_LISTED, windowsWithSameContent, type Window } from './edit-windows.ts';

/** Where a search text stands in a file. Offsets are those of `EditableText.lf`, line numbers count from 1. */
export type Location =
  | {
      readonly kind: 'found';
      readonly start: number;
      readonly end: number;
      readonly tolerances: readonly Tolerance[];
      /** Never empty; where there are several, they have to give the same replacement. */
      readonly shifts: readonly IndentShift[];
      /** The search text ends in a newline, and the file ends without one at this place. */
      readonly lacksFinalNewline: boolean;
    }
  | { readonly kind: 'ambiguous'; readonly lines: readonly number[] }
  | { readonly kind: 'absent' };

/**
 * Finds the one place of a search text. Line endings are looked past from the start, since a model sees every text with
 * LF. Whole lines may then differ in trailing spaces, and after that in an indentation that is shifted evenly.
 */
export function locate(search: string, text: EditableText): Location {
  const exact = locateExactly(search, text);
  if (exact.kind === 'ambiguous' || (exact.kind === 'found' && isOfWholeLines(exact, text.lf))) return exact;
  const windows = windowsWithSameContent(search, text);
  if (exact.kind === 'found') return eitherOf(exact, windows, text);
  const trailing = windows.filter(({ shifts }) => isUnshifted(shifts));
  return locateWindow(trailing.length > 0 ? trailing : windows, search, text);
}

function isOfWholeLines({ start, end }: Range, lf: string): boolean {
  const isAtEnd = end === lf.length || lf[end] === '\n' || lf[end - 1] === '\n';
  return isAtEnd && (start === 0 || lf[start - 1] === '\n');
}

/** The bytes stand inside a line: where whole lines elsewhere differ in white space only, either place may be meant. */
function eitherOf(
  exact: Extract<Location, { kind: 'found' }>,
  windows: readonly Window[],
  text: EditableText,
): Location {
  const line = lineIndexAt(text.lineStarts(), exact.start);
  const elsewhere = windows.filter(({ first }) => first !== line).map(({ first }) => first);
  if (elsewhere.length === 0) return exact;
  return { kind: 'ambiguous', lines: [line, ...elsewhere].slice(0, MAX_LISTED).map((index) => index + 1) };
}

function locateExactly(search: string, text: EditableText): Location {
  const wanted = search.replaceAll('\r\n', '\n');
  const places = occurrencesOf(wanted, text.lf);
  if (places.length > 1) {
    return { kind: 'ambiguous', lines: places.map((place) => lineIndexAt(text.lineStarts(), place) + 1) };
  }
  const lacksFinalNewline =
    places.length === 0 && wanted.endsWith('\n') && text.lf.endsWith(wanted.slice(0, -1));
  const start = lacksFinalNewline ? text.lf.length - wanted.length + 1 : places[0];
  if (start === undefined) return { kind: 'absent' };
  const range = { start, end: Math.min(start + wanted.length, text.lf.length) };
  if (cutsWord(text.lf, range) || startsInsideIndentation(text.lf, range)) return { kind: 'absent' };
  const isSame = rawSlice(text, range) === search;
  return found(range, { tolerances: isSame ? [] : ['line-ending'], lacksFinalNewline });
}

/** Occurrences may overlap; past the number that is ever listed they are not counted on. */
function occurrencesOf(wanted: string, text: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    if (places.push(at) === MAX_LISTED) break;
  }
  return places;
}

/** `return s` is no passage of `return self`: the one place where its bytes stand is not the one that was meant. */
function cutsWord(lf: string, { start, end }: Range): boolean {
  return [start, end].some((border) => /^\w\w$/.test(lf.slice(Math.max(border - 1, 0), border + 1)));
}

/** The word that the first place of a search text begins or ends inside of, with its line from 1; null where there is none. */
export function wordCutBy(
  search: string,
  text: EditableText,
): { readonly word: string; readonly line: number } | null {
  const wanted = search.replaceAll('\r\n', '\n');
  const start = text.lf.indexOf(wanted);
  const range = { start, end: start + wanted.length };
  if (start === -1 || !cutsWord(text.lf, range)) return null;
  const border = cutsWord(text.lf, { start, end: start }) ? start : range.end;
  const before = /\w*$/.exec(text.lf.slice(0, border))?.[0] ?? '';
  const behind = /^\w*/.exec(text.lf.slice(border))?.[0] ?? '';
  return { word: before + behind, line: lineIndexAt(text.lineStarts(), border) + 1 };
}

/** A line that is searched with too little indentation is a case for shifting, with all lines of its replacement. */
function startsInsideIndentation(lf: string, { start }: Range): boolean {
  return (
    /^[ \t]/.test(lf.slice(start, start + 1)) &&
    /^[ \t]+$/.test(lf.slice(lf.lastIndexOf('\n', start - 1) + 1, start))
  );
}

function locateWindow(windows: readonly Window[], search: string, text: EditableText): Location {
  const [window, ...others] = windows;
  if (window === undefined) return { kind: 'absent' };
  if (others.length > 0) {
    return { kind: 'ambiguous', lines: windows.slice(0, MAX_LISTED).map(({ first }) => first + 1) };
  }
  const lacksFinalNewline = search.endsWith('\n') && isLastWithoutNewline(window, text);
  const end = endOf(window, { text, withNewline: search.endsWith('\n') && !lacksFinalNewline });
  const range = { start: text.lineStarts()[window.first] ?? 0, end };
  return found(range, {
    tolerances: tolerancesOf(window, { range, search, text, lacksFinalNewline }),
    shifts: window.shifts,
    lacksFinalNewline,
  });
}

function isLastWithoutNewline({ first, count }: Window, text: EditableText): boolean {
  return first + count === text.lines().length && !text.lf.endsWith('\n');
}

function endOf(
  { first, count }: Window,
  { text, withNewline }: { readonly text: EditableText; readonly withNewline: boolean },
): number {
  const last = first + count - 1;
  const end = (text.lineStarts()[last] ?? 0) + (text.lines()[last]?.length ?? 0);
  return withNewline ? end + 1 : end;
}

type Range = { readonly start: number; readonly end: number };

function tolerancesOf(
  { first, shifts }: Window,
  match: {
    readonly range: Range;
    readonly search: string;
    readonly text: EditableText;
    readonly lacksFinalNewline: boolean;
  },
): readonly Tolerance[] {
  const { range, search, text, lacksFinalNewline } = match;
  const differsInEndings = rawSlice(text, range).includes('\r\n') !== search.includes('\r\n');
  const differsInTrail = linesOfSearch(search).some(
    (line, index) => trailOf(line) !== trailOf(text.lines()[first + index] ?? ''),
  );
  const tolerances: Tolerance[] = [];
  if (lacksFinalNewline || differsInEndings) tolerances.push('line-ending');
  if (differsInTrail) tolerances.push('trailing-space');
  if (!isUnshifted(shifts)) tolerances.push('indentation');
  return tolerances;
}

function isUnshifted(shifts: readonly IndentShift[]): boolean {
  return shifts.every((shift) => shift.kind === 'none');
}

function trailOf(line: string): string {
  const content = contentOf(line);
  return content === '' ? line : line.slice(line.lastIndexOf(content) + content.length);
}

function rawSlice(text: EditableText, { start, end }: Range): string {
  return text.raw.slice(text.rawOffset(start), text.rawOffset(end));
}

function found(
  range: Range,
  rest: Partial<Pick<Extract<Location, { kind: 'found' }>, 'tolerances' | 'shifts' | 'lacksFinalNewline'>>,
): Location {
  return {
    kind: 'found',
    ...range,
    tolerances: [],
    shifts: [{ kind: 'none' }],
    lacksFinalNewline: false,
    ...rest,
  };
}
