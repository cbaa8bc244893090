import type { IndexedSymbol } from '../store/queries.ts';

const MODIFIERS =
  /^(?:(?:export|default|async|public|private|protected|static|readonly|const|let|var|declare)\s+)+/;

/** A definition down to its name, as its first lines say it: `def area`, `class Circle`, `get size`. */
export function nameLine(
  { name, startLine, bodyLine, endLine }: IndexedSymbol,
  lines: readonly string[],
): string {
  const head = lines.slice(startLine - 1, Math.min(Math.max(bodyLine, startLine + 1), endLine + 1));
  const line = head
    .map((text) => text.trim())
    .find((text) => !text.startsWith('@') && placeIn(text, name) >= 0);
  if (line === undefined) return name;
  return line.slice(0, placeIn(line, name) + name.length).replace(MODIFIERS, '');
}

/** Where a name stands by itself in a line, or -1. */
function placeIn(line: string, name: string): number {
  for (let at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1)) {
    const isWhole = !isNamePart(line[at - 1]) && !isNamePart(line[at + name.length]);
    if (isWhole) return at;
  }
  return -1;
}

function isNamePart(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
}
