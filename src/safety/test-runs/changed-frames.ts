import type { FileChange } from '../../domain/patch.ts';
import { decodeText, linesOf } from '../../domain/text.ts';

const MOST_FRAMES = 5;

/** The lines of changed files that a failure names, such as in its stack, with their text after the change. */
export function changedFrames(message: string, changes: readonly FileChange[]): readonly string[] {
  const frames = changes.flatMap(({ path, after }) => {
    const lines = textLines(after);
    return linesNamed(message, path).flatMap((line) => {
      const text = lines[line - 1];
      return text === undefined ? [] : [`${path}:${line}: ${text.trim()}`];
    });
  });
  return frames.slice(0, MOST_FRAMES);
}

/** `src/a.js:3`, and Python's `File "src/a.py", line 3`, also with folders before it. */
function linesNamed(message: string, path: string): readonly number[] {
  const parts = message.split(path).map((part, index, all) => ({ part, before: all[index - 1] }));
  const numbers = parts.flatMap(({ part, before }) => {
    if (before === undefined || /[\w.-]$/.test(before)) return [];
    const line = /^(?::|\(|", line )(\d+)/.exec(part)?.[1];
    return line === undefined ? [] : [Number(line)];
  });
  return [...new Set(numbers)];
}

function textLines(bytes: Uint8Array | null): readonly string[] {
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? linesOf(decoded.text) : [];
}
