/** Where each line of a Python text starts, in UTF-16 code units: for Python a lone carriage return ends a line too. */
export function pythonLineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (end) => end.index + end[0].length)];
}
