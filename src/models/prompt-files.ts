/** A file as a prompt shows it. */
export type PromptFile = {
  readonly path: string;
  readonly text: string;
  /** Only a part of the file is shown. */
  readonly isPartial: boolean;
};

const OPENING = /^<file path=("(?:[^"\\]|\\.)*")( note=[^\n]*)?>\n/gm;

/** Reads the `<file path="…">` blocks back out of a prompt; a block ends at the last closing tag before the next one. */
export function filesOfPrompt(prompt: string): readonly PromptFile[] {
  const openings = [...prompt.matchAll(OPENING)];
  return openings.flatMap((opening, index) => {
    const region = prompt.slice(opening.index + opening[0].length, openings[index + 1]?.index);
    const end = region.lastIndexOf('\n</file>');
    const path: unknown = JSON.parse(opening[1] ?? '""');
    if (end === -1 || typeof path !== 'string') return [];
    return [{ path, text: region.slice(0, end), isPartial: opening[2] !== undefined }];
  });
}

/** The files that a prompt says may be changed, in its order; the last such line counts. */
export function changeableOf(prompt: string): readonly string[] {
  return listAfter('Changeable files: ', prompt);
}

/** The functions that a prompt says may be changed; empty where it names none. */
export function functionsOf(prompt: string): readonly string[] {
  return listAfter('Change only these functions: ', prompt);
}

function listAfter(label: string, prompt: string): readonly string[] {
  const line = prompt.split('\n').findLast((one) => one.startsWith(label));
  return line === undefined ? [] : line.slice(label.length).split(', ');
}
