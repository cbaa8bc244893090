import { lineChanges, type LineChange } from './line-diff.ts';
import { decodeText } from './text.ts';

const CONTEXT_LINES = 3;
const BYTE_ORDER_MARK = '\uFEFF';

/** The content of a file on one side of a change; null where it does not exist there. */
type Side = Uint8Array | null;

/**
 * A patch of one file that `git apply` takes, byte for byte, with `/dev/null` for a side that does not exist; empty where
 * nothing differs. Sides that are not UTF-8 text give git's line that binary files differ, which cannot be applied.
 */
export function unifiedDiff(path: string, before: Side, after: Side): string {
  if (isSame(before, after)) return '';
  const names = { old: quoted(`a/${path}`), new: quoted(`b/${path}`) };
  const header = `diff --git ${names.old} ${names.new}\n${modeLine(before, after)}`;
  const lines = { old: linesWithEndings(before), new: linesWithEndings(after) };
  if (lines.old === null || lines.new === null) {
    return `${header}Binary files ${names.old} and ${names.new} differ\n`;
  }
  const sides: Lines = { old: lines.old, new: lines.new };
  const hunks = grouped(lineChanges(sides.old, sides.new)).map((changes) => hunkText(changes, sides));
  if (hunks.length === 0) return header;
  const oldName = before === null ? '/dev/null' : withTab(names.old);
  const newName = after === null ? '/dev/null' : withTab(names.new);
  return `${header}--- ${oldName}\n+++ ${newName}\n${hunks.join('')}`;
}

/** The lines that the diff of two contents adds and removes; both 0 where a side is not UTF-8 text. */
export function countLines(before: Side, after: Side): { readonly added: number; readonly removed: number } {
  const lines = { old: linesWithEndings(before), new: linesWithEndings(after) };
  const changes = lines.old === null || lines.new === null ? [] : lineChanges(lines.old, lines.new);
  return {
    added: changes.reduce((sum, change) => sum + change.afterEnd - change.afterStart, 0),
    removed: changes.reduce((sum, change) => sum + change.beforeEnd - change.beforeStart, 0),
  };
}

function isSame(before: Side, after: Side): boolean {
  if (before === null || after === null) return before === after;
  return Buffer.compare(before, after) === 0;
}

/** Each line keeps its ending; null where the bytes are not UTF-8 text. */
function linesWithEndings(bytes: Side): readonly string[] | null {
  if (bytes === null || bytes.length === 0) return [];
  const decoded = decodeText(bytes);
  if (decoded.kind !== 'text') return null;
  const text = decoded.hasByteOrderMark ? BYTE_ORDER_MARK + decoded.text : decoded.text;
  return text.split(/(?<=\n)/);
}

function modeLine(before: Side, after: Side): string {
  if (before === null) return 'new file mode 100644\n';
  return after === null ? 'deleted file mode 100644\n' : '';
}

/** A path as git writes it: quoted like a C string where it holds a quote, a backslash or a control character. */
function quoted(name: string): string {
  if (!/["\\\u0000-\u001f\u007f]/.test(name)) return name;
  const escaped = name.replaceAll(/["\\]/g, String.raw`\$&`);
  const octal = (character: string): string => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
  return `"${escaped.replaceAll(/[\u0000-\u001f\u007f]/g, octal)}"`;
}

/** Without the tab, programs other than git end a name at its first space. */
function withTab(name: string): string {
  return name.includes(' ') && !name.startsWith('"') ? `${name}\t` : name;
}

/** Changes whose context would touch or overlap belong to one hunk. */
function grouped(changes: readonly LineChange[]): readonly (readonly LineChange[])[] {
  const groups: LineChange[][] = [];
  for (const change of changes) {
    const group = groups.at(-1);
    const gap = change.beforeStart - (group?.at(-1)?.beforeEnd ?? 0);
    if (group === undefined || gap > 2 * CONTEXT_LINES) groups.push([change]);
    else group.push(change);
  }
  return groups;
}

type Lines = { readonly old: readonly string[]; readonly new: readonly string[] };

function hunkText(changes: readonly LineChange[], lines: Lines): string {
  const first = changes[0];
  const last = changes.at(-1);
  if (first === undefined || last === undefined) return '';
  const lead = Math.min(CONTEXT_LINES, first.beforeStart);
  const trail = Math.min(CONTEXT_LINES, lines.old.length - last.beforeEnd);
  const oldRange = range(first.beforeStart - lead, last.beforeEnd + trail);
  const newRange = range(first.afterStart - lead, last.afterEnd + trail);
  const body: string[] = [];
  let at = first.beforeStart - lead;
  for (const change of changes) {
    body.push(...marked(' ', lines.old.slice(at, change.beforeStart)));
    body.push(...marked('-', lines.old.slice(change.beforeStart, change.beforeEnd)));
    body.push(...marked('+', lines.new.slice(change.afterStart, change.afterEnd)));
    at = change.beforeEnd;
  }
  body.push(...marked(' ', lines.old.slice(at, at + trail)));
  return `@@ -${oldRange} +${newRange} @@\n${body.join('')}`;
}

/** `start,count` from 1; an empty range names the line before it. */
function range(start: number, end: number): string {
  return `${end > start ? start + 1 : start},${end - start}`;
}

function marked(mark: string, lines: readonly string[]): readonly string[] {
  return lines.map((line) =>
    line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`,
  );
}
