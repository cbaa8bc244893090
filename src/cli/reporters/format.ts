import type { Io } from '../io.ts';
import { createStyle, plainLook, type Look } from '../view/style.ts';
import { oneLine } from '../view/text-width.ts';

/** The forms of every report; `table` has rules and colours on a terminal and is plain text elsewhere. */
export type ReportFormat = 'table' | 'json' | 'ndjson' | 'markdown';

/** `--json` is short for `--format json`; without either it is a table. */
export function formatOf(options: { readonly format?: ReportFormat; readonly json: boolean }): ReportFormat {
  return options.format ?? (options.json ? 'json' : 'table');
}

/** How reports look here: on a terminal as wide as it is, elsewhere plain. */
export function lookOf(io: Pick<Io, 'isTerminal' | 'color' | 'columns'>): Look {
  return io.isTerminal
    ? { kind: 'terminal', columns: io.columns, style: createStyle(io.color) }
    : plainLook();
}

/** Untrusted text as it may stand in a line of Markdown, also in a table. An underscore inside a word means nothing. */
export function markdownText(text: string): string {
  return oneLine(text).replace(
    /[\\`*{}[\]<>|#~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu,
    (mark) => `\\${mark}`,
  );
}

/** JSON whose control characters and direction overrides are escaped, so that a terminal does not obey them. */
export function terminalJson(value: unknown, indent?: number): string {
  const obeyed = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
  return JSON.stringify(value, null, indent).replace(
    obeyed,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `2026-11-21 15:30:00Z`: the same on every machine, and sorted as text. */
export function formatTime(timestamp: string): string {
  return `${timestamp.slice(0, 10)} ${timestamp.slice(11, 19)}Z`;
}

/** The first twelve digits of a digest; `none` where there is no file. */
export function shortDigest(digest: string | null): string {
  return digest === null ? 'none' : digest.slice(0, 'sha256:'.length + 12);
}
