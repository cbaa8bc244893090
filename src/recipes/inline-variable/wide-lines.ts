type Texts = { readonly path: string; readonly before: string; readonly after: string };

/** The lines that a file had not before and that are wider than its lines may be, each in a sentence. */
export function wideLineNotes({ path, before, after }: Texts, width: number): readonly string[] {
  const old = new Set(linesIn(before));
  return linesIn(after).flatMap((line, index) =>
    line.length <= width || old.has(line)
      ? []
      : [
          `Line ${index + 1} of ${path} is ${line.length} characters long now, and lines there have ${width} at most.`,
        ],
  );
}

/** As wide as the widest line of a text, and no narrower than what is usual. */
export function widthOfText(text: string, usual: number): number {
  return Math.max(usual, ...linesIn(text).map((line) => line.length));
}

function linesIn(text: string): readonly string[] {
  return text.split(/\r?\n/);
}
